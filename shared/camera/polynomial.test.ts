import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, multiply, signChanges, type Polynomial } from './polynomial.ts';

test('finds every sign change, however close to the next', () => {
  const roots = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 });
  fc.assert(
    fc.property(roots, (unordered) => {
      const polynomial = unordered.map((root): Polynomial => [-root, 1]).reduce<Polynomial>(multiply, [1]);
      const expected = unordered.toSorted((a, b) => a - b);
      const found = signChanges(polynomial, 0, 1e12);
      expect(found).toHaveLength(expected.length);
      found.forEach((root, i) => expect(root).toBeCloseTo(expected[i]!, 3));
    }),
  );
});

test('touching zero is no sign change', () => {
  expect(signChanges([9, -6, 1], 0, 1e12)).toEqual([]);
});

test('ends before the sign changes', () => {
  const polynomial = [2, 0, -1];
  const [root] = signChanges(polynomial, 0, 10);
  expect(evaluate(polynomial, root!)).toBeGreaterThanOrEqual(0);
  expect(root).toBeCloseTo(Math.SQRT2, 14);
});

test('constants and leading zeros have none', () => {
  expect(signChanges([1], 0, 10)).toEqual([]);
  expect(signChanges([1, 0, 0, 0], 0, 10)).toEqual([]);
  expect(signChanges([], 0, 10)).toEqual([]);
});
