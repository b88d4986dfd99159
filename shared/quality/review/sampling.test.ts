import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../pointcloud/random.ts';
import { estimateErrorRate, wilsonInterval } from './errorRate.ts';
import { allocate, samplingPlan, stratumOf, type ReviewItem } from './sampling.ts';

const arbitraryItems: fc.Arbitrary<ReviewItem[]> = fc
  .array(
    fc.record({
      class: fc.constantFrom('car', 'pedestrian', 'cone'),
      rangeBand: fc.integer({ min: 0, max: 3 }),
      risk: fc.double({ min: 0, max: 10 }),
    }),
    { maxLength: 80 },
  )
  .map((items) =>
    items.map(({ class: name, rangeBand, risk }, i) => ({ id: `${i}`, class: name, rangeBand, risk })),
  );
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('samplingPlan', () => {
  test('holds as many as were asked for, none twice, and does not depend on their order', () => {
    fc.assert(
      fc.property(arbitraryItems, share, share, fc.integer(), (items, part, randomShare, seed) => {
        const options = { share: part, randomShare, seed };
        const plan = samplingPlan(items, options);
        const all = [...plan.risky, ...plan.random];
        expect(all).toHaveLength(Math.ceil(items.length * part));
        expect(new Set(all).size).toBe(all.length);
        expect(plan.random).toHaveLength(Math.round(all.length * randomShare));
        expect(samplingPlan(items.toReversed(), options)).toEqual(plan);
      }),
    );
  });

  test('what is not drawn by chance is the worst of the rest', () => {
    fc.assert(
      fc.property(arbitraryItems, share, (items, part) => {
        const { risky, random } = samplingPlan(items, { share: part, randomShare: 0.3, seed: 4 });
        const left = items.filter((item) => !risky.includes(item) && !random.includes(item));
        const least = Math.min(...risky.map((item) => item.risk || 0));
        for (const { risk } of left) expect(risk || 0).toBeLessThanOrEqual(least);
      }),
    );
  });

  test('another seed draws others', () => {
    const items = Array.from({ length: 60 }, (_, i) => ({ id: `${i}`, class: 'car', rangeBand: 0, risk: i }));
    const [one, other] = [1, 2].map(
      (seed) => samplingPlan(items, { share: 0.5, randomShare: 0.5, seed }).random,
    );
    expect(one).not.toEqual(other);
  });

  test('every class at every range is drawn where there are enough draws', () => {
    fc.assert(
      fc.property(arbitraryItems, (items) => {
        const strata = new Set(items.map(stratumOf));
        const { random } = samplingPlan(items, { share: 1, randomShare: 0.5, seed: 1 });
        fc.pre(random.length >= strata.size);
        expect(new Set(random.map(stratumOf))).toEqual(strata);
      }),
    );
  });

  test('shares that are no numbers plan nothing', () => {
    const items = [{ id: 'a', class: 'car', rangeBand: 0, risk: Number.NaN }];
    expect(samplingPlan(items, { share: Number.NaN, randomShare: 2, seed: 0 })).toEqual({
      risky: [],
      random: [],
    });
    expect(samplingPlan(items, { share: 7, randomShare: -1, seed: 0 }).risky).toEqual(items);
  });
});

test('draws are shared out in proportion, as many as there are and never more of a group than it has', () => {
  expect(allocate([60, 30, 10], 10)).toEqual([6, 3, 1]);
  expect(allocate([98, 1, 1], 10)).toEqual([8, 1, 1]);
  expect(allocate([3, 3], 10)).toEqual([3, 3]);
  expect(allocate([], 3)).toEqual([]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 50 })),
      fc.integer({ min: 0, max: 300 }),
      (sizes, draws) => {
        const counts = allocate(sizes, draws);
        const all = sizes.reduce((sum, size) => sum + size, 0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Math.min(draws, all));
        counts.forEach((count, i) => expect(count).toBeLessThanOrEqual(sizes[i]!));
      },
    ),
  );
});

describe('error rate', () => {
  test('Wilson: published intervals', () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const rows = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [wrong, of, low, high] of rows) {
      const interval = wilsonInterval(wrong / of, of);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  test('strata weigh as much as there are of them; what was all looked at is certain', () => {
    const items = Array.from({ length: 100 }, (_, i) => ({
      id: `${i}`,
      class: i < 80 ? 'car' : 'cone',
      rangeBand: 0,
      risk: 0,
    }));
    // One in four cars is wrong, and both cones.
    const seen = new Map([0, 1, 2, 3, 80, 81].map((i) => [`${i}`, i === 0 || i >= 80]));
    const estimate = estimateErrorRate(items, seen)!;
    expect(estimate.rate).toBeCloseTo(0.8 * 0.25 + 0.2, 12);
    expect(estimate.low).toBeLessThan(estimate.rate);
    expect(estimate.high).toBeGreaterThan(estimate.rate);
    const every = estimateErrorRate(items, new Map(items.map(({ id }, i) => [id, i % 10 === 0])))!;
    expect(every).toEqual({
      rate: every.rate,
      low: every.rate,
      high: every.rate,
      reviewed: 100,
      population: 100,
    });
    expect(every.rate).toBeCloseTo(0.1, 12);
    expect(estimateErrorRate(items, new Map())).toBeUndefined();
    expect(estimateErrorRate([], new Map())).toBeUndefined();
  });

  test.each([
    ['few errors', 0.02, 0.05],
    ['many, and more of them far away', 0.1, 0.35],
  ])('the interval holds the true rate in about 95 of 100 samples: %s', (_, near, far) => {
    const random = seededRandom(7);
    const items = Array.from({ length: 500 }, (_item, i): ReviewItem => {
      const rangeBand = i % 10 < 6 ? 0 : 2;
      return { id: `${i}`, class: i % 3 === 0 ? 'car' : 'cone', rangeBand, risk: random() };
    });
    const wrong = new Map(items.map(({ id, rangeBand }) => [id, random() < (rangeBand === 0 ? near : far)]));
    const truth = [...wrong.values()].filter(Boolean).length / items.length;
    const trials = 300;
    let held = 0;
    let sum = 0;
    for (let seed = 1; seed <= trials; seed++) {
      const plan = samplingPlan(items, { share: 0.25, randomShare: 0.7, seed });
      const seen = new Map(plan.random.map(({ id }) => [id, wrong.get(id) === true]));
      const { rate, low, high } = estimateErrorRate(items, seen)!;
      if (low <= truth && truth <= high) held++;
      sum += rate;
    }
    expect(held / trials).toBeGreaterThan(0.92);
    expect(held / trials).toBeLessThan(0.995);
    // Not biased.
    expect(Math.abs(sum / trials - truth)).toBeLessThan(0.008);
  });
});
