import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, trackOf } from '../../testing/qualityScenes.ts';
import { overlap } from './overlap.ts';

const tracks = [trackOf(1), trackOf(2), trackOf(3)];

test('says how deep one is in the other, and which', () => {
  // Beside each other: 1.85 m wide each, 1.25 m apart.
  const objects = [objectOf(1), objectOf(2, { centre: [10, 1.25, 0.8] })];
  const [finding, ...others] = checkFrameRule(overlap, frameOf(0, objects), { tracks });
  expect(finding).toMatchObject({ objectId: objects[1]!.id, params: { number: 2, otherNumber: 1 } });
  expect(finding?.params['depthMetres']).toBeCloseTo(0.6, 9);
  expect(others).toEqual([]);
});

test('of several the deepest', () => {
  const objects = [
    objectOf(1, { centre: [10, 1.3, 0.8] }),
    objectOf(2, { centre: [10, -0.9, 0.8] }),
    objectOf(3),
  ];
  expect(checkFrameRule(overlap, frameOf(0, objects), { tracks })).toMatchObject([
    { objectId: objects[2]!.id, params: { otherNumber: 2 } },
  ]);
});

test('cars that touch, and cars of which one stands on the other, are no finding', () => {
  const objects = [
    objectOf(1),
    objectOf(2, { centre: [10, 1.75, 0.8] }),
    objectOf(3, { centre: [10, 0, 2.36] }),
  ];
  expect(checkFrameRule(overlap, frameOf(0, objects), { tracks })).toEqual([]);
  const thresholds = { 'GEO002.mostMetres': 0.05 };
  expect(checkFrameRule(overlap, frameOf(0, objects), { tracks, thresholds })).toHaveLength(1);
});
