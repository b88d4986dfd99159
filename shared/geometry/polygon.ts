import { turn, type Point2 } from './point2.ts';

/** A simple polygon: its corners, going round, the first not repeated. */
export type Polygon = readonly Point2[];

/** Positive when the corners turn from +x towards +y. */
export function signedArea(polygon: Polygon): number {
  const origin = polygon[0];
  if (origin === undefined) return 0;
  let twice = 0;
  for (let i = 1; i + 1 < polygon.length; i++) twice += turn(origin, polygon[i]!, polygon[i + 1]!);
  return twice / 2;
}

/** Convex hull with positive signed area, without collinear corners (Andrew's monotone chain, 1979). */
export function convexHull(points: readonly Point2[]): Point2[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

/** One chain of the hull, without its last point, which begins the other chain. */
function halfHull(sorted: readonly Point2[]): Point2[] {
  const chain: Point2[] = [];
  for (const point of sorted) {
    while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
    chain.push(point);
  }
  chain.pop();
  return chain;
}

/** Is the point in the convex polygon of positive signed area, borders included? */
export function convexContains(polygon: Polygon, point: Point2): boolean {
  if (polygon.length < 3) return false;
  return polygon.every((corner, i) => turn(corner, polygon[(i + 1) % polygon.length]!, point) >= 0);
}

/** Common part of two convex polygons of positive signed area (Sutherland and Hodgman 1974); may be empty. */
export function intersectConvex(subject: Polygon, clip: Polygon): Point2[] {
  let result: Point2[] = [...subject];
  clip.forEach((from, i) => {
    result = keepLeftOf(result, from, clip[(i + 1) % clip.length]!);
  });
  return result;
}

/** The part of a polygon on the left of the line from → to (the inside, for positive signed area). */
function keepLeftOf(polygon: Polygon, from: Point2, to: Point2): Point2[] {
  const kept: Point2[] = [];
  polygon.forEach((current, i) => {
    const previous = polygon.at(i - 1)!;
    const here = turn(from, to, current);
    const before = turn(from, to, previous);
    if (here >= 0 !== before >= 0) {
      const t = before / (before - here);
      kept.push([previous[0] + (current[0] - previous[0]) * t, previous[1] + (current[1] - previous[1]) * t]);
    }
    if (here >= 0) kept.push(current);
  });
  return kept;
}
