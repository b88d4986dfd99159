import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInShard, MOST_SHARDS, parseShard, sharedOut } from './shareOut.ts';

describe('a shard', () => {
  test('is written as 3/8, from 1', () => {
    expect(parseShard('3/8')).toEqual({ index: 3, count: 8 });
    expect(parseShard('1/1')).toEqual({ index: 1, count: 1 });
    for (const odd of [
      '0/8',
      '9/8',
      '3',
      '/8',
      '3/',
      '3/0',
      '-1/8',
      '1.5/2',
      'a/b',
      `1/${MOST_SHARDS + 1}`,
      '',
    ])
      expect([odd, parseShard(odd)]).toEqual([odd, undefined]);
  });

  test('is told by the name alone, for ever', () => {
    const shards = ['', 'drive', '2011_09_26_drive_0001_sync', 'Nürnberg', '路口', 'lidar/000965.pcd'].map(
      (name) => [1, 2, 3, 4, 5, 6, 7, 8].find((index) => isInShard(name, { index, count: 8 })),
    );
    expect(shards).toEqual([4, 4, 3, 8, 4, 1]);
  });

  test('every name falls to exactly one, whichever way its letters are composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (name, count) => {
        const of = (form: string) =>
          Array.from({ length: count }, (_, i) => i + 1).filter((index) => isInShard(form, { index, count }));
        expect(of(name)).toHaveLength(1);
        expect(of(name.normalize('NFD'))).toEqual(of(name));
      }),
      { numRuns: 100 },
    );
  });

  test('gets about as much as the others, of names that count up', () => {
    for (const count of [2, 7, 8]) {
      const items = Array.from({ length: 100 * count }, (_, i) => ({
        id: `scene-${String(i).padStart(4, '0')}`,
      }));
      const sizes = Array.from({ length: count }, (_, i) => sharedOut(items, { index: i + 1, count }).length);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(items.length);
      expect(Math.min(...sizes)).toBeGreaterThan(60);
      expect(Math.max(...sizes)).toBeLessThan(140);
    }
    expect(sharedOut([{ id: 'b' }, { id: 'a' }], undefined)).toEqual([{ id: 'b' }, { id: 'a' }]);
  });
});
