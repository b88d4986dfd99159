import { expect, test } from 'vitest';
import { compareLabels, type ComparedObject } from './compareLabels.ts';

const car: ComparedObject = {
  trackId: 'car',
  class: 'Car',
  cuboid: { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] },
  attributes: { occluded: false },
  status: 'draft',
};
const bus = { ...car, trackId: 'bus', class: 'Bus' };

test('tells what came, went and changed, by track', () => {
  const moved = { ...car, cuboid: { ...car.cuboid, centre: [1, 2, 3.001] as const } };
  expect(compareLabels([car, bus], [moved, { ...bus, trackId: 'new' }])).toEqual({
    added: [{ ...bus, trackId: 'new' }],
    removed: [bus],
    changed: [{ before: car, after: moved, changes: ['moved'] }],
    same: 0,
  });
});

test.each<[Partial<ComparedObject>, readonly string[]]>([
  [{ cuboid: { ...car.cuboid, rotation: [-0, -0, -0, -1] } }, []],
  [{ cuboid: { ...car.cuboid, centre: [1.00001, 2, 3] } }, []],
  [{ cuboid: { ...car.cuboid, size: [4.1, 2, 1.5], rotation: [0, 0, 1, 0] } }, ['resized', 'turned']],
  [{ class: 'Van', status: 'confirmed' }, ['class', 'status']],
  [{ attributes: {} }, ['attributes']],
])('%j is %j', (change, changes) => {
  const { changed, same } = compareLabels([car], [{ ...car, ...change }]);
  expect(changed.flatMap((one) => one.changes)).toEqual(changes);
  expect(same).toBe(changes.length === 0 ? 1 : 0);
});
