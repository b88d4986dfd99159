import { lerp, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';

export function boundsCentre(bounds: Bounds): Vec3 {
  return lerp(bounds.min, bounds.max, 0.5);
}

export function boundsCorners({ min, max }: Bounds): Vec3[] {
  return [min[0], max[0]].flatMap((x) =>
    [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Vec3 => [x, y, z])),
  );
}
