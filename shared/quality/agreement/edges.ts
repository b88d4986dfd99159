import type { Rectangle } from '../../geometry/rectangle.ts';

/** Of a rectangle, or how far its edges are off: left, top, right, bottom; pixels. */
export type Edges = readonly [left: number, top: number, right: number, bottom: number];

export function edgesOf({ left, top, right, bottom }: Rectangle): Edges {
  return [left, top, right, bottom];
}

/** The part inside a rectangle; one that lies outside keeps no area, at the border nearest to it. */
export function clampRectangle(r: Rectangle, within: Rectangle): Rectangle {
  const x = (value: number): number => Math.min(within.right, Math.max(within.left, value));
  const y = (value: number): number => Math.min(within.bottom, Math.max(within.top, value));
  return { left: x(r.left), top: y(r.top), right: x(r.right), bottom: y(r.bottom) };
}
