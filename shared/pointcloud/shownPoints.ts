import { cuboidContains, type Cuboid } from '../geometry/cuboid.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { groundHeightAt, type GroundGrid } from './ground.ts';
import { isInRegion, type GroundRegion } from './groundRegion.ts';
import type { HeightSlab } from './heightSlab.ts';

/** Which points of a cloud are shown: those for which all of it holds. Label frame, metres. */
export interface ShownPoints {
  readonly slab?: HeightSlab | undefined;
  /** Level distance from the origin of the label frame. */
  readonly withinMetres?: number | undefined;
  readonly region?: GroundRegion | undefined;
  /** `inside`: only what lies in one of these cuboids; `outside`: only what lies in none. */
  readonly labelled?: LabelledPoints | undefined;
}

export interface LabelledPoints {
  readonly keeps: 'inside' | 'outside';
  readonly cuboids: readonly Cuboid[];
}

/** Asks of each point (label frame) whether it is shown; undefined: all are. */
export function shownTest(
  { slab, withinMetres, region, labelled }: ShownPoints,
  ground: GroundGrid,
): ((point: Vec3) => boolean) | undefined {
  const tests: ((point: Vec3) => boolean)[] = [];
  if (withinMetres !== undefined) tests.push(([x, y]) => Math.hypot(x, y) <= withinMetres);
  if (region !== undefined) tests.push(([x, y]) => isInRegion(region, x, y));
  if (slab !== undefined) {
    tests.push(([x, y, z]) => {
      const height = z - groundHeightAt(ground, x, y);
      return height >= slab.low && height <= slab.high;
    });
  }
  if (labelled !== undefined) tests.push(labelledTest(labelled));
  return tests.length === 0 ? undefined : (point) => tests.every((test) => test(point));
}

function labelledTest({ keeps, cuboids }: LabelledPoints): (point: Vec3) => boolean {
  const spheres = cuboids.map((cuboid) => ({
    cuboid,
    squared: cuboid.size.reduce((sum, side) => sum + (side / 2) ** 2, 0),
  }));
  return (point) => {
    const isInside = spheres.some(({ cuboid, squared }) => {
      const [dx, dy, dz] = [0, 1, 2].map((axis) => point[axis]! - cuboid.centre[axis]!) as [
        number,
        number,
        number,
      ];
      return dx * dx + dy * dy + dz * dz <= squared && cuboidContains(cuboid, point);
    });
    return isInside === (keeps === 'inside');
  };
}
