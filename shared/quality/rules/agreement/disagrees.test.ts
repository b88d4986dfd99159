import { expect, test } from 'vitest';
import { check, frontBox, street, uuid, withBoxes, withCar } from '../../agreement/testing/street.ts';
import { disagrees } from './disagrees.ts';

test('a 2D box that no single correction of the cuboid fits is named without a fix', () => {
  expect(check(disagrees, street())).toEqual([]);
  const frame = withBoxes((box) => {
    if (box.id !== frontBox(1)) return box;
    const { left, top, right, bottom } = box.rectangle;
    return { ...box, rectangle: { left: left - 32, top: top + 31, right: right - 32, bottom: bottom - 31 } };
  });
  const [finding] = check(disagrees, frame);
  expect(finding).toMatchObject({ rule: 'AGR013', trackId: uuid(1), box2dId: frontBox(1) });
  expect(finding?.fix).toBeUndefined();
});

test('so is a 2D box of a cuboid that its camera cannot see', () => {
  const frame = withCar(1, ({ centre: [x, y, z] }) => ({ centre: [-x, y, z] }));
  expect(check(disagrees, frame)).toMatchObject([
    { box2dId: frontBox(1), params: { iou: 0, reason: 'outOfView' } },
  ]);
});
