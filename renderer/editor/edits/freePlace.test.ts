import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { boxAt } from '../testing/someRecords.ts';
import { freePlace } from './freePlace.ts';

test('a cuboid stays where nothing stands', () => {
  expect(freePlace(boxAt(10), [boxAt(30)])).toEqual(boxAt(10));
});

test('else it goes its own width to its right, seen along its heading', () => {
  expect(freePlace(boxAt(10), [boxAt(10)]).centre).toEqual([10, -2, 0.8]);
  const facingLeft = { ...boxAt(10), rotation: fromYaw(Math.PI / 2) };
  expect(freePlace(facingLeft, [facingLeft]).centre).toEqual([12, 0, 0.8]);
});

test('and on, past all that stand there', () => {
  expect(freePlace(boxAt(10), [boxAt(10), boxAt(10, -2), boxAt(10, -4)]).centre).toEqual([10, -6, 0.8]);
});

test('however many copies are made, no two of them lie on each other', () => {
  const side = fc.double({ min: 1e-6, max: 20, noNaN: true });
  const copies = fc.record({ width: side, yawRad: fc.double({ min: -3, max: 3, noNaN: true }) });
  fc.assert(
    fc.property(copies, fc.integer({ min: 1, max: 8 }), ({ width, yawRad }, count) => {
      const first: Cuboid = { ...boxAt(5, 5), size: [4, width, 1.5], rotation: fromYaw(yawRad) };
      const standing = [first];
      for (let i = 0; i < count; i++) standing.push(freePlace(first, standing));
      const places = new Set(standing.map(({ centre }) => centre.map((value) => value.toFixed(2)).join()));
      expect(places.size).toBe(count + 1);
    }),
  );
});
