import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, pointsWith } from '../../testing/qualityScenes.ts';
import { emptyCuboid } from './emptyCuboid.ts';

test('no points, near enough to have some', () => {
  const objects = [objectOf(1), objectOf(2, { centre: [20, 0, 0.8] }), objectOf(3, { centre: [90, 0, 0.8] })];
  const points = pointsWith({ count: (cuboids) => cuboids.map((_, i) => (i === 0 ? 12 : 0)) });
  const found = checkFrameRule(emptyCuboid, frameOf(0, objects, { points }));
  expect(found.map(({ objectId }) => objectId)).toEqual([objects[1]!.id]);
});

test('without its cloud a frame has no empty cuboids', () => {
  expect(checkFrameRule(emptyCuboid, frameOf(0, [objectOf(1)]))).toEqual([]);
});
