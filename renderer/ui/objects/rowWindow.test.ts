import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROW_HEIGHT, rowWindow, scrollToRow } from './rowWindow.ts';

const top = fc.double({ min: 0, max: 1e6, noNaN: true });
const height = fc.integer({ min: 0, max: 2000 });

describe('rows in the page', () => {
  test('every row in sight, and few others however long the list is', () => {
    fc.assert(
      fc.property(top, height, (from, seen) => {
        const { first, end } = rowWindow(from, seen);
        expect(first).toBeLessThanOrEqual(Math.floor(from / ROW_HEIGHT));
        expect(end).toBeGreaterThanOrEqual(Math.ceil((from + seen) / ROW_HEIGHT));
        expect(end - first).toBeLessThanOrEqual(seen / ROW_HEIGHT + 4 * 8);
      }),
    );
  });

  test('stay the same over small scrolls', () => {
    expect(rowWindow(10 * ROW_HEIGHT, 300)).toEqual(rowWindow(11 * ROW_HEIGHT, 300));
  });
});

test('a row comes in sight whole with the least scrolling', () => {
  expect(scrollToRow(0, 500, 260)).toBe(0);
  expect(scrollToRow(20, 500, 260)).toBe(500);
  expect(scrollToRow(100, 500, 260)).toBe(101 * ROW_HEIGHT - 260);
});
