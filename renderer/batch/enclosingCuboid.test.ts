import { expect, test } from 'vitest';
import { cuboidContains, cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { enclosingCuboid } from './enclosingCuboid.ts';

const first: Cuboid = { centre: [10, 5, 1], size: [4, 2, 1.5], rotation: fromYaw(0.5) };
const second: Cuboid = { centre: [13, 4, 1.2], size: [5, 2, 2], rotation: fromYaw(-1) };

test('holds every corner, with nothing to spare', () => {
  const { centre, size, rotation } = enclosingCuboid(first, second);
  const wider: Cuboid = { centre, size: [size[0] + 1e-6, size[1] + 1e-6, size[2] + 1e-6], rotation };
  const corners = [first, second].flatMap(cuboidCorners);
  expect(corners.every((corner) => cuboidContains(wider, corner))).toBe(true);
  const narrower: Cuboid = { centre, size: [size[0] - 1e-3, size[1], size[2]], rotation };
  expect(corners.every((corner) => cuboidContains(narrower, corner))).toBe(false);
});

test('of one alone it is that one', () => {
  const { centre, size } = enclosingCuboid(first);
  expect([...centre, ...size].map((value) => Number(value.toFixed(9)))).toEqual([10, 5, 1, 4, 2, 1.5]);
});
