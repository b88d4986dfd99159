import { cuboidCorners, type Cuboid } from './cuboid.ts';
import type { Point2 } from './point2.ts';
import { convexHull, intersectConvex, signedArea, type Polygon } from './polygon.ts';

/** A cuboid seen from above: a convex polygon of positive signed area. */
export function groundOutline(cuboid: Cuboid): Polygon {
  return convexHull(cuboidCorners(cuboid).map(([x, y]): Point2 => [x, y]));
}

/** Share of the smaller of two convex polygons of positive signed area that lies in the other, in [0, 1]. */
export function outlineShare(a: Polygon, b: Polygon): number {
  const smaller = Math.min(signedArea(a), signedArea(b));
  return smaller > 0 ? Math.min(1, Math.max(0, signedArea(intersectConvex(a, b))) / smaller) : 0;
}

/** Intersection over union of two convex polygons of positive signed area, in [0, 1]. */
export function outlineOverlap(a: Polygon, b: Polygon): number {
  const common = Math.max(0, signedArea(intersectConvex(a, b)));
  const union = signedArea(a) + signedArea(b) - common;
  return union > 0 ? Math.min(1, common / union) : 0;
}
