import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { BoxSides } from '../../edits/box2d/box2dShape.ts';
import type { ToolCursor } from '../view.ts';

/** How near the pointer must be to what it presses, CSS pixels: half of the smallest comfortable target. */
const CORNER = 12;
const EDGE = 8;
/** To the line of a box that is not selected. */
const LINE = 5;

/**
 * What of a rectangle lies under a position, both in CSS pixels: a corner before an edge before the inside; undefined
 * beside it. On small ones the targets shrink, so that there is always an inside to move it by.
 */
export function boxGripAt({ left, top, right, bottom }: Rectangle, [x, y]: Pixel): BoxSides | undefined {
  const reachX = Math.min(CORNER, Math.max(3, (right - left) / 4));
  const reachY = Math.min(CORNER, Math.max(3, (bottom - top) / 4));
  const isCornerX = Math.min(Math.abs(x - left), Math.abs(x - right)) <= reachX;
  const isCornerY = Math.min(Math.abs(y - top), Math.abs(y - bottom)) <= reachY;
  const sideX = Math.abs(x - left) <= Math.abs(x - right) ? -1 : 1;
  const sideY = Math.abs(y - top) <= Math.abs(y - bottom) ? -1 : 1;
  if (isCornerX && isCornerY) return { x: sideX, y: sideY };
  const edgeX = Math.abs(x - (sideX < 0 ? left : right));
  const edgeY = Math.abs(y - (sideY < 0 ? top : bottom));
  if (edgeX <= Math.min(EDGE, reachX) && y >= top && y <= bottom) return { x: sideX, y: 0 };
  if (edgeY <= Math.min(EDGE, reachY) && x >= left && x <= right) return { x: 0, y: sideY };
  return isInside({ left, top, right, bottom }, [x, y]) ? { x: 0, y: 0 } : undefined;
}

/** Is the position on the rectangle's line? */
export function isOnLine({ left, top, right, bottom }: Rectangle, [x, y]: Pixel): boolean {
  const isNear = isInside(
    { left: left - LINE, top: top - LINE, right: right + LINE, bottom: bottom + LINE },
    [x, y],
  );
  const isDeep = x > left + LINE && x < right - LINE && y > top + LINE && y < bottom - LINE;
  return isNear && !isDeep;
}

export function isInside({ left, top, right, bottom }: Rectangle, [x, y]: Pixel): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

export function boxCursor({ x, y }: BoxSides): ToolCursor {
  if (x === 0 && y === 0) return 'move';
  if (y === 0) return 'ew-resize';
  if (x === 0) return 'ns-resize';
  return x === y ? 'nwse-resize' : 'nesw-resize';
}
