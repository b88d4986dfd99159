import { describe, expect, test } from 'vitest';
import { formatReadout } from './formatReadout.ts';

describe('read-out of a drag', () => {
  test('a size says how much it grew and what it is', () => {
    expect(formatReadout({ kind: 'resize', delta: 0.214, value: 4.184 })).toBe('+0.21 m → 4.18 m');
    expect(formatReadout({ kind: 'resize', delta: -0.5, value: 1 })).toBe('−0.50 m → 1.00 m');
    expect(formatReadout({ kind: 'resize', delta: 0.001, value: 1 })).toBe('0.00 m → 1.00 m');
  });

  test('a heading is in degrees', () => {
    expect(formatReadout({ kind: 'rotate', delta: Math.PI / 180, value: -Math.PI / 2 })).toBe(
      '+1.0° → −90.0°',
    );
  });

  test('a move says how far', () => {
    expect(formatReadout({ kind: 'move', delta: 0.3, value: 1.25 })).toBe('1.25 m');
  });
});
