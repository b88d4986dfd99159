import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign } from './assign.ts';

const worths = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        // Few values, so that there are ties; and those that are worth nothing.
        fc.oneof(
          fc.integer({ min: 0, max: 4 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.constantFrom(-3, NaN),
        ),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

function sumOf(worth: readonly (readonly number[])[], columns: readonly (number | undefined)[]): number {
  return columns.reduce<number>(
    (sum, column, row) => sum + (column === undefined ? 0 : worth[row]![column]!),
    0,
  );
}

/** The largest sum, by trying everything. */
function best(worth: readonly (readonly number[])[], row = 0, taken = new Set<number>()): number {
  if (row >= worth.length) return 0;
  let most = best(worth, row + 1, taken);
  for (const [column, value] of worth[row]!.entries()) {
    if (!(value > 0) || taken.has(column)) continue;
    most = Math.max(most, value + best(worth, row + 1, new Set([...taken, column])));
  }
  return most;
}

describe('assigning', () => {
  test('finds the pairs that are worth most together, as trying everything does', () => {
    fc.assert(
      fc.property(worths, (worth) => {
        const columns = assign(worth);
        const used = columns.filter((column) => column !== undefined);
        expect(columns).toHaveLength(worth.length);
        expect(new Set(used).size).toBe(used.length);
        const made = columns.flatMap((column, row) => (column === undefined ? [] : worth[row]![column]!));
        expect(made.every((value) => value > 0)).toBe(true);
        expect(sumOf(worth, columns)).toBeCloseTo(best(worth), 9);
      }),
      { numRuns: 300 },
    );
  });

  test('gives up the best pair where two others are worth more together', () => {
    expect(
      assign([
        [10, 9],
        [9, 1],
      ]),
    ).toEqual([1, 0]);
  });

  test('takes hundreds of each within a moment', () => {
    const worth = Array.from({ length: 200 }, (_, row) =>
      Array.from({ length: 150 }, (_unused, column) => ((row * 7919 + column * 104_729) % 1000) / 1000),
    );
    const started = performance.now();
    const columns = assign(worth);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(columns.filter((column) => column !== undefined)).toHaveLength(150);
  });
});
