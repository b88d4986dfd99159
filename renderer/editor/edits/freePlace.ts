import { labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { roundChanges } from '#shared/labels/rounding.ts';

/** Two centres this close, metres, are one place: the boxes could not be told apart. */
const SAME_PLACE = 0.01;
/** A cuboid without width would stay where it is. */
const SMALLEST_STEP = 0.05;

/**
 * Where a copy can be seen: at its own place or, while another cuboid stands exactly there, its own width farther to
 * its right (label frame).
 */
export function freePlace(cuboid: Cuboid, standing: readonly Cuboid[]): Cuboid {
  const step = Math.max(cuboid.size[1], SMALLEST_STEP);
  const at = (steps: number): Vec3 =>
    steps === 0 ? cuboid.centre : labelFromBox(cuboid, [0, -steps * step, 0]);
  const isTaken = (place: Vec3): boolean =>
    standing.some(({ centre }) => Math.hypot(...subtract(centre, place)) < SAME_PLACE);
  // Each of them stands at one of the places at most, so that one of these is free.
  const steps = Array.from({ length: standing.length + 1 }, (_, i) => i).find((i) => !isTaken(at(i))) ?? 0;
  return roundChanges({ ...cuboid, centre: at(steps) }, cuboid);
}
