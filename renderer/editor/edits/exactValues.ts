import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { SMALLEST_SIDE } from '../tools/resizeDrag.ts';
import { turn } from '../tools/rotateDrag.ts';

/** Values typed by a person, in part. `yawRad` turns about +z and keeps pitch and roll. */
export type CuboidChanges = Partial<Cuboid> & { readonly yawRad?: number };

/** The cuboid with these values; as it was when one of them is no finite number, or a rotation of length zero. */
export function withChanges(cuboid: Cuboid, { yawRad, ...parts }: CuboidChanges): Cuboid {
  const changed: Cuboid = { ...cuboid, ...parts };
  const { centre, size, rotation } = changed;
  const isUsable = [...centre, ...size, ...rotation, yawRad ?? 0].every((value) => Number.isFinite(value));
  if (!isUsable || Math.hypot(...rotation) === 0) return cuboid;
  // Sides that were not typed stay as they are, however small.
  const sized = parts.size === undefined ? changed : { ...changed, size: notTooSmall(size) };
  return yawRad === undefined ? sized : turn(sized, yawRad - cuboidYaw(sized));
}

function notTooSmall([length, width, height]: Vec3): Vec3 {
  return [Math.max(length, SMALLEST_SIDE), Math.max(width, SMALLEST_SIDE), Math.max(height, SMALLEST_SIDE)];
}
