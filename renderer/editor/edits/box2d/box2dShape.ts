import { roundPixels } from '#shared/labels/rounding.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';

/** Which sides of a rectangle go with the pointer: −1 left or top, 1 right or bottom, 0 neither; both 0: all of it. */
export interface BoxSides {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** Smaller than this on a side, in pixels of the image, a rectangle bounds nothing. */
export const SMALLEST_BOX = 1;

/** The rectangle with some sides moved by so many pixels. A side that passes the opposite one changes places with it. */
export function dragged(rectangle: Rectangle, { x, y }: BoxSides, dx: number, dy: number): Rectangle {
  const { left, top, right, bottom } = rectangle;
  if (x === 0 && y === 0) return { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy };
  return upright({
    left: x === -1 ? left + dx : left,
    right: x === 1 ? right + dx : right,
    top: y === -1 ? top + dy : top,
    bottom: y === 1 ? bottom + dy : bottom,
  });
}

/** With left ≤ right and top ≤ bottom. */
export function upright({ left, top, right, bottom }: Rectangle): Rectangle {
  return {
    left: Math.min(left, right),
    top: Math.min(top, bottom),
    right: Math.max(left, right),
    bottom: Math.max(top, bottom),
  };
}

/** The rectangle as it is kept inside a border: moved as a whole it keeps its size, as far as the border has room. */
export function keptInside(rectangle: Rectangle, border: Rectangle, isMoved: boolean): Rectangle {
  if (isMoved) {
    const dx = inward(rectangle.left, rectangle.right, border.left, border.right);
    const dy = inward(rectangle.top, rectangle.bottom, border.top, border.bottom);
    return keptInside(dragged(rectangle, { x: 0, y: 0 }, dx, dy), border, false);
  }
  const clampX = (value: number): number => Math.min(border.right, Math.max(border.left, value));
  const clampY = (value: number): number => Math.min(border.bottom, Math.max(border.top, value));
  return {
    left: clampX(rectangle.left),
    top: clampY(rectangle.top),
    right: clampX(rectangle.right),
    bottom: clampY(rectangle.bottom),
  };
}

function inward(first: number, last: number, from: number, to: number): number {
  if (first < from) return from - first;
  return last > to ? Math.max(to - last, from - first) : 0;
}

/** Large enough to bound something? NaN is not. */
export function isBox({ left, top, right, bottom }: Rectangle): boolean {
  return right - left >= SMALLEST_BOX && bottom - top >= SMALLEST_BOX && Number.isFinite(right + bottom);
}

/** Rounds what an edit changed to hundredths of a pixel; sides that it left alone stay as they were read. */
export function roundSides(after: Rectangle, before: Rectangle | undefined): Rectangle {
  const side = (key: keyof Rectangle): number =>
    after[key] === before?.[key] ? after[key] : roundPixels(after[key]);
  return { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom') };
}

export function isSameRectangle(a: Rectangle, b: Rectangle): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}
