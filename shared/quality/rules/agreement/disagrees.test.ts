import { expect, test } from 'vitest';
import { check, frontBox, street, uuid, withBoxes, withCar } from '../../agreement/testing/street.ts';
import { disagrees } from './disagrees.ts';

test('a 2D box that is right on one camera and wrong on another is no matter of the cuboid', () => {
  expect(check(disagrees, street())).toEqual([]);
  const frame = withBoxes((box) => {
    if (box.id !== frontBox(1)) return box;
    const { left, top, right, bottom } = box.rectangle;
    return { ...box, rectangle: { left: left - 60, top: top + 25, right: right + 5, bottom: bottom + 70 } };
  });
  const [finding] = check(disagrees, frame);
  expect(finding).toMatchObject({ rule: 'AGR013', trackId: uuid(1), box2dId: frontBox(1) });
  expect(finding?.fix).toBeUndefined();
});

test('so is a 2D box of a cuboid that its camera cannot see', () => {
  const frame = withCar(1, ({ centre: [x, y, z] }) => ({ centre: [-x, y, z] }));
  expect(check(disagrees, frame)).toMatchObject([{ box2dId: frontBox(1), params: { iou: 0 } }]);
});
