import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { sizeOutsideRange } from './sizeOutsideRange.ts';

test('the side that is furthest off is told', () => {
  const frame = frameOf(0, [objectOf(1, { size: [4.5, 5.55, 0.7] })]);
  const [finding] = checkFrameRule(sizeOutsideRange, frame);
  expect(finding?.params).toMatchObject({ side: 'width', valueMetres: 5.55, mostMetres: 3.7 });
});

test('what is usual, and classes that nobody has described, are no finding', () => {
  const objects = [objectOf(1), objectOf(2, { class: 'other', size: [40, 40, 9] })];
  expect(checkFrameRule(sizeOutsideRange, frameOf(0, objects))).toEqual([]);
});

test('thresholds hold for all classes, or for one', () => {
  const frame = frameOf(0, [objectOf(1), objectOf(2, { class: 'truck', size: [8, 2.5, 3] })]);
  const thresholds = { 'GEO001.mostLengthShare': 0.9, 'GEO001.mostLengthShare.truck': 1.1 };
  const found = checkFrameRule(sizeOutsideRange, frame, { thresholds });
  expect(found.map(({ objectId }) => objectId)).toEqual([objectOf(1).id]);
});
