import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { distanceToSegment, type Point2 } from './point2.ts';
import {
  boundsOfPoints,
  clipSegmentToRectangle,
  rectangleArea,
  rectangleCorners,
  rectanglesOverlap,
  uniteRectangles,
  type Rectangle,
} from './rectangle.ts';

const r: Rectangle = { left: 0, top: 0, right: 10, bottom: 5 };

test('area, corners, bounds', () => {
  expect(rectangleArea(r)).toBe(50);
  expect(boundsOfPoints(rectangleCorners(r))).toEqual(r);
  expect(boundsOfPoints([])).toBeUndefined();
});

test('overlap counts touching; union holds both', () => {
  const beside: Rectangle = { left: 10, top: 1, right: 12, bottom: 9 };
  expect(rectanglesOverlap(r, beside)).toBe(true);
  expect(rectanglesOverlap(r, { ...beside, left: 10.1 })).toBe(false);
  expect(uniteRectangles(r, beside)).toEqual({ left: 0, top: 0, right: 12, bottom: 9 });
});

describe('clipSegmentToRectangle', () => {
  test('cuts at the borders', () => {
    expect(clipSegmentToRectangle([-10, 2], [20, 2], r)).toEqual([
      [0, 2],
      [10, 2],
    ]);
    expect(clipSegmentToRectangle([-1, 6], [3, 9], r)).toBeUndefined();
    expect(clipSegmentToRectangle([-5, 3], [5, -7], r)).toBeUndefined();
  });

  test('a segment along a border is inside, one beside it is not; so is a single point', () => {
    for (const x of [0, 10]) {
      expect(clipSegmentToRectangle([x, -3], [x, 3], r)).toEqual([
        [x, 0],
        [x, 3],
      ]);
    }
    expect(clipSegmentToRectangle([10.001, 1], [10.001, 2], r)).toBeUndefined();
    expect(clipSegmentToRectangle([1, 5], [2, 5], r)).toEqual([
      [1, 5],
      [2, 5],
    ]);
    expect(clipSegmentToRectangle([10, 5], [10, 5], r)).toEqual([
      [10, 5],
      [10, 5],
    ]);
    expect(clipSegmentToRectangle([11, 5], [11, 5], r)).toBeUndefined();
  });

  test('keeps what is inside, and only that', () => {
    const point: fc.Arbitrary<Point2> = fc.tuple(arbitraryNumber(-20, 30), arbitraryNumber(-20, 30));
    fc.assert(
      fc.property(point, point, arbitraryNumber(0, 1), (a, b, t) => {
        const clipped = clipSegmentToRectangle(a, b, r);
        const onSegment: Point2 = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
        const gap = clipped === undefined ? Infinity : distanceToSegment(onSegment, clipped[0], clipped[1]);
        expect((clipped ?? []).every((end) => isInside(end, 1e-9))).toBe(true);
        expect(isInside(onSegment, -1e-9) && gap > 1e-9).toBe(false);
      }),
    );
  });
});

function isInside([x, y]: Point2, margin: number): boolean {
  return x >= r.left - margin && x <= r.right + margin && y >= r.top - margin && y <= r.bottom + margin;
}
