import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMetres } from '#renderer/i18n/format.ts';
import { evaluateNumber, stepNumber } from './numberExpression.ts';

describe('number fields', () => {
  test.each([
    ['4.5', 4.5],
    ['=4.5', 4.5],
    ['= -4.5', -4.5],
    ['-0.35', -0.35],
    ['−0.35', -0.35],
    ['+0.2', 10.2],
    ['+-0.2', 9.8],
    ['*1.1', 11],
    ['×2', 20],
    ['/4', 2.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-88.5°', -88.5],
    ['4.18 m', 4.18],
    ['＋０．２', 10.2],
    ['＝4。5', 4.5],
    ['4,5', 4.5],
  ])('%s on 10 gives %d', (text, expected) => {
    expect(evaluateNumber(text, 10)).toBeCloseTo(expected, 12);
  });

  test.each(['', ' ', '-', '=', '1.2.3', 'abc', '1e400', '/0', '2+2', 'Infinity', 'NaN', '0x10', '*'])(
    '%j is not a number',
    (text) => {
      expect(evaluateNumber(text, 10)).toBeUndefined();
    },
  );

  test('reads back what fields show', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(evaluateNumber(formatMetres(value), 0)).toBeCloseTo(value, 1);
      }),
    );
  });

  test('steps land on the grid', () => {
    expect(stepNumber(4.1837, 0.01, 1)).toBe(4.19);
    expect(stepNumber(4.1837, 0.01, -1)).toBe(4.18);
    expect(stepNumber(4.18, 0.01, 1)).toBe(4.19);
    expect(stepNumber(4.71, 0.01, 10)).toBe(4.81);
    expect(stepNumber(0.3, 0.1, -1)).toBe(0.2);
    expect(stepNumber(0, 0.1, -1)).toBe(-0.1);
    expect(stepNumber(-88.5, 1, 1)).toBe(-88);
  });

  test('steps always go the right way, and not past the grid line they were sent to', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1000, max: 1000, noNaN: true }),
        fc.constantFrom(0.01, 0.1, 1),
        fc.constantFrom(1, -1, 10, -10),
        (value, step, count) => {
          const moved = (stepNumber(value, step, count) - value) * Math.sign(count);
          expect(moved).toBeGreaterThan((Math.abs(count) - 1) * step * (1 - 1e-5));
          expect(moved).toBeLessThanOrEqual(Math.abs(count) * step * (1 + 1e-5));
        },
      ),
    );
  });
});
