import { decodePcd, encodePcd, type PcdArray } from 'pcd-format';
import { expect, test } from 'vitest';
import { coordinatesOf } from './coordinates.ts';

function coordinates(fields: Readonly<Record<string, PcdArray>>) {
  const list = Object.entries(fields).map(([name, values]) => ({ name, values }));
  return coordinatesOf(decodePcd(encodePcd(list, { encoding: 'binary' })));
}

test('floats are taken as they are, in small letters or capitals', () => {
  const [x, y, z] = [Float32Array.of(1), Float64Array.of(2.5), Float32Array.of(3)];
  expect(coordinates({ x, y, z })).toEqual({ x, y, z });
  expect(coordinates({ X: x, Y: y, Z: z })).toEqual({ x, y, z });
});

test('whole numbers become floats, also of 64 bits', () => {
  expect(coordinates({ x: Int16Array.of(-1), y: BigInt64Array.of(2n), z: Uint8Array.of(3) })).toEqual({
    x: Float64Array.of(-1),
    y: Float64Array.of(2),
    z: Float64Array.of(3),
  });
});

test('without all three there are none', () => {
  expect(coordinates({ x: Float32Array.of(1), y: Float32Array.of(2) })).toBeUndefined();
});
