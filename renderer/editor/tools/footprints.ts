import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { addScaled, dot, lerp, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { onGround, type GroundHeight } from './groundHit.ts';
import type { Footprint } from './toolOverlay.ts';

/** A rectangle narrower than this, metres, was not meant as one. */
const NARROWEST = 0.2;

/** The rectangle with two opposite corners at `from` and `to` and its sides along and across the heading. */
export function footprintBetween(
  from: Vec3,
  to: Vec3,
  yawRad: number,
  groundHeight: GroundHeight,
): Footprint {
  const along: Vec3 = [Math.cos(yawRad), Math.sin(yawRad), 0];
  const across: Vec3 = [-Math.sin(yawRad), Math.cos(yawRad), 0];
  const diagonal = subtract(to, from);
  const corner = addScaled(from, along, dot(diagonal, along));
  const opposite = addScaled(from, across, dot(diagonal, across));
  const isCounterClockwise = dot(diagonal, along) * dot(diagonal, across) >= 0;
  const around: Footprint = isCounterClockwise ? [from, corner, to, opposite] : [from, opposite, to, corner];
  return mapFootprint(around, (point) => onGround(point, groundHeight));
}

/** The rectangle of a class's length (along the heading) and width around a point. */
export function footprintAround(
  centre: Vec3,
  classSize: Vec3,
  yawRad: number,
  groundHeight: GroundHeight,
): Footprint {
  const along: Vec3 = [Math.cos(yawRad), Math.sin(yawRad), 0];
  const across: Vec3 = [-Math.sin(yawRad), Math.cos(yawRad), 0];
  const at = (x: number, y: number): Vec3 =>
    addScaled(addScaled(centre, along, (x * classSize[0]) / 2), across, (y * classSize[1]) / 2);
  const around: Footprint = [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
  return mapFootprint(around, (point) => onGround(point, groundHeight));
}

/** The ground under a cuboid: the four corners of its bottom. */
export function footprintOf(cuboid: Cuboid): Footprint {
  const [a, b, , , d, c] = cuboidCorners(cuboid) as [Vec3, Vec3, Vec3, Vec3, Vec3, Vec3];
  return [a, d, c, b];
}

export function isTooNarrow(footprint: Footprint): boolean {
  const [a, b, , d] = footprint;
  return horizontal(a, b) < NARROWEST || horizontal(a, d) < NARROWEST;
}

export function footprintCentre(footprint: Footprint): Vec3 {
  return lerp(footprint[0], footprint[2], 0.5);
}

/** A cuboid of the class's size that stands on the ground in the middle of a footprint, along its longer side. */
export function cuboidOn(footprint: Footprint, classSize: Vec3, groundHeight: GroundHeight): Cuboid {
  const [a, b, , d] = footprint;
  const end = horizontal(a, b) >= horizontal(a, d) ? b : d;
  const [x, y, z] = onGround(footprintCentre(footprint), groundHeight);
  return {
    centre: [x, y, z + classSize[2] / 2],
    size: classSize,
    rotation: fromYaw(Math.atan2(end[1] - a[1], end[0] - a[0])),
  };
}

function horizontal(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function mapFootprint(footprint: Footprint, map: (point: Vec3) => Vec3): Footprint {
  const [a, b, c, d] = footprint;
  return [map(a), map(b), map(c), map(d)];
}
