import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw, multiply } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

/** What a group turns about, or is mirrored through: a place on the ground, label frame, metres. */
export type Pivot = readonly [x: number, y: number];

/** The origin of the label frame, of the reference lidar or of the ego frame: both go with the vehicle. */
export const EGO: Pivot = [0, 0];

/** The middle of the cuboids' centres; of at least one. */
export function middleOf(cuboids: readonly Cuboid[]): Pivot {
  const mean = (axis: 0 | 1): number =>
    cuboids.reduce((sum, { centre }) => sum + centre[axis], 0) / cuboids.length;
  return [mean(0), mean(1)];
}

/** Turned counter-clockwise about +z through the pivot; pitch and roll stay. */
export function turnedAbout(cuboid: Cuboid, [x, y]: Pivot, angleRad: number): Cuboid {
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  const [dx, dy] = [cuboid.centre[0] - x, cuboid.centre[1] - y];
  return {
    ...cuboid,
    centre: [x + dx * cos - dy * sin, y + dx * sin + dy * cos, cuboid.centre[2]],
    rotation: multiply(fromYaw(angleRad), cuboid.rotation),
  };
}

/**
 * Mirrored through the upright plane that holds the pivot and points along `alongYawRad`. A cuboid is its own mirror
 * image, left for right: R′ = M R S, with M that mirrors the label frame and S the cuboid's own y.
 */
export function mirrored(cuboid: Cuboid, [px, py]: Pivot, alongYawRad: number): Cuboid {
  const [x, y, z, w] = multiply(fromYaw(-alongYawRad), cuboid.rotation);
  const [cos, sin] = [Math.cos(alongYawRad), Math.sin(alongYawRad)];
  const aside = -sin * (cuboid.centre[0] - px) + cos * (cuboid.centre[1] - py);
  const centre: Vec3 = [
    cuboid.centre[0] + 2 * sin * aside,
    cuboid.centre[1] - 2 * cos * aside,
    cuboid.centre[2],
  ];
  return { ...cuboid, centre, rotation: multiply(fromYaw(alongYawRad), [-x, y, -z, w]) };
}
