import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import { arbitraryCuboid } from '../../../testing/geometryArbitraries.ts';
import { sphereAround } from './sphereAround.ts';

test('holds every corner of all cuboids', () => {
  fc.assert(
    fc.property(fc.array(arbitraryCuboid(50), { minLength: 1, maxLength: 6 }), (cuboids) => {
      const { centre, radius } = sphereAround(cuboids);
      for (const corner of cuboids.flatMap(cuboidCorners)) {
        expect(distance(centre, corner)).toBeLessThanOrEqual(radius + 1e-9);
      }
    }),
  );
});
