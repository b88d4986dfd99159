import { expect, test } from 'vitest';
import { cloudOf } from '../../testing/syntheticScene.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { GroundGrid } from './ground.ts';
import { pointsNear } from './pointsNear.ts';

const ground: GroundGrid = {
  originX: 0,
  originY: 0,
  originZ: 0.5,
  cellMetres: 2,
  columns: 1,
  rows: 1,
  heights: new Float32Array(1),
};
const box: Cuboid = { centre: [1000, 5, 1], size: [4, 2, 2], rotation: fromYaw(Math.PI / 2) };

test('what is in a cuboid and about it, from its middle, with heights above the ground', () => {
  const points: Vec3[] = [
    [1000, 5, 1],
    [1000, 9.5, 1],
    [1000, 10.5, 1],
  ];
  const near = pointsNear({ cloud: cloudOf(points), ground }, box, 3, 10);
  expect(near.step).toBe(1);
  const found = Array.from(near.heights, (height, i) => [...near.positions.slice(3 * i, 3 * i + 3), height]);
  expect(found.toSorted((a, b) => a[1]! - b[1]!)).toEqual([
    [0, 0, 0, 0.5],
    [0, 4.5, 0, 0.5],
  ]);
});

test('of too many, every so many', () => {
  const points = Array.from({ length: 25 }, (_, i): Vec3 => [1000, 5, 0.5 + i / 50]);
  const near = pointsNear({ cloud: cloudOf(points), ground }, box, 1, 10);
  expect([near.step, near.heights.length]).toEqual([3, 9]);
});
