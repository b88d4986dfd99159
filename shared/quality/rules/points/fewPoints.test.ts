import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, pointsWith } from '../../testing/qualityScenes.ts';
import { fewPoints } from './fewPoints.ts';

function withPoints(count: number, x = 10, attributes = {}) {
  const object = objectOf(1, { centre: [x, 0, 0.8] }, { attributes });
  const points = pointsWith({ count: () => [count] });
  return frameOf(0, [object], { points, sensor: [0, 0, 0.8] });
}

test('the limit falls with the square of the distance', () => {
  // 1.55 m · (4.5 m + 1.85 m) / 2 = 4.92 m², twice as many points at 10 m.
  expect(checkFrameRule(fewPoints, withPoints(9))).toMatchObject([
    { params: { points: 9, leastPoints: 10 } },
  ]);
  expect(checkFrameRule(fewPoints, withPoints(10))).toEqual([]);
  expect(checkFrameRule(fewPoints, withPoints(3, 20))).toEqual([]);
  expect(checkFrameRule(fewPoints, withPoints(2, 20))).toHaveLength(1);
});

test('what is hidden, empty or far away is not said to have few', () => {
  expect(checkFrameRule(fewPoints, withPoints(1, 10, { occlusion: 2 }))).toEqual([]);
  expect(checkFrameRule(fewPoints, withPoints(0))).toEqual([]);
  expect(checkFrameRule(fewPoints, withPoints(1, 90))).toEqual([]);
});
