import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { groundOutline } from '#shared/geometry/groundOutline.ts';
import { intersectConvex, signedArea } from '#shared/geometry/polygon.ts';

/** Intersection over union of two upright cuboids, in [0, 1]. */
export function cuboidOverlap(a: Cuboid, b: Cuboid): number {
  const shared = Math.max(0, signedArea(intersectConvex(groundOutline(a), groundOutline(b))));
  const top = Math.min(a.centre[2] + a.size[2] / 2, b.centre[2] + b.size[2] / 2);
  const bottom = Math.max(a.centre[2] - a.size[2] / 2, b.centre[2] - b.size[2] / 2);
  const common = shared * Math.max(0, top - bottom);
  const volumes = [a, b].map(({ size: [length, width, height] }) => length * width * height);
  return common / (volumes[0]! + volumes[1]! - common);
}
