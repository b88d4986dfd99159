import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, pointsWith } from '../../testing/qualityScenes.ts';
import { notTight } from './notTight.ts';

/** So many points outside the left face, and 200 inside. */
function outside(count: number) {
  return pointsWith({
    count: (cuboids) => cuboids.map(() => 200),
    countOutside: (_cuboid, { axis, sign }) => (axis === 1 && sign === 1 ? count : 2),
  });
}

test('the face with most points just outside', () => {
  const [finding] = checkFrameRule(notTight, frameOf(0, [objectOf(1)], { points: outside(50) }));
  expect(finding?.params).toMatchObject({ face: 'left', points: 50, percent: 25 });
  expect(checkFrameRule(notTight, frameOf(0, [objectOf(1)], { points: outside(19) }))).toEqual([]);
});

test('points of the neighbour are the neighbour’s', () => {
  const neighbour = objectOf(2, { centre: [10, 1.9, 0.8] });
  const frame = frameOf(0, [objectOf(1), neighbour], { points: outside(50) });
  expect(checkFrameRule(notTight, frame).map(({ objectId }) => objectId)).toEqual([neighbour.id]);
});
