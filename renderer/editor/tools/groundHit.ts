import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { intersectPlane, type Ray } from '#shared/geometry/ray.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

/** Height of the ground (label-frame z, metres) at x, y. */
export type GroundHeight = (x: number, y: number) => number;

const UP: Vec3 = [0, 0, 1];
const STEPS = 8;
/** One centimetre: finer than any ground estimate. */
const CLOSE_ENOUGH = 0.01;
/** Rays flatter than this (about half a degree) meet the ground at distances that mean nothing. */
const FLATTEST = -0.01;

/**
 * Where a ray meets the ground, label frame; undefined for rays that go up or nearly level. Fixed-point iteration:
 * meet the level plane at the height that the ground has at the last hit. It converges where the ground is less steep
 * than the ray.
 */
export function groundHit(ray: Ray, groundHeight: GroundHeight): Vec3 | undefined {
  if (!(ray.direction[2] < FLATTEST)) return undefined;
  let height = groundHeight(ray.origin[0], ray.origin[1]);
  let hit: Vec3 | undefined;
  for (let step = 0; step < STEPS; step++) {
    const next = intersectPlane(ray, [0, 0, Number.isFinite(height) ? height : 0], UP);
    if (next === undefined) break;
    hit = onGround(next, groundHeight);
    if (Math.abs(hit[2] - next[2]) < CLOSE_ENOUGH) break;
    height = hit[2];
  }
  return hit;
}

/** The same x, y at the height of the ground; where that is unknown, the point as it is. */
export function onGround(point: Vec3, groundHeight: GroundHeight): Vec3 {
  const height = groundHeight(point[0], point[1]);
  return [point[0], point[1], Number.isFinite(height) ? height : point[2]];
}

/** Middle of the face that it stands on. */
export function bottomOf({ centre, size }: Cuboid): Vec3 {
  return [centre[0], centre[1], centre[2] - size[2] / 2];
}
