import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import { sumOfSquares } from './fitAmount.ts';
import { whitening } from './whitening.ts';

const sigma = arbitraryNumber(0.5, 10);
const edge = arbitraryNumber(-30, 30);
const four = fc.tuple(edge, edge, edge, edge);

test('with nothing shared, each edge counts in its own standard deviations', () => {
  expect(whitening([1, 2, 4, 8], []).whiten([1, 2, 4, 8])).toEqual([1, 1, 1, 1]);
});

test('χ² is that of the inverse of the covariance: a shift that is shared is worth less, its opposite is not', () => {
  const { whiten, sigma: each } = whitening([2, 2, 2, 2], [[10, 0, 10, 0]]);
  expect(each[0]).toBeCloseTo(Math.sqrt(104));
  expect(each[1]).toBe(2);
  // By Sherman and Morrison: (1, 0, 1, 0) has 2/4 less (2 · 10/4)² / (1 + 2 · 100/4).
  expect(sumOfSquares(whiten([1, 0, 1, 0]))).toBeCloseTo(0.5 - 25 / 51, 10);
  expect(sumOfSquares(whiten([1, 0, -1, 0]))).toBeCloseTo(0.5, 10);
});

test('what is shared never makes errors count more', () => {
  fc.assert(
    fc.property(fc.tuple(sigma, sigma, sigma, sigma), four, four, (own, shared, errors) => {
      const alone = sumOfSquares(whitening(own, []).whiten(errors));
      const together = sumOfSquares(whitening(own, [shared]).whiten(errors));
      expect(together).toBeLessThanOrEqual(alone * (1 + 1e-9) + 1e-9);
    }),
  );
});
