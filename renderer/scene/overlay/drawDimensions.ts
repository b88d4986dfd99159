import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { faceCentre } from '#renderer/editor/tools/handles.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { drawRimmedText, TAG_FONT } from './canvasText.ts';

/** Distance of a label from the face whose side it measures: clear of the handle. */
const OFFSET = 30;
/** A cuboid shorter than this on screen is not measured: the labels would be larger than it. */
const LEAST_PIXELS = 48;

/** Length beside the side that is farther right on screen, width behind the rear; false where there is no room. */
export function drawDimensions(
  context: CanvasRenderingContext2D,
  view: SceneView,
  cuboid: Cuboid,
  theme: SceneTheme,
): boolean {
  const centre = view.project(cuboid.centre);
  const front = view.project(faceCentre(cuboid, 0, 1));
  const rear = view.project(faceCentre(cuboid, 0, -1));
  const left = view.project(faceCentre(cuboid, 1, 1));
  const right = view.project(faceCentre(cuboid, 1, -1));
  if (centre === undefined || front === undefined || rear === undefined) return false;
  if (left === undefined || right === undefined) return false;
  if (Math.hypot(front[0] - rear[0], front[1] - rear[1]) < LEAST_PIXELS) return false;
  const style = { font: TAG_FONT, ink: theme.text, rim: theme.ground };
  const beside = right[0] >= left[0] ? right : left;
  drawRimmedText(context, metres(cuboid.size[0]), outwards(beside, centre), style);
  drawRimmedText(context, metres(cuboid.size[1]), outwards(rear, centre), style);
  return true;
}

function outwards(from: Pixel, centre: Pixel): Pixel {
  const [dx, dy] = [from[0] - centre[0], from[1] - centre[1]];
  const length = Math.max(1, Math.hypot(dx, dy));
  // Text is wider than high: it needs more room sideways.
  return [from[0] + (dx / length) * OFFSET, from[1] + (dy / length) * (OFFSET * 0.6)];
}

function metres(value: number): string {
  return `${value.toFixed(2)}\u2009m`;
}
