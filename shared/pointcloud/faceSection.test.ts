import { describe, expect, test } from 'vitest';
import { cloudOf } from '../../testing/syntheticScene.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { faceSection } from './faceSection.ts';
import type { GroundGrid } from './ground.ts';

const level: GroundGrid = {
  originX: 0,
  originY: 0,
  originZ: 0,
  cellMetres: 2,
  columns: 1,
  rows: 1,
  heights: new Float32Array(1),
};
const box: Cuboid = { centre: [10, 5, 1], size: [4, 2, 2], rotation: fromYaw(0) };

function section(points: readonly Vec3[], axis: 0 | 1 | 2, sign: 1 | -1, cuboid = box) {
  const cloud = cloudOf(points);
  return faceSection({ cloud, ground: level }, cuboid, { axis, sign });
}

describe('the points that a face meets', () => {
  test('are those of the cross-section, from the opposite face to 3 m outside, ordered outward', () => {
    const { along, points } = section(
      [
        [12.5, 5, 1],
        [9, 4.5, 1.5],
        [7.9, 5, 1],
        [11, 6.5, 1],
        [14.9, 5, 1],
        [15.1, 5, 1],
      ],
      0,
      1,
    );
    expect([...along].map((value) => Number(value.toFixed(6)))).toEqual([-3, 0.5, 2.9]);
    expect([...points].slice(0, 3)).toEqual([9, 4.5, 1.5]);
  });

  test('are measured outward from the rear face too, and along the heading', () => {
    const turned: Cuboid = { ...box, rotation: fromYaw(Math.PI / 2) };
    const [first] = section([[10, 2.5, 1]], 0, -1, turned).along;
    expect(first).toBeCloseTo(0.5, 9);
  });

  test('leave out the ground for the sides, not for top and bottom', () => {
    const points: Vec3[] = [
      [12.5, 5, 0.1],
      [10, 5, 0.1],
    ];
    expect(section(points, 0, 1).along).toHaveLength(0);
    expect(section(points, 2, -1).along[0]).toBeCloseTo(-0.1, 9);
  });
});
