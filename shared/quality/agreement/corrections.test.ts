import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryCuboid, arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import { cuboidCorners } from '../../geometry/cuboid.ts';
import { distance } from '../../geometry/vec3.ts';
import { correctionsOf } from './corrections.ts';

test('no amount is no change, and a size that grows leaves its anchored face where it is', () => {
  fc.assert(
    fc.property(arbitraryCuboid(40), arbitraryNumber(0.05, 1), (cuboid, amount) => {
      const before = cuboidCorners(cuboid);
      for (const correction of correctionsOf(cuboid, [0, 0, 1])) {
        const same = cuboidCorners(correction.change(0));
        for (const [i, corner] of same.entries()) expect(distance(corner, before[i]!)).toBeLessThan(1e-9);
        if (correction.anchor === 0) continue;
        const grown = cuboidCorners(correction.change(amount));
        const still = grown.filter((corner, i) => distance(corner, before[i]!) < 1e-9);
        expect(still).toHaveLength(4);
      }
    }),
    { numRuns: 20 },
  );
});

test('moves to the left as seen, up, and away', () => {
  const cuboid = { centre: [10, 0, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;
  const [lateral, vertical, far] = correctionsOf(cuboid, [0, 0, 0]).map(({ change }) => change(1).centre);
  expect(lateral).toEqual([10, 1, 0]);
  expect(vertical).toEqual([10, 0, 1]);
  expect(far).toEqual([11, 0, 0]);
});
