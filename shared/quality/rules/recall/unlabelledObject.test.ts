import { expect, test } from 'vitest';
import { findingKey } from '../../finding.ts';
import { checkFrameRule, frameOf, objectOf, pointsWith } from '../../testing/qualityScenes.ts';
import { unlabelledObject } from './unlabelledObject.ts';

function seen(x: number, confidence: number, points: number) {
  return { cuboid: objectOf(1, { centre: [x, 0, 0.8] }).cuboid, class: 'car', confidence, points };
}

test('what surely looks like an object, each by its place', () => {
  const all = [
    seen(10, 0.9, 100),
    seen(20, 0.95, 100),
    seen(30, 0.5, 100),
    seen(35, 0.9, 9),
    seen(80, 1, 99),
  ];
  const points = pointsWith({ unlabelled: () => all });
  const found = checkFrameRule(unlabelledObject, frameOf(0, [], { points }));
  expect(found.map(({ place }) => place?.[0])).toEqual([10, 20]);
  expect(new Set(found.map(findingKey)).size).toBe(2);
});
