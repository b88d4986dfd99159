import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_VERSIONS, NEWEST_KEPT, versionsToDrop, type AgedVersion } from './thinVersions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-04T12:00:00Z');

const kept = (versions: readonly AgedVersion[], now = NOW): readonly AgedVersion[] => {
  const dropped = new Set(versionsToDrop(versions, now));
  return versions.filter((version) => !dropped.has(version));
};

/** Saves at these times, thinned after each as a host does. */
function saveAt(times: readonly number[]): readonly AgedVersion[] {
  let versions: readonly AgedVersion[] = [];
  for (const savedAt of times)
    versions = kept([...versions, { number: (versions.at(-1)?.number ?? 0) + 1, savedAt }], savedAt);
  return versions;
}

const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

const someVersions = fc
  .array(fc.integer({ min: -20 * DAY, max: DAY }), { maxLength: 200 })
  .map((ages) => ages.map((age, number) => ({ number: number + 1, savedAt: NOW + age })));

describe('versionsToDrop', () => {
  test('300 nudges in an hour leave the first, one of every ten minutes, and the last five', () => {
    const versions = saveAt(every(12_000, NOW - HOUR, NOW));
    expect(versions.map(({ number }) => number)).toEqual([
      // The hour begins and ends on a boundary of ten minutes: the last before each, and the first of all.
      1, 50, 100, 150, 200, 250, 297, 298, 299, 300, 301,
    ]);
  });

  test('a month of work, every five minutes of eight hours a day', () => {
    const days = every(DAY, NOW - 30 * DAY, NOW).flatMap((day) => every(5 * MINUTE, day - 8 * HOUR, day));
    const ages = saveAt(days).map(({ savedAt }) => NOW - savedAt);
    const within = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length;
    expect(ages.length).toBeLessThan(60);
    // Of the past four hours every ten minutes, of two days every hour, of two weeks every day, then weeks.
    expect(within(0, 4 * HOUR)).toBeGreaterThanOrEqual(24);
    expect(within(4 * HOUR, 2 * DAY)).toBeGreaterThanOrEqual(10);
    expect(within(2 * DAY, 14 * DAY)).toBeGreaterThanOrEqual(11);
    expect(within(14 * DAY, 40 * DAY)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...ages)).toBe(30 * DAY + 8 * HOUR);
  });

  test('the first stays, the last five stay, and there is a bound, whatever the clock did', () => {
    fc.assert(
      fc.property(someVersions, (versions) => {
        const left = kept(versions);
        expect(left[0]).toBe(versions[0]);
        expect(left.slice(-NEWEST_KEPT)).toEqual(versions.slice(-NEWEST_KEPT));
        expect(left.length).toBeLessThanOrEqual(MOST_VERSIONS);
      }),
    );
  });

  test('what was thinned is not thinned further', () => {
    fc.assert(
      fc.property(someVersions, (versions) => {
        expect(versionsToDrop(kept(versions), NOW)).toEqual([]);
      }),
    );
  });

  test('the order in which they are listed does not matter', () => {
    fc.assert(
      fc.property(someVersions, (versions) => {
        expect(versionsToDrop(versions.toReversed(), NOW)).toEqual(versionsToDrop(versions, NOW));
      }),
    );
  });

  test('a clock that was put back by a year does not cost what was written before', () => {
    const before = every(20 * MINUTE, NOW - 2 * HOUR, NOW);
    const after = every(20 * MINUTE, NOW - 365 * DAY, NOW - 365 * DAY + 2 * HOUR);
    const versions = saveAt([...before, ...after]);
    expect(versions).toHaveLength(before.length + after.length);
  });
});
