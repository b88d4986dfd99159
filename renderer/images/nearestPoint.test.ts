import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { isSeen, nearestPoint } from './nearestPoint.ts';
import { someCameraPoints } from './testing/someCameraPoints.ts';

const place = fc.tuple(arbitraryNumber(0, 100), arbitraryNumber(0, 100));

test('no point is nearer than the one that is found, and none is in reach where none is found', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), place, arbitraryNumber(0.1, 60), (places, at, reach) => {
      const seen = someCameraPoints(places.map(([x, y]) => ({ at: [Math.fround(x), Math.fround(y)] })));
      const away = places.map(([x, y]) => Math.hypot(Math.fround(x) - at[0], Math.fround(y) - at[1]));
      const found = nearestPoint(seen, at, reach);
      const inReach = away.filter((distance) => distance < reach);
      expect(found === undefined).toBe(inReach.length === 0);
      const distance = found === undefined ? Infinity : away[found.index / 10 - 1]!;
      expect(inReach.filter((other) => other < distance - 1e-9)).toEqual([]);
    }),
  );
});

test('it comes with its place in the label frame and its range', () => {
  const seen = someCameraPoints([{ at: [5, 5] }, { at: [50, 40] }, { at: [80, 5] }]);
  expect(nearestPoint(seen, [47, 44], 8)).toEqual({ index: 20, position: [101, 200, 0], range: 1 });
});

test('a point is seen if it is one of the camera’s', () => {
  const seen = someCameraPoints([{ at: [5, 5] }, { at: [50, 40] }, { at: [80, 5] }]);
  expect([0, 10, 11, 20, 30, 31].map((index) => isSeen(seen, index))).toEqual([
    false,
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(isSeen(someCameraPoints([]), 0)).toBe(false);
});
