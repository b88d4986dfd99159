import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cuboid } from '../geometry/cuboid.ts';
import {
  roundChanges,
  roundCuboid,
  roundMetres,
  roundQuaternion,
  roundRadians,
  roundRectangle,
} from './rounding.ts';

test('a number is written with the stated decimals', () => {
  expect(roundMetres(1.23456789)).toBe(1.2346);
  expect(roundRectangle({ left: 1.006, top: -0.001, right: 2, bottom: 3.999 })).toEqual({
    left: 1.01,
    top: 0,
    right: 2,
    bottom: 4,
  });
});

test('rounding again changes nothing, and the error is at most half a step', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e7, max: 1e7, noNaN: true }), (value) => {
      const rounded = roundMetres(value);
      expect(roundMetres(rounded)).toBe(rounded);
      expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5e-4 + 1e-9);
      expect(Object.is(rounded, -0)).toBe(false);
    }),
  );
});

test('angles stay in (−π, π]', () => {
  expect(roundRadians(Math.PI)).toBe(Number('3.141592653'));
  expect(roundRadians(-Math.PI + 1e-12)).toBe(Number('-3.141592653'));
  expect(roundRadians(0.123456789123)).toBe(0.123456789);
});

test('a rotation is written in one way', () => {
  expect(roundQuaternion([0, 0, 0.6, -0.8])).toEqual(roundQuaternion([0, 0, -0.6, 0.8]));
  expect(roundQuaternion([0, 0, 0.6, -0.8])).toEqual([0, 0, -0.6, 0.8]);
});

test('no side of a cuboid becomes zero', () => {
  const thin = roundCuboid({ centre: [0, 0, 0], size: [1e-6, 1, 2.00004], rotation: [0, 0, 0, 1] });
  expect(thin.size).toEqual([0.0001, 1, 2]);
});

test('rounding an edit leaves what the edit left alone', () => {
  const read: Cuboid = {
    centre: [1.123456789, 2, 3],
    size: [4.000000001, 1.987654321, 1.5],
    rotation: [0, 0, -0.6000000001, -0.8],
  };
  expect(roundChanges({ ...read, centre: [1.123456789, 2.55555, 3] }, read)).toEqual({
    ...read,
    centre: [1.123456789, 2.5556, 3],
  });
});
