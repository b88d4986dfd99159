import { expect, test } from 'vitest';
import { distance } from '../../../geometry/vec3.ts';
import { CARS, check, street, uuid, withCar } from '../../agreement/testing/street.ts';
import { misplaced } from './misplaced.ts';
import { wrongHeading } from './wrongHeading.ts';
import { wrongSize } from './wrongSize.ts';

test('a car that lies aside is to go back to where its 2D box says', () => {
  expect(check(misplaced, street())).toEqual([]);
  const frame = withCar(1, ({ centre: [x, y, z] }) => ({ centre: [x, y + 0.8, z] }));
  const [finding, ...others] = check(misplaced, frame);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ rule: 'AGR006', trackId: uuid(1), camera: 'front' });
  expect(finding?.params['rightMetres']).toBeGreaterThan(0.6);
  const fix = finding?.fix;
  expect(fix?.kind === 'cuboid' && distance(fix.cuboid.centre, CARS[0]!.cuboid.centre)).toBeLessThan(0.25);
  expect([...check(wrongSize, frame), ...check(wrongHeading, frame)]).toEqual([]);
});

test('a car in the air is to come down', () => {
  const frame = withCar(2, ({ centre: [x, y, z] }) => ({ centre: [x, y, z + 0.6] }));
  const [finding] = check(misplaced, frame);
  expect(finding?.params['upMetres']).toBeCloseTo(-0.6, 1);
});
