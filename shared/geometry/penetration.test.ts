import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryCuboid, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { cuboidContains, labelFromBox, type Cuboid } from './cuboid.ts';
import { fromYaw } from './quaternion.ts';
import { penetrationDepth } from './penetration.ts';
import { addScaled, distance, length, scale, subtract } from './vec3.ts';

const A: Cuboid = { centre: [0, 0, 0], size: [4, 2, 2], rotation: fromYaw(0) };

test('cuboids of known depth', () => {
  expect(penetrationDepth(A, { ...A, centre: [3.5, 0, 0] })).toBeCloseTo(0.5, 12);
  expect(penetrationDepth(A, { ...A, centre: [0, 1.9, 0.5] })).toBeCloseTo(0.1, 12);
  expect(penetrationDepth(A, { ...A, centre: [4, 0, 0] })).toBe(0);
  expect(penetrationDepth(A, A)).toBeCloseTo(2, 12);
  // A square turned by 45°, whose corner is in A's side.
  const turned: Cuboid = {
    centre: [0, 1 + Math.SQRT2 - 0.3, 0],
    size: [2, 2, 2],
    rotation: fromYaw(Math.PI / 4),
  };
  expect(penetrationDepth(A, turned)).toBeCloseTo(0.3, 12);
});

test('is the same both ways, and 0 where a cuboid’s sphere is clear of the other’s', () => {
  fc.assert(
    fc.property(arbitraryCuboid(8), arbitraryCuboid(8), (a, b) => {
      const depth = penetrationDepth(a, b);
      expect(penetrationDepth(b, a)).toBeCloseTo(depth, 9);
      const isClear = distance(a.centre, b.centre) > (length(a.size) + length(b.size)) / 2;
      expect(isClear && depth > 0).toBe(false);
    }),
  );
});

test('a point of both makes them overlap', () => {
  fc.assert(
    fc.property(arbitraryCuboid(5), arbitraryCuboid(5), arbitraryVec3(0.49), (a, b, at) => {
      const point = labelFromBox(a, [at[0] * a.size[0], at[1] * a.size[1], at[2] * a.size[2]]);
      const shifted = { ...b, centre: addScaled(point, subtract(b.centre, point), 0.01) };
      fc.pre(cuboidContains(shifted, point));
      expect(penetrationDepth(a, shifted)).toBeGreaterThan(0);
    }),
  );
});

test('no move by less than the depth sets them apart', () => {
  fc.assert(
    fc.property(arbitraryCuboid(4), arbitraryCuboid(4), arbitraryVec3(1), (a, b, way) => {
      fc.pre(length(way) > 0.1);
      const depth = penetrationDepth(a, b);
      fc.pre(depth > 0.01);
      const moved = { ...a, centre: addScaled(a.centre, scale(way, 1 / length(way)), depth * 0.99) };
      expect(penetrationDepth(moved, b)).toBeGreaterThan(0);
    }),
  );
});

test('what is not a number overlaps with nothing', () => {
  expect(penetrationDepth(A, { ...A, centre: [Number.NaN, 0, 0] })).toBe(0);
});
