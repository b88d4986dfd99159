import { expect, test } from 'vitest';
import { check, frontBox, street, uuid, withBoxes } from '../../agreement/testing/street.ts';
import { wrongClass } from './wrongClass.ts';

test('names what is one thing in space and another on an image, and offers no class that its size denies', () => {
  expect(check(wrongClass, street())).toEqual([]);
  const frame = withBoxes((box) => (box.id === frontBox(1) ? { ...box, class: 'bus' } : box));
  const [finding] = check(wrongClass, frame);
  expect(finding).toMatchObject({ rule: 'AGR005', trackId: uuid(1), params: { class: 'car', other: 'bus' } });
  expect(finding?.fix).toBeUndefined();
});

test('offers the class of the 2D box where the cuboid is of that size', () => {
  const frame = withBoxes((box) => (box.id === frontBox(1) ? { ...box, class: 'bus' } : box));
  const objects = frame.objects.map((car) =>
    car.trackId === uuid(1)
      ? Object.assign({}, car, { cuboid: { ...car.cuboid, size: [11, 2.5, 3.2] } })
      : car,
  );
  expect(check(wrongClass, { ...frame, objects })[0]?.fix).toEqual({
    kind: 'trackClass',
    trackId: uuid(1),
    class: 'bus',
  });
});

test('takes a name that the dataset does not have, or writes in capitals, for no other opinion', () => {
  for (const name of ['automobile', 'Car']) {
    const frame = withBoxes((box) => (box.id === frontBox(1) ? { ...box, class: name } : box));
    expect(check(wrongClass, frame)).toEqual([]);
  }
});
