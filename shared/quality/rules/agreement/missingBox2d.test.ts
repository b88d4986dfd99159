import { expect, test } from 'vitest';
import { check, cloudWith, frontBox, street, uuid, withBoxes } from '../../agreement/testing/street.ts';
import { missingBox2d } from './missingBox2d.ts';

test('names a car in plain view that alone has no 2D box on its image', () => {
  expect(check(missingBox2d, street())).toEqual([]);
  const findings = check(
    missingBox2d,
    withBoxes((box) => (box.id === frontBox(1) ? undefined : box)),
  );
  expect(findings).toMatchObject([
    { rule: 'AGR001', camera: 'front', trackId: uuid(1), params: { number: 1 } },
  ]);
});

test('says nothing of an image on which nobody has drawn anything', () => {
  expect(
    check(
      missingBox2d,
      withBoxes((box) => (box.camera === 'front' ? undefined : box)),
    ),
  ).toEqual([]);
});

test('says nothing of what is too small, or has next to no points', () => {
  const frame = withBoxes((box) => (box.id === frontBox(1) ? undefined : box));
  expect(check(missingBox2d, frame, { leastSidePixels: 500 })).toEqual([]);
  const objects = frame.objects.map((car) => Object.assign({}, car, { points: null }));
  expect(check(missingBox2d, { ...frame, objects, points: cloudWith(1) })).toEqual([]);
});
