import { expect, test } from 'vitest';
import { boxesOf, CARS, check, street } from '../../agreement/testing/street.ts';
import { misplaced } from './misplaced.ts';
import { outOfTime } from './outOfTime.ts';

const velocity = [-10, 0, 0] as const;
const velocities = new Map(CARS.map(({ trackId }) => [trackId, velocity]));
const later = CARS.map((car) => {
  const [x, y, z] = car.cuboid.centre;
  return Object.assign({}, car, { cuboid: { ...car.cuboid, centre: [x + 0.15 * velocity[0], y, z] } });
});

test('an image that shows a later moment is one finding, and its cars have none of their own', () => {
  const right = street({ velocities });
  expect(check(outOfTime, right)).toEqual([]);
  const late = { ...right, boxes2d: boxesOf(later, right.cameras) };
  const findings = check(outOfTime, late);
  expect(findings.map(({ camera }) => camera)).toContain('front');
  expect(Number(findings[0]?.params['milliseconds'])).toBeGreaterThan(120);
  expect(Number(findings[0]?.params['milliseconds'])).toBeLessThan(180);
  expect(check(misplaced, late).filter(({ camera }) => camera === 'front')).toEqual([]);
});

test('nothing is said of time where nobody knows how objects move', () => {
  const late = { ...street(), boxes2d: boxesOf(later, street().cameras) };
  expect(check(outOfTime, late)).toEqual([]);
});
