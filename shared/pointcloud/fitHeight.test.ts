import { describe, expect, test } from 'vitest';
import { fitHeight } from './fitHeight.ts';
import type { RaisedPoint } from './footprintPoints.ts';

/** Points evenly from 0.2 m up to `top`. */
function rising(top: number, count: number): RaisedPoint[] {
  return Array.from({ length: count }, (_, i) => ({
    x: 0,
    y: 0,
    height: 0.2 + ((top - 0.2) * i) / (count - 1),
  }));
}

describe('fitHeight', () => {
  test('points above the class height raise it, however few', () => {
    expect(fitHeight(rising(1.9, 10), 1.6)).toBeCloseTo(1.9, 1);
  });

  test('a clear top within 40 % of the class height is taken', () => {
    expect(fitHeight(rising(1.4, 100), 1.6)).toBeCloseTo(1.41, 1);
  });

  test('few points, or points that end far below, say nothing about the top', () => {
    expect(fitHeight(rising(1.4, 20), 1.6)).toBe(1.6);
    expect(fitHeight(rising(0.8, 100), 1.6)).toBe(1.6);
  });
});
