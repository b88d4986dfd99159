import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import { symmetricEigen } from './symmetricEigen.ts';

const arbitrarySymmetric = fc
  .integer({ min: 1, max: 6 })
  .chain((n) =>
    fc.array(fc.array(arbitraryNumber(-9, 9), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  )
  .map((rows) => rows.map((row, i) => row.map((_, j) => rows[Math.min(i, j)]![Math.max(i, j)]!)));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

test('gives unit vectors at right angles that the matrix scales by ascending values', () => {
  fc.assert(
    fc.property(arbitrarySymmetric, (matrix) => {
      const { values, vectors } = symmetricEigen(matrix);
      expect([...values].sort((a, b) => a - b)).toEqual(values);
      for (const [i, vector] of vectors.entries()) {
        matrix.forEach((row, k) => expect(dot(row, vector)).toBeCloseTo(values[i]! * vector[k]!, 9));
        vectors.forEach((other, j) => expect(dot(vector, other)).toBeCloseTo(i === j ? 1 : 0, 9));
      }
    }),
  );
});

test('takes a matrix of zeros', () => {
  expect(
    symmetricEigen([
      [0, 0],
      [0, 0],
    ]).values,
  ).toEqual([0, 0]);
});
