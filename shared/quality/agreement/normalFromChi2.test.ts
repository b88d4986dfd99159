import { expect, test } from 'vitest';
import { normalFromChi2 } from './normalFromChi2.ts';

// Quantiles of χ² as tables have them, and of the normal distribution for the same share.
test.each([
  [4, 9.4877, 1.6449],
  [4, 13.2767, 2.3263],
  [8, 20.0902, 2.3263],
  [12, 21.0261, 1.6449],
])('%i degrees of freedom: χ² %d is %d σ', (degrees, chi2, sigma) => {
  expect(normalFromChi2(chi2, degrees)).toBeCloseTo(sigma, 1);
});

test('without degrees of freedom nothing is unlikely', () => {
  expect(normalFromChi2(100, 0)).toBe(0);
});
