import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { cuboidOn, footprintAround, footprintBetween, footprintOf, isTooNarrow } from './footprints.ts';
import type { Footprint } from './toolOverlay.ts';

const flat = (): number => 0;

/** Twice the signed area from above: positive when counter-clockwise. */
function turning(footprint: Footprint): number {
  return footprint.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = footprint[(i + 1) % 4] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
}

describe('footprints', () => {
  test('are counter-clockwise whichever way they are drawn', () => {
    const number = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, number, (x, y, toX, toY, yaw) => {
        const footprint = footprintBetween([x, y, 0], [toX, toY, 0], yaw, flat);
        expect(turning(footprint)).toBeGreaterThanOrEqual(-1e-9);
        expect(footprint).toContainEqual([x, y, 0]);
        expect(footprint).toContainEqual([toX, toY, 0]);
      }),
    );
  });

  test('follow the ground at each corner', () => {
    const footprint = footprintBetween([0, 0, 0], [4, 2, 0], 0, (x, y) => x + 10 * y);
    expect(footprint).toEqual([
      [0, 0, 0],
      [4, 0, 4],
      [4, 2, 24],
      [0, 2, 20],
    ]);
  });

  test('around a point have the length along the heading', () => {
    const footprint = footprintAround([10, 5, 0], [4, 2, 1.5], 0, flat);
    expect(footprint).toEqual([
      [8, 4, 0],
      [12, 4, 0],
      [12, 6, 0],
      [8, 6, 0],
    ]);
  });

  test('of a cuboid are its bottom', () => {
    const cuboid: Cuboid = { centre: [1, 2, 3], size: [4, 2, 2], rotation: fromYaw(0) };
    const footprint = footprintOf(cuboid);
    expect(footprint.map(([, , z]) => z)).toEqual([2, 2, 2, 2]);
    expect(turning(footprint)).toBeCloseTo(16, 9);
  });

  test('too thin to be meant', () => {
    expect(isTooNarrow(footprintBetween([0, 0, 0], [5, 0.1, 0], 0, flat))).toBe(true);
    expect(isTooNarrow(footprintBetween([0, 0, 0], [5, 0.3, 0], 0, flat))).toBe(false);
  });

  test('a cuboid of the class stands on them along the longer side', () => {
    const size: Vec3 = [4, 2, 1.5];
    const cuboid = cuboidOn(
      footprintBetween([0, 0, 1], [2, 6, 1], 0, () => 1),
      size,
      () => 1,
    );
    expect(cuboid.centre).toEqual([1, 3, 1.75]);
    expect(cuboid.size).toEqual(size);
    expect(Math.abs(cuboidYaw(cuboid))).toBeCloseTo(Math.PI / 2, 9);
  });
});
