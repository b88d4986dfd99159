import { expect, test } from 'vitest';
import { boxesOf, check, frontBox, object, street, withBoxes } from '../../agreement/testing/street.ts';
import { truncationFlag } from './truncationFlag.ts';

function flagged(truncation: number): ReturnType<typeof street> {
  return withBoxes((box) => (box.id === frontBox(1) ? { ...box, attributes: { truncation } } : box));
}

test('an object in the middle of the image is not cut off', () => {
  expect(check(truncationFlag, flagged(0))).toEqual([]);
  expect(check(truncationFlag, flagged(1))).toMatchObject([
    { rule: 'AGR011', fix: { kind: 'attributes', id: frontBox(1), attributes: { truncation: 0 } } },
  ]);
});

test('an object that the border cuts in two is; what was never said is not wrong', () => {
  const car = object(1, [8, 6.4, -0.9], 0);
  const cameras = street().cameras.slice(0, 1);
  const boxes2d = boxesOf([car], cameras);
  const said = boxes2d.map((box) => Object.assign({}, box, { attributes: { truncation: 0 } }));
  const frame = street({ objects: [car], cameras, boxes2d: said });
  expect(check(truncationFlag, frame)).toHaveLength(1);
  expect(check(truncationFlag, { ...frame, boxes2d })).toEqual([]);
});
