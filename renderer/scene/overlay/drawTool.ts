import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { ToolOverlay } from '#renderer/editor/tools/toolOverlay.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { chipWidth, drawChip, READOUT_FONT } from './canvasText.ts';

/** The rectangle being drawn on the ground, in the colour of the class that it will get. */
export function drawFootprint(
  context: CanvasRenderingContext2D,
  view: SceneView,
  footprint: NonNullable<ToolOverlay['footprint']>,
  color: string,
): void {
  const path = pathOf(view, footprint);
  if (path === undefined) return;
  path.closePath();
  context.save();
  context.globalAlpha = 0.16;
  context.fillStyle = color;
  context.fill(path);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.stroke(path);
  context.restore();
}

/** The line that a drag moves along. */
export function drawGuide(
  context: CanvasRenderingContext2D,
  view: SceneView,
  guide: readonly [Vec3, Vec3],
  theme: SceneTheme,
): void {
  const path = pathOf(view, guide);
  if (path === undefined) return;
  context.save();
  context.setLineDash([3, 4]);
  context.strokeStyle = theme.selection;
  context.lineWidth = 1;
  context.stroke(path);
  context.restore();
}

/** The frame of the view in which the keys move the selection. */
export function drawFocus(context: CanvasRenderingContext2D, view: SceneView, theme: SceneTheme): void {
  context.strokeStyle = theme.accent;
  context.lineWidth = 2;
  context.strokeRect(1, 1, view.rect.width - 2, view.rect.height - 2);
}

const READOUT_HEIGHT = 22;
const READOUT_OFFSET = 16;

/** What a drag has changed, beside the place given; kept inside the view. */
export function drawReadout(
  context: CanvasRenderingContext2D,
  view: SceneView,
  text: string,
  beside: readonly [number, number],
  fill: string,
): void {
  const width = chipWidth(context, text, READOUT_FONT);
  const x = Math.min(view.rect.width - width - 4, Math.max(4, beside[0] + READOUT_OFFSET));
  const y = Math.max(
    4,
    Math.min(view.rect.height - READOUT_HEIGHT - 4, beside[1] - READOUT_HEIGHT - READOUT_OFFSET),
  );
  drawChip(context, text, [x, y], { font: READOUT_FONT, fill, ink: '#FFFFFF', height: READOUT_HEIGHT });
}

/** Undefined where a point cannot be seen: half a rectangle would be a wrong one. */
function pathOf(view: SceneView, points: readonly Vec3[]): Path2D | undefined {
  const path = new Path2D();
  for (const [i, point] of points.entries()) {
    const at = view.project(point);
    if (at === undefined) return undefined;
    if (i === 0) path.moveTo(...at);
    else path.lineTo(...at);
  }
  return path;
}
