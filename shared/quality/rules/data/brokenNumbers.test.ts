import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { brokenNumbers } from './brokenNumbers.ts';

test.each([
  ['centre', { centre: [1, Number.NaN, 0] }],
  ['size', { size: [4, 0, 1.5] }],
  ['size', { size: [4, Infinity, 1.5] }],
  ['rotation', { rotation: [0, 0, 0, 0] }],
  ['rotation', { rotation: [Number.NaN, 0, 0, 1] }],
] as const)('says that the %s cannot be: %o', (what, placement) => {
  const [finding, ...others] = checkFrameRule(
    brokenNumbers,
    frameOf(0, [objectOf(1, placement), objectOf(2)]),
  );
  expect(finding).toMatchObject({ objectId: objectOf(1).id, params: { what } });
  expect(others).toEqual([]);
});
