import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';

/** Where distances are measured from: label frame, metres. */
export interface DistanceOrigin {
  readonly x: number;
  readonly y: number;
  /** Is it where the lidar stood, or only the middle of a cloud in map coordinates? */
  readonly isSensor: boolean;
}

/** Distances beyond this share one colour, metres: one stray return must not flatten the ramp for all others. */
const FARTHEST = 200;

/**
 * Where the lidar stands, if the cloud lies around it. A cloud in map coordinates, whose files do not say where the lidar
 * was, is measured from its middle.
 */
export function distanceOrigin({ min, max }: Bounds, [x, y]: Vec3): DistanceOrigin {
  const isSensor = min[0] <= x && max[0] >= x && min[1] <= y && max[1] >= y;
  if (isSensor) return { x, y, isSensor };
  return { x: Math.round((min[0] + max[0]) / 2), y: Math.round((min[1] + max[1]) / 2), isSensor };
}

/** Horizontal distance of the farthest corner, at most 200 m. */
export function farthestDistance({ min, max }: Bounds, from: DistanceOrigin): number {
  const x = Math.max(Math.abs(min[0] - from.x), Math.abs(max[0] - from.x));
  const y = Math.max(Math.abs(min[1] - from.y), Math.abs(max[1] - from.y));
  return Math.min(FARTHEST, Math.hypot(x, y));
}
