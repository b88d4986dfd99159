import { expect, test } from 'vitest';
import { CLOSENESS, foldQuery, searchText } from './match.ts';
import { rank, type Searchable } from './rank.ts';

interface Named extends Searchable {
  readonly name: string;
}

function named(...names: readonly string[]): Named {
  return { name: names[0]!, texts: names.map((name) => searchText(name)) };
}

function order(typed: string, entries: readonly Named[], limit = 20): readonly string[] {
  return rank(foldQuery(typed), entries, limit).map(({ entry }) => entry.name);
}

test('the closest come first, shorter ones before longer ones', () => {
  const entries = ['Interpolate', 'Not', 'Next point', 'Nothing', 'A note', 'Point'].map((name) =>
    named(name),
  );
  expect(order('not', entries)).toEqual(['Not', 'Nothing', 'A note', 'Next point', 'Interpolate']);
  expect(order('p', entries)).toEqual(['Point', 'Next point', 'Interpolate']);
});

test('equal ones keep their order, also at the limit', () => {
  const entries = ['b1', 'a1', 'c1', 'a2'].map((name) => named(name));
  expect(order('1', entries)).toEqual(['b1', 'a1', 'c1']);
  expect(order('1', entries, 2)).toEqual(['b1', 'a1']);
});

test('the best of several texts counts', () => {
  const entries = [named('Redo', '重做'), named('Undo', '撤销')];
  const [first] = rank(foldQuery('撤'), entries, 5);
  expect(first).toMatchObject({
    entry: { name: 'Undo' },
    textIndex: 1,
    match: { pieces: [{ start: 0, length: 1 }] },
  });
});

test.each(['0', '1', '965', '000965', '49999', 'frame 4', 'zz'])(
  '%s is found among 50,000 frames within a key stroke',
  (typed) => {
    const frames = Array.from({ length: 50_000 }, (_, index) => ({
      texts: [
        searchText(String(index).padStart(6, '0'), CLOSENESS.inside),
        searchText(String(index + 1), CLOSENESS.start),
      ],
    }));
    const query = foldQuery(typed);
    // Of the processor, not of the clock, and the best of some: the machine may be busy with other tests.
    const milliseconds = [0, 1, 2, 3].map(() => {
      const before = process.cpuUsage();
      expect(rank(query, frames, 20).length).toBeLessThanOrEqual(20);
      return process.cpuUsage(before).user / 1000;
    });
    expect(Math.min(...milliseconds)).toBeLessThan(50);
  },
);
