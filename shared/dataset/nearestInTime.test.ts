import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianPeriod, nearestInTime } from './nearestInTime.ts';

const series = fc
  .uniqueArray(fc.bigInt(-300n, 300n), { maxLength: 40 })
  .map((times) => times.sort((x, y) => Number(x - y)));

const distance = (x: bigint, y: bigint): bigint => (x > y ? x - y : y - x);

test('nothing is paired twice, pairs never cross, and none is farther apart than the tolerance', () => {
  fc.assert(
    fc.property(series, series, fc.bigInt(0n, 100n), (a, b, tolerance) => {
      const pairs = nearestInTime(a, b, tolerance);
      for (const [n, [i, j]] of pairs.entries()) {
        expect(distance(a[i]!, b[j]!) <= tolerance).toBe(true);
        const [previousI, previousJ] = pairs[n - 1] ?? [-1, -1];
        expect(i > previousI && j > previousJ).toBe(true);
      }
    }),
  );
});

test('each of a pair is nearest to the other, and of those that are left none could have been paired nearer', () => {
  fc.assert(
    fc.property(series, series, (a, b) => {
      const pairs = nearestInTime(a, b, 1000n);
      for (const [i, j] of pairs) {
        const apart = distance(a[i]!, b[j]!);
        expect(b.every((time) => distance(a[i]!, time) >= apart)).toBe(true);
        expect(a.every((time) => distance(b[j]!, time) >= apart)).toBe(true);
      }
      expect(pairs.length > 0).toBe(a.length > 0 && b.length > 0);
    }),
  );
});

test('a constant offset up to half a period pairs all', () => {
  const sweeps = Array.from({ length: 50 }, (_, i) => BigInt(i) * 100n);
  for (const offset of [0n, 1n, 49n, 50n, -49n]) {
    const images = sweeps.map((time) => time + offset);
    expect(nearestInTime(sweeps, images, 50n)).toEqual(sweeps.map((_time, i) => [i, i]));
  }
});

test('of three images to a sweep each sweep takes the nearest', () => {
  const images = Array.from({ length: 12 }, (_, i) => BigInt(i) * 33n);
  expect(nearestInTime([0n, 100n, 200n, 300n], images, 50n)).toEqual([
    [0, 0],
    [1, 3],
    [2, 6],
    [3, 9],
  ]);
});

test('the median period', () => {
  expect(medianPeriod([])).toBeUndefined();
  expect(medianPeriod([5n])).toBeUndefined();
  expect(medianPeriod([0n, 100n, 200n, 5000n])).toBe(100n);
});
