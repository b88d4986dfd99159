import { expect, test } from 'vitest';
import { wrapAngle } from '../../../geometry/angle.ts';
import { cuboidYaw } from '../../../geometry/cuboid.ts';
import { fromYaw, multiply } from '../../../geometry/quaternion.ts';
import { check, street, uuid, withCar } from '../../agreement/testing/street.ts';
import { wrongHeading } from './wrongHeading.ts';

const sizes = new Map([1, 2, 3, 4].map((last) => [uuid(last), [4.5, 1.85, 1.55] as const]));

test('a car that stands askew is to be turned back', () => {
  expect(check(wrongHeading, street())).toEqual([]);
  const frame = withCar(1, ({ rotation }) => ({ rotation: multiply(rotation, fromYaw(0.5)) }));
  const [finding] = check(wrongHeading, { ...frame, sizes });
  expect(finding).toMatchObject({ rule: 'AGR008', trackId: uuid(1) });
  const fix = finding?.fix;
  expect(fix?.kind === 'cuboid' && wrapAngle(cuboidYaw(fix.cuboid))).toBeCloseTo(0.1, 1);
});

test('finds the way over the valley between length and width', () => {
  const frame = withCar(1, ({ rotation }) => ({ rotation: multiply(rotation, fromYaw(Math.PI / 2)) }));
  const [finding] = check(wrongHeading, { ...frame, sizes });
  expect(Math.abs(Number(finding?.params['degrees']))).toBeGreaterThan(60);
});
