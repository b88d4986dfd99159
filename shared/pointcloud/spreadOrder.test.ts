import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forEachPlace, spreadOrder } from './spreadOrder.ts';

function orderOf(count: number): Uint32Array {
  const order = new Uint32Array(count);
  forEachPlace(spreadOrder(count), (point, place) => {
    order[place] = point;
  });
  return order;
}

describe('a spread order', () => {
  test('holds each point once', () => {
    const counts = fc.oneof(
      fc.nat(5000),
      fc.constantFrom(1, 1023, 1024, 1535, 1536, 1537, 2559, 2560, 99_999),
    );
    fc.assert(
      fc.property(counts, (count) => {
        const order = orderOf(count);
        expect(order.toSorted()).toEqual(Uint32Array.from({ length: count }, (_, i) => i));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [1500, 300],
    [10_000, 1000],
    [300_000, 200],
    [300_000, 5000],
    [300_000, 150_000],
  ])('of %i points the first %i are spread evenly', (count, first) => {
    const tenths = new Array<number>(10).fill(0);
    for (const row of orderOf(count).subarray(0, first)) tenths[Math.floor((10 * row) / count)]!++;
    // Five standard deviations of a random draw.
    const slack = 5 * Math.sqrt(0.09 * first);
    for (const tenth of tenths) expect(Math.abs(tenth - first / 10)).toBeLessThan(slack);
  });

  test('no ring of a spinning sensor is left out, though its points come at regular intervals', () => {
    const rings = 128;
    const seen = new Array<number>(rings).fill(0);
    for (const row of orderOf(262_144).subarray(0, 12_800)) seen[row % rings]!++;
    expect(Math.min(...seen)).toBeGreaterThan(50);
    expect(Math.max(...seen)).toBeLessThan(150);
  });
});
