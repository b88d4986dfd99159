import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance2, type Point2 } from './point2.ts';
import { convexContains, convexHull, intersectConvex, signedArea } from './polygon.ts';

const square: Point2[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

/** Decimetres: hulls of arbitrary doubles are nearly all degenerate. */
const coordinate = fc.integer({ min: -100, max: 100 }).map((decimetres) => decimetres / 10);
const arbitraryPoint: fc.Arbitrary<Point2> = fc.tuple(coordinate, coordinate);
const arbitraryPoints = fc.array(arbitraryPoint, { minLength: 3, maxLength: 20 });

test('signed area is positive from +x towards +y', () => {
  expect(signedArea(square)).toBe(4);
  expect(signedArea([...square].reverse())).toBe(-4);
  expect(signedArea([])).toBe(0);
});

describe('convexHull', () => {
  test('drops inner and collinear points, whatever the order', () => {
    const points: Point2[] = [[1, 1], ...square, [1, 0], [2, 1]];
    expect(convexHull(points)).toEqual(square);
  });

  test('holds every point and turns one way', () => {
    fc.assert(
      fc.property(arbitraryPoints, (points) => {
        const hull = convexHull(points);
        fc.pre(signedArea(hull) > 1e-6);
        for (const point of points) expect(isNearlyInside(hull, point)).toBe(true);
      }),
    );
  });
});

describe('intersectConvex', () => {
  test('overlapping, nested and separate squares', () => {
    const shifted = square.map(([x, y]): Point2 => [x + 1, y + 1]);
    expect(signedArea(intersectConvex(square, shifted))).toBeCloseTo(1, 12);
    const inner = square.map(([x, y]): Point2 => [x / 4 + 0.5, y / 4 + 0.5]);
    expect(signedArea(intersectConvex(square, inner))).toBeCloseTo(0.25, 12);
    expect(
      signedArea(
        intersectConvex(
          square,
          square.map(([x, y]): Point2 => [x + 5, y]),
        ),
      ),
    ).toBe(0);
  });

  test('has the same area either way round, no larger than either', () => {
    fc.assert(
      fc.property(arbitraryPoints, arbitraryPoints, (a, b) => {
        const first = convexHull(a);
        const second = convexHull(b);
        fc.pre(signedArea(first) > 1e-3 && signedArea(second) > 1e-3);
        const area = signedArea(intersectConvex(first, second));
        expect(area).toBeCloseTo(signedArea(intersectConvex(second, first)), 8);
        expect(area).toBeLessThanOrEqual(Math.min(signedArea(first), signedArea(second)) + 1e-9);
      }),
    );
  });
});

function isNearlyInside(hull: readonly Point2[], point: Point2): boolean {
  return (
    convexContains(hull, point) ||
    hull.some((_, i) => {
      const a = hull[i]!;
      const b = hull[(i + 1) % hull.length]!;
      return distance2(a, point) + distance2(point, b) - distance2(a, b) < 1e-9;
    })
  );
}
