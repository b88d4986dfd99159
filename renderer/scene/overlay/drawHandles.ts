import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { handlesOf, isSameHandle, type Handle } from '#renderer/editor/tools/handles.ts';
import type { ToolOverlay } from '#renderer/editor/tools/toolOverlay.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { ToolView } from '#renderer/editor/tools/view.ts';

const FACE_SIZE = 10;
const CORNER_DIAMETER = 8;
const ROTATE_DIAMETER = 12;

/** The grips of the selected cuboid: squares on its faces, small discs on corners, a circle on a stem to turn it. */
export function drawHandles(
  context: CanvasRenderingContext2D,
  view: ToolView,
  cuboid: Cuboid,
  tool: ToolOverlay,
  theme: SceneTheme,
): void {
  const isHere = tool.viewId === view.id;
  const lively = isHere ? (tool.activeHandle ?? tool.hoveredHandle) : undefined;
  for (const handle of handlesOf(cuboid, view)) {
    context.fillStyle = isSameHandle(handle, lively) ? theme.accent : theme.selection;
    context.strokeStyle = theme.ground;
    context.lineWidth = 1;
    if (handle.kind === 'rotate') drawRotate(context, handle, theme);
    else if (handle.faces.length === 1) drawSquare(context, handle.at);
    else drawDisc(context, handle.at, CORNER_DIAMETER);
  }
}

function drawSquare(context: CanvasRenderingContext2D, [x, y]: Pixel): void {
  const left = Math.round(x - FACE_SIZE / 2);
  const top = Math.round(y - FACE_SIZE / 2);
  context.fillRect(left, top, FACE_SIZE, FACE_SIZE);
  context.strokeRect(left - 0.5, top - 0.5, FACE_SIZE + 1, FACE_SIZE + 1);
}

function drawRotate(
  context: CanvasRenderingContext2D,
  { at, from }: Handle & { kind: 'rotate' },
  theme: SceneTheme,
): void {
  context.save();
  context.strokeStyle = theme.selection;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...at);
  context.stroke();
  context.restore();
  drawDisc(context, at, ROTATE_DIAMETER);
}

function drawDisc(context: CanvasRenderingContext2D, [x, y]: Pixel, diameter: number): void {
  context.beginPath();
  context.arc(x, y, diameter / 2, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}
