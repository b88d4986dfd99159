import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { Distribution } from './distribution.ts';

test('mean, extremes and count are exact; what is not a number is left out', () => {
  const distribution = new Distribution();
  for (const value of [3, -1, Number.NaN, 0, Infinity, 10]) distribution.add(value);
  expect(distribution.summary()).toMatchObject({ count: 4, mean: 3, min: -1, max: 10 });
  expect(new Distribution().summary()).toBeUndefined();
  expect(new Distribution().quantile(0.5)).toBeNaN();
});

test('quantiles are those of the sorted values, to 0.2 % of themselves', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryNumber(-1e4, 1e4), { minLength: 1, maxLength: 60 }),
      arbitraryNumber(0, 1),
      (values, fraction) => {
        const distribution = new Distribution();
        for (const value of values) distribution.add(value);
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.floor(fraction * (sorted.length - 1))]!;
        expect(Math.abs(distribution.quantile(fraction) - exact)).toBeLessThanOrEqual(
          0.00201 * Math.abs(exact) + 1e-6,
        );
      },
    ),
  );
});
