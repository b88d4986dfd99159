import { describe, expect, test } from 'vitest';
import { readEach } from './readEach.ts';

function reader(valueOf: (path: string) => string): {
  read: (path: string) => Promise<string>;
  readonly asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    read: (path) => {
      asked.push(path);
      return Promise.resolve(valueOf(path));
    },
  };
}

const MANY = Array.from({ length: 5000 }, (_value, i) => `${i}`);

describe('a small file of every frame', () => {
  test('all of a few are read', async () => {
    const { read, asked } = reader(() => 'same');
    const { byPath, sampled } = await readEach(MANY.slice(0, 1000), read, String);
    expect([byPath.size, asked.length, sampled]).toEqual([1000, 1000, undefined]);
  });

  test('of very many that are the same, some', async () => {
    const { read, asked } = reader(() => 'same');
    const { byPath, sampled } = await readEach(MANY, read, String);
    expect([byPath.size, byPath.get('4999')]).toEqual([5000, 'same']);
    expect(sampled).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(64);
  });

  test('of very many that differ, all', async () => {
    const { read } = reader((path) => (Number(path) < 2500 ? 'before' : 'after'));
    const { byPath, sampled } = await readEach(MANY, read, String);
    expect([byPath.get('2499'), byPath.get('2500'), sampled]).toEqual(['before', 'after', undefined]);
  });

  test('nothing of nothing', async () => {
    const { read } = reader(() => 'same');
    expect(await readEach([], read, String)).toEqual({ byPath: new Map() });
  });
});
