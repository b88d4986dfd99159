import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Measurement } from '#renderer/editor/tools/toolOverlay.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { drawReadout } from './drawTool.ts';

const RING_RADIUS = 6;
const END_RADIUS = 3;

/** The line between two places, with what lies between them beside its second end. */
export function drawMeasurement(
  context: CanvasRenderingContext2D,
  view: SceneView,
  { from, to, isOpen }: Measurement,
  text: string,
  theme: SceneTheme,
): void {
  const [a, b] = [view.project(from), view.project(to)];
  if (a === undefined || b === undefined) return;
  const line = new Path2D();
  line.moveTo(...a);
  line.lineTo(...b);
  context.save();
  context.setLineDash(isOpen ? [4, 3] : []);
  strokeCased(context, line, theme);
  context.restore();
  context.fillStyle = theme.accent;
  for (const end of [a, b]) context.fill(circle(end, END_RADIUS));
  if (from !== to) drawReadout(context, view, text, b, theme.accentFill);
}

/** A ring on the point of the cloud that is taken. */
export function drawTaken(
  context: CanvasRenderingContext2D,
  view: SceneView,
  point: Vec3,
  theme: SceneTheme,
): void {
  const at = view.project(point);
  if (at !== undefined) strokeCased(context, circle(at, RING_RADIUS), theme);
}

function strokeCased(context: CanvasRenderingContext2D, path: Path2D, theme: SceneTheme): void {
  context.strokeStyle = theme.casing;
  context.lineWidth = 3.5;
  context.stroke(path);
  context.strokeStyle = theme.accent;
  context.lineWidth = 1.5;
  context.stroke(path);
}

function circle([x, y]: Pixel, radius: number): Path2D {
  const path = new Path2D();
  path.arc(x, y, radius, 0, 2 * Math.PI);
  return path;
}
