import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromYaw } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { isInRegion, regionCorners, regionOf, type GroundRegion } from './groundRegion.ts';
import type { GroundGrid } from './ground.ts';
import { shownTest } from './shownPoints.ts';

/** Level, one metre below the label frame's zero. */
const ground: GroundGrid = {
  originX: -50,
  originY: -50,
  originZ: -1,
  cellMetres: 100,
  columns: 2,
  rows: 2,
  heights: new Float32Array(4),
};

function shown(what: Parameters<typeof shownTest>[0], ...points: Vec3[]): readonly boolean[] {
  const isShown = shownTest(what, ground);
  return points.map((point) => isShown?.(point) ?? true);
}

test('without any condition there is nothing to ask', () => {
  expect(shownTest({}, ground)).toBeUndefined();
});

test('heights are above the ground, both ends included', () => {
  const slab = { low: 0.25, high: 2 };
  expect(shown({ slab }, [0, 0, -0.76], [0, 0, -0.75], [0, 0, 1], [0, 0, 1.01])).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('distances are level', () => {
  expect(shown({ withinMetres: 5 }, [3, 4, 90], [3, 4.1, 0])).toEqual([true, false]);
});

test('points in cuboids, or only those in none', () => {
  const cuboids = [
    { centre: [0, 0, 0], size: [4, 2, 2], rotation: fromYaw(Math.PI / 2) },
    { centre: [9, 0, 0], size: [1, 1, 1], rotation: fromYaw(0) },
  ] as const;
  const points: Vec3[] = [
    [0, 1.9, 0],
    [1.9, 0, 0],
    [9.4, 0.4, -0.4],
  ];
  expect(shown({ labelled: { keeps: 'inside', cuboids } }, ...points)).toEqual([true, false, true]);
  expect(shown({ labelled: { keeps: 'outside', cuboids } }, ...points)).toEqual([false, true, false]);
});

test('all that is asked for has to hold', () => {
  const what = { withinMetres: 5, slab: { low: 0.25, high: 2 } };
  expect(shown(what, [1, 1, 0], [6, 0, 0], [1, 1, -1])).toEqual([true, false, false]);
});

describe('a region', () => {
  const regions: fc.Arbitrary<GroundRegion> = fc.record({
    centre: fc.tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -50, max: 50, noNaN: true }),
    ),
    yawRad: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
    half: fc.tuple(
      fc.double({ min: 0.5, max: 40, noNaN: true }),
      fc.double({ min: 0.5, max: 40, noNaN: true }),
    ),
  });

  test('is known by its corners', () => {
    fc.assert(
      fc.property(
        regions,
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (region, u, v) => {
          fc.pre(Math.min(Math.abs(Math.abs(u) - 1), Math.abs(Math.abs(v) - 1)) > 1e-6);
          const again = regionOf(regionCorners(region).map(([x, y]): Vec3 => [x, y, 0]))!;
          const [cos, sin] = [Math.cos(region.yawRad), Math.sin(region.yawRad)];
          const [along, across] = [u * region.half[0], v * region.half[1]];
          const [x, y] = [
            region.centre[0] + along * cos - across * sin,
            region.centre[1] + along * sin + across * cos,
          ];
          const isInside = Math.abs(u) < 1 && Math.abs(v) < 1;
          expect([isInRegion(region, x, y), isInRegion(again, x, y)]).toEqual([isInside, isInside]);
        },
      ),
    );
  });
});
