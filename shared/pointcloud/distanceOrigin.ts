import type { Vec3 } from '../geometry/vec3.ts';
import type { Bounds } from './bounds.ts';

/** Where distances are measured from: label frame, metres. */
export interface DistanceOrigin {
  readonly x: number;
  readonly y: number;
  /** Is it where the lidar stood, or only the middle of a cloud in map coordinates? */
  readonly isSensor: boolean;
}

/** Nearer than this all points have the first colour of the distance ramp, metres. */
const NEAREST_DISTANCE = 3;
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

/** The ends of the ramp of distances, metres: what is nearer has its first colour, what is farther its last. */
export function distanceRange(
  bounds: Bounds,
  from: DistanceOrigin,
): readonly [nearest: number, farthest: number] {
  return [NEAREST_DISTANCE, Math.max(NEAREST_DISTANCE * 2, farthestDistance(bounds, from))];
}

/** Horizontal distance of the farthest corner, at most 200 m. */
export function farthestDistance({ min, max }: Bounds, from: DistanceOrigin): number {
  const x = Math.max(Math.abs(min[0] - from.x), Math.abs(max[0] - from.x));
  const y = Math.max(Math.abs(min[1] - from.y), Math.abs(max[1] - from.y));
  return Math.min(FARTHEST, Math.hypot(x, y));
}
