import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCount, formatDay, formatDegrees, formatFixed, formatMetres, formatTime } from './format.ts';

describe('numbers for people', () => {
  test('metres have two decimals and a true minus sign', () => {
    expect(formatMetres(4.1837)).toBe('4.18');
    expect(formatMetres(-15.88)).toBe('−15.88');
    expect(formatMetres(1234.5)).toBe('1234.50');
  });

  test('what rounds to zero has no sign', () => {
    expect(formatMetres(-0.004)).toBe('0.00');
    expect(formatFixed(-0, 0)).toBe('0');
    expect(formatDegrees(-0.04)).toBe('0.0°');
  });

  test('degrees have one decimal', () => {
    expect(formatDegrees(-88.46)).toBe('−88.5°');
  });

  test('whole numbers are grouped by thousands', () => {
    expect(formatCount(0)).toBe('0');
    expect(formatCount(999)).toBe('999');
    expect(formatCount(66_781)).toBe('66,781');
    expect(formatCount(1_234_567)).toBe('1,234,567');
  });

  test('grouping changes no digit', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (value) => {
        expect(formatCount(value).replaceAll(',', '')).toBe(String(value));
      }),
    );
  });

  test('times of day are local', () => {
    expect(formatTime(new Date(2026, 2, 12, 14, 3, 7).getTime())).toBe('14:03:07');
    expect(formatDay(new Date(2026, 2, 12, 4, 31).getTime())).toBe('2026-03-12 04:31');
  });
});
