import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_TICKS, scrollToTick, TICK_PITCH, tickWindow } from './tickWindow.ts';

const place = fc.record({
  left: fc.double({ min: 0, max: 1e6, noNaN: true }),
  width: fc.integer({ min: 0, max: 4000 }),
  count: fc.integer({ min: MOST_TICKS + 1, max: 100_000 }),
});

describe('ticks in the page', () => {
  test('all of them while they are few', () => {
    expect(tickWindow(0, 0, 0)).toEqual({ first: 0, end: 0 });
    expect(tickWindow(500, 100, MOST_TICKS)).toEqual({ first: 0, end: MOST_TICKS });
  });

  test('every tick in sight, and few others however many frames there are', () => {
    fc.assert(
      fc.property(place, ({ left, width, count }) => {
        const { first, end } = tickWindow(left, width, count);
        const firstSeen = Math.floor(left / TICK_PITCH);
        const lastSeen = Math.floor((left + width) / TICK_PITCH);
        expect(first).toBeLessThanOrEqual(Math.min(firstSeen, count));
        expect(end).toBeGreaterThanOrEqual(Math.min(lastSeen, count));
        expect(end - first).toBeLessThanOrEqual(width / TICK_PITCH + 4 * 64);
        expect([first >= 0, end <= count, first <= end]).toEqual([true, true, true]);
      }),
    );
  });

  test('stay the same over small scrolls', () => {
    expect(tickWindow(600, 900, 5000)).toEqual(tickWindow(640, 900, 5000));
  });
});

test('a frame comes in sight with the least scrolling', () => {
  expect(scrollToTick(0, 500, 900)).toBe(0);
  expect(scrollToTick(60, 500, 900)).toBe(500);
  expect(scrollToTick(1000, 500, 900)).toBe(1000 * TICK_PITCH + TICK_PITCH - 900);
});
