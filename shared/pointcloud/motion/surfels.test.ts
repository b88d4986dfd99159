import { expect, test } from 'vitest';
import { cloudOf } from '../../../testing/syntheticScene.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { findSurfels } from './surfels.ts';
import { groupByVoxel } from './voxelPoints.ts';

/** Points 5 cm apart along x, within a voxel, at a place of y and z. */
function ring(y: number, z: number): Vec3[] {
  return Array.from({ length: 18 }, (_, i): Vec3 => [0.05 + i * 0.05, y, z]);
}

function surfelsOf(points: readonly Vec3[]): number {
  return findSurfels(groupByVoxel(cloudOf(points), [0, 0, 0], undefined)).count;
}

test('two rings are no surface, three are', () => {
  expect(surfelsOf([...ring(0.1, 0.2), ...ring(0.9, 0.6)])).toBe(0);
  expect(surfelsOf([...ring(0.1, 0.2), ...ring(0.5, 0.4), ...ring(0.9, 0.6)])).toBe(1);
  // The road, the foot of a wall, and up on the wall.
  expect(surfelsOf([...ring(0.1, 0.1), ...ring(0.9, 0.1), ...ring(0.9, 0.9)])).toBe(0);
});
