import { describe, expect, test } from 'vitest';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { headingByNeighbours } from './headingByNeighbours.ts';

function vehicle(x: number, y: number, yaw: number, size: Vec3 = [4.5, 1.8, 1.5]): Cuboid {
  return { centre: [x, y, 0], size, rotation: fromYaw(yaw) };
}

describe('the heading of a vehicle', () => {
  const car = vehicle(20, 3.5, Math.PI - 0.05);

  test('is that of those before and behind it in its lane', () => {
    const lane = [vehicle(30, 3.6, 0.02), vehicle(8, 3.4, 0)];
    expect(headingByNeighbours(car, lane)).toBeCloseTo(-0.05, 9);
    expect(headingByNeighbours(vehicle(20, 3.5, 0.1), lane)).toBeCloseTo(0.1, 9);
  });

  test('is not told by the lane beside it, by what stands across, by what is far away, or by people', () => {
    const others = [
      vehicle(30, 0, 0),
      vehicle(30, 3.5, Math.PI / 2),
      vehicle(90, 3.5, 0),
      vehicle(25, 3.5, 0, [0.6, 0.6, 1.7]),
    ];
    expect(headingByNeighbours(car, others)).toBeUndefined();
    expect(headingByNeighbours(car, [])).toBeUndefined();
  });

  test('is not told by two that disagree', () => {
    expect(headingByNeighbours(car, [vehicle(30, 3.5, 0), vehicle(10, 3.5, Math.PI)])).toBeUndefined();
  });
});
