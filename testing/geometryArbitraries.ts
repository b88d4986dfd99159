import fc from 'fast-check';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Quaternion } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

export function arbitraryNumber(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
}

export function arbitraryVec3(reach: number): fc.Arbitrary<Vec3> {
  const coordinate = arbitraryNumber(-reach, reach);
  return fc.tuple(coordinate, coordinate, coordinate);
}

/** Any rotation; not uniform over them, which no test here needs. */
export const arbitraryRotation: fc.Arbitrary<Quaternion> = fc
  .tuple(arbitraryNumber(-1, 1), arbitraryNumber(-1, 1), arbitraryNumber(-1, 1), arbitraryNumber(-1, 1))
  .filter((q) => Math.hypot(...q) > 0.1)
  .map((q): Quaternion => {
    const norm = Math.hypot(...q);
    return [q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm];
  });

/** Cuboids from 10 cm to 12 m, centred at most `reach` metres from the origin on each axis. */
export function arbitraryCuboid(reach: number): fc.Arbitrary<Cuboid> {
  const side = arbitraryNumber(0.1, 12);
  return fc.record({
    centre: arbitraryVec3(reach),
    size: fc.tuple(side, side, side),
    rotation: arbitraryRotation,
  });
}
