import { expect, test } from 'vitest';
import { CARS, check, cloudWith, object, street, uuid } from '../../agreement/testing/street.ts';
import { ghost } from './ghost.ts';
import { missingBox2d } from './missingBox2d.ts';

const withGhost = street({ objects: [...CARS, object(7, [15, -6, -0.9], 0)], points: cloudWith(0) });

test('a cuboid in plain view without points and without a 2D box is to go', () => {
  expect(check(ghost, street({ points: cloudWith(0) }))).toEqual([]);
  const findings = check(ghost, withGhost);
  expect(findings).toMatchObject([
    { rule: 'AGR009', trackId: uuid(7), fix: { kind: 'removeObject', objectId: uuid(107) } },
  ]);
});

test('with points it is a thing that was forgotten in 2D, and where nobody counts, nothing is said', () => {
  expect(check(ghost, { ...withGhost, points: cloudWith(30) })).toEqual([]);
  expect(check(missingBox2d, { ...withGhost, points: cloudWith(30) })).toHaveLength(1);
  const uncounted = withGhost.objects.map((car) => Object.assign({}, car, { points: null }));
  expect(check(ghost, { ...withGhost, objects: uncounted, points: undefined })).toEqual([]);
});
