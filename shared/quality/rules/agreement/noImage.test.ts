import { expect, test } from 'vitest';
import { check, frontBox, street, withBoxes } from '../../agreement/testing/street.ts';
import { noImage } from './noImage.ts';
import { unusableBox } from './unusableBox.ts';

test('a frame without images is said once, not for each of its 2D boxes', () => {
  const frame = { ...street(), cameras: [] };
  expect(check(noImage, street())).toEqual([]);
  const findings = check(noImage, frame);
  expect(findings).toMatchObject([
    { rule: 'AGR017', params: { count: frame.boxes2d.length, camera: 'front, left' } },
  ]);
  expect(findings[0]).not.toHaveProperty('camera');
  expect(check(unusableBox, frame)).toEqual([]);
});

test('a camera that there is not is named', () => {
  const frame = withBoxes((box) => (box.id === frontBox(1) ? { ...box, camera: 'nowhere' } : box));
  expect(check(noImage, frame)).toMatchObject([{ camera: 'nowhere', params: { count: 1 } }]);
});
