import type { Vec3 } from '../../geometry/vec3.ts';
import type { VoxelPoints } from './voxelPoints.ts';

/** Least share of the points in the middle third: three rings have about a third there, two have none. */
const LEAST_SHARE = 0.1;

/** More of them tell nothing new. */
const MOST_POINTS = 200;

/**
 * Are the points of these voxels spread over a surface, seen along `axis` (unit length)? Two rings of a sensor always lie
 * in a plane, whatever they fell on, the road and a car's side say; and that plane moves with the sensor, which makes a
 * vehicle with few beams seem to stand still. Only a third ring tells that there is a surface.
 */
export function isFilled(
  { points, starts }: VoxelPoints,
  members: readonly number[],
  [mx, my, mz]: Vec3,
  [ax, ay, az]: Vec3,
): boolean {
  let total = 0;
  for (const voxel of members) total += starts[voxel + 1]! - starts[voxel]!;
  const step = 3 * Math.ceil(total / MOST_POINTS);
  let [least, most] = [Infinity, -Infinity];
  for (const voxel of members)
    for (let at = starts[voxel]! * 3; at < starts[voxel + 1]! * 3; at += step) {
      const place = (points[at]! - mx) * ax + (points[at + 1]! - my) * ay + (points[at + 2]! - mz) * az;
      if (place < least) least = place;
      if (place > most) most = place;
    }
  const third = (most - least) / 3;
  let [asked, middle] = [0, 0];
  for (const voxel of members)
    for (let at = starts[voxel]! * 3; at < starts[voxel + 1]! * 3; at += step) {
      const place = (points[at]! - mx) * ax + (points[at + 1]! - my) * ay + (points[at + 2]! - mz) * az;
      asked++;
      if (place > least + third && place < most - third) middle++;
    }
  return middle >= LEAST_SHARE * asked;
}
