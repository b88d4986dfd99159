import type { Point2 } from './point2.ts';

/** An axis-aligned rectangle with left ≤ right and top ≤ bottom; in images, pixels with y downwards. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function rectangleArea(r: Rectangle): number {
  return (r.right - r.left) * (r.bottom - r.top);
}

/** Do they share a point? Touching borders count. */
export function rectanglesOverlap(a: Rectangle, b: Rectangle): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

/** Does it hold all of the other? */
export function rectangleContains(r: Rectangle, other: Rectangle): boolean {
  return r.left <= other.left && r.top <= other.top && r.right >= other.right && r.bottom >= other.bottom;
}

/** Of the part that both cover. */
export function sharedArea(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** Area that both share over the area that they cover together, 0 to 1. */
export function intersectionOverUnion(a: Rectangle, b: Rectangle): number {
  const shared = sharedArea(a, b);
  return shared > 0 ? shared / (rectangleArea(a) + rectangleArea(b) - shared) : 0;
}

/** The smallest rectangle that holds both. */
export function uniteRectangles(a: Rectangle, b: Rectangle): Rectangle {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** The smallest rectangle that holds all points; undefined without points. */
export function boundsOfPoints(points: readonly Point2[]): Rectangle | undefined {
  if (points.length === 0) return undefined;
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** The corners, going round. */
export function rectangleCorners(r: Rectangle): readonly Point2[] {
  return [
    [r.left, r.top],
    [r.right, r.top],
    [r.right, r.bottom],
    [r.left, r.bottom],
  ];
}

/** The part of the segment a…b inside the rectangle, borders included (Liang and Barsky 1984). */
export function clipSegmentToRectangle(
  a: Point2,
  b: Point2,
  r: Rectangle,
): readonly [Point2, Point2] | undefined {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const left = timeAt(r.left - a[0], dx, -1);
  const right = timeAt(r.right - a[0], dx, 1);
  const top = timeAt(r.top - a[1], dy, -1);
  const bottom = timeAt(r.bottom - a[1], dy, 1);
  const enter = Math.max(0, Math.min(left, right), Math.min(top, bottom));
  const leave = Math.min(1, Math.max(left, right), Math.max(top, bottom));
  if (!(enter <= leave)) return undefined;
  return [
    enter === 0 ? a : [a[0] + dx * enter, a[1] + dy * enter],
    leave === 1 ? b : [a[0] + dx * leave, a[1] + dy * leave],
  ];
}

/**
 * When a coordinate that moves by `step` in unit time reaches a border `way` from its start. One that stands still
 * has been on the inner side for ever, or never will be; `side` is −1 for a lower border, 1 for an upper one.
 */
function timeAt(way: number, step: number, side: 1 | -1): number {
  if (step !== 0) return way / step;
  return way * side >= 0 ? side * Infinity : -side * Infinity;
}
