import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantile, selectQuantile, sortedSample } from './percentile.ts';

test('a sample is sorted and finite', () => {
  expect([...sortedSample([3, Number.NaN, -1, Infinity, 2])]).toEqual([-1, 2, 3]);
});

test('quantiles lie between the values; none without values', () => {
  expect(quantile([0, 10], 0.25)).toBe(2.5);
  expect(quantile([4], 0.9)).toBe(4);
  expect(quantile([], 0.5)).toBeNaN();
});

test('selection finds what sorting would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (numbers, fraction) => {
        const values = Float32Array.from([99, ...numbers, -99]);
        const selected = selectQuantile(values, 1, numbers.length + 1, fraction);
        expect(selected).toBe(numbers.sort((a, b) => a - b)[Math.round(fraction * (numbers.length - 1))]);
        expect(values[0]).toBe(99);
        expect(values.at(-1)).toBe(-99);
      },
    ),
  );
  expect(selectQuantile(new Float32Array(3), 2, 2, 0.5)).toBeNaN();
});
