import { expect, test } from 'vitest';
import { check, street, uuid, withCar } from '../../agreement/testing/street.ts';
import { wrongSize } from './wrongSize.ts';

test('a car that is too high for its 2D box is to get the height that fits', () => {
  expect(check(wrongSize, street())).toEqual([]);
  const frame = withCar(1, ({ size: [length, width, height] }) => ({ size: [length, width, height * 1.5] }));
  const [finding] = check(wrongSize, frame);
  expect(finding).toMatchObject({ rule: 'AGR007', trackId: uuid(1) });
  const fix = finding?.fix;
  expect(fix?.kind === 'cuboid' && fix.cuboid.size[2]).toBeCloseTo(1.55, 1);
});

test('the size that the object has in the frames next to this one decides what one 2D box cannot', () => {
  const frame = withCar(2, ({ size: [, width, height] }) => ({ size: [5.6, width, height] }));
  const sizes = new Map(frame.objects.map(({ trackId }) => [trackId, [4.5, 1.85, 1.55] as const]));
  const [finding] = check(wrongSize, { ...frame, sizes });
  const fix = finding?.fix;
  expect(fix?.kind === 'cuboid' && fix.cuboid.size[0]).toBeCloseTo(4.5, 0);
});
