import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelFromBox } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { addScaled, dot, length, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { CellView } from './cellView.ts';

const SIZE: Vec3 = [4.5, 1.8, 1.6];

describe.each(['top', 'side'] as const)('a cell from the %s', (side) => {
  test('a ray goes through every point that appears where it starts', () => {
    fc.assert(
      fc.property(arbitraryVec3(40), arbitraryNumber(-3, 3), arbitraryVec3(5), (centre, yaw, offset) => {
        const view = new CellView('v', side, { centre, size: SIZE, rotation: fromYaw(yaw) }, 200, 150);
        const point: Vec3 = [centre[0] + offset[0], centre[1] + offset[1], centre[2] + offset[2]];
        const { origin, direction } = view.rayAt(view.project(point));
        expect(length(direction)).toBeCloseTo(1, 9);
        const away = subtract(point, origin);
        const foot = addScaled(origin, direction, dot(away, direction));
        expect(length(subtract(point, foot))).toBeLessThan(1e-6);
        expect(dot(away, direction)).toBeGreaterThan(0);
        expect(dot(away, direction)).toBeLessThan(view.reach);
      }),
    );
  });

  test('shows the whole cuboid, its front where it belongs', () => {
    fc.assert(
      fc.property(arbitraryNumber(-3, 3), (yaw) => {
        const cuboid = { centre: [10, 5, 1] as Vec3, size: SIZE, rotation: fromYaw(yaw) };
        const view = new CellView('v', side, cuboid, 200, 150);
        const [x, y] = view.project(labelFromBox(cuboid, [SIZE[0] / 2, 0, 0]));
        const [aside, ahead] = side === 'top' ? [x - 100, 75 - y] : [y - 75, x - 100];
        expect(Math.abs(aside)).toBeLessThan(1e-6);
        expect(ahead).toBeGreaterThan(20);
        expect(ahead).toBeLessThan(100);
      }),
    );
  });
});

test('left is left: what is on the right of the object is on the right from above, and near from its right side', () => {
  const cuboid = { centre: [0, 0, 0] as Vec3, size: SIZE, rotation: fromYaw(0) };
  const right: Vec3 = [0, -1, 0];
  expect(new CellView('t', 'top', cuboid, 200, 200).project(right)[0]).toBeGreaterThan(100);
  expect(new CellView('s', 'side', cuboid, 200, 200).depthOf(right)).toBe(1);
});
