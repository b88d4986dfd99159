import type { Point2 } from '../../geometry/point2.ts';

/** A rectangle seen from above; metres from the origin of the pillars, the length along the yaw. */
export interface GroundBox {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly length: number;
  readonly width: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The box that covers these ranges along its yaw and across it. */
export function boxOfRanges(yaw: number, along: Range, across: Range): GroundBox {
  const u = (along.low + along.high) / 2;
  const v = (across.low + across.high) / 2;
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return {
    x: u * cos - v * sin,
    y: u * sin + v * cos,
    yaw,
    length: along.high - along.low,
    width: across.high - across.low,
  };
}

/** A place in the box's own axes, from its middle. */
export function insideBox({ x, y, yaw }: GroundBox, [px, py]: Point2): Point2 {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return [(px - x) * cos + (py - y) * sin, (py - y) * cos - (px - x) * sin];
}

export function boxCorners({ x, y, yaw, length, width }: GroundBox): Point2[] {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([a, b]): Point2 => {
    const u = (a! * length) / 2;
    const v = (b! * width) / 2;
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}
