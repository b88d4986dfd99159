import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsThatFit, windowAbout } from './batchWindow.ts';

test('at 1366 × 768 five columns fit, at 1920 × 1080 nine', () => {
  expect(columnsThatFit(1366 - 44 - 268, 80)).toBe(5);
  expect(columnsThatFit(1920 - 44 - 320 + 200, 80)).toBe(9);
  expect(columnsThatFit(1000, 2)).toBe(2);
  expect(columnsThatFit(0, 80)).toBe(0);
});

test('the window holds the frame on screen, and stays where it is if it does', () => {
  const nat = fc.nat({ max: 200 });
  fc.assert(
    fc.property(
      nat,
      nat,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 200 }),
      (a, b, fit, total) => {
        const current = a % total;
        const count = Math.min(fit, total);
        const before = Math.max(0, Math.min(b, total - count));
        const first = windowAbout(current, before, count, total);
        expect(first).toBeLessThanOrEqual(current);
        expect(first + count).toBeGreaterThan(current);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first + count).toBeLessThanOrEqual(total);
        const isInside = before <= current && current < before + count;
        expect(isInside ? first : before).toBe(before);
      },
    ),
  );
});
