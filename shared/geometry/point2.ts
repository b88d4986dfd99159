/** A point of a plane: pixels of an image, or the x and y of a map seen from above. */
export type Point2 = readonly [x: number, y: number];

export function distance2(a: Point2, b: Point2): number {
  return Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
}

/** Twice the signed area of the triangle o, a, b: positive when it turns from +x towards +y. */
export function turn(o: Point2, a: Point2, b: Point2): number {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

/** Distance of `point` from the segment a…b. */
export function distanceToSegment(point: Point2, a: Point2, b: Point2): number {
  return Math.sqrt(squaredDistanceToSegment(point, a, b));
}

export function squaredDistanceToSegment(point: Point2, a: Point2, b: Point2): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared;
  const t = Math.min(1, Math.max(0, along));
  const x = point[0] - a[0] - dx * t;
  const y = point[1] - a[1] - dy * t;
  return x * x + y * y;
}

export function lerp2(a: Point2, b: Point2, t: number): Point2 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}
