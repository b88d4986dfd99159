import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryCuboid } from '../../testing/geometryArbitraries.ts';
import { cuboidContains } from '../geometry/cuboid.ts';
import { buildCloud, pointAt } from './cloud.ts';
import { pointOwners } from './pointOwners.ts';
import { seededRandom } from './random.ts';

test('every point in a cuboid is found once, with the first that holds it', () => {
  const random = seededRandom(3);
  const column = (): Float64Array => Float64Array.from({ length: 3000 }, () => (random() - 0.5) * 20);
  const cloud = buildCloud({ x: column(), y: column(), z: column() });
  fc.assert(
    fc.property(fc.array(arbitraryCuboid(8), { maxLength: 5 }), (cuboids) => {
      const expected = Array.from({ length: cloud.count }, (_, i) =>
        cuboids.findIndex((cuboid) => cuboidContains(cuboid, pointAt(cloud, i))),
      );
      const { indices, owners } = pointOwners(cloud, cuboids);
      const found = new Array<number>(cloud.count).fill(-1);
      indices.forEach((index, i) => {
        found[index] = owners[i]!;
      });
      expect(found).toEqual(expected);
      expect([...indices]).toEqual([...indices].toSorted((a, b) => a - b));
    }),
    { numRuns: 40 },
  );
});
