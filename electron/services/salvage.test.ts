import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { salvage } from './salvage.ts';

const schema = z.object({
  name: z.string().optional(),
  keys: z.record(z.string(), z.array(z.string())).optional(),
  list: z.array(z.object({ path: z.string(), at: z.number() })).optional(),
});

describe('salvage', () => {
  test.each<[string, unknown, unknown]>([
    ['what fits as it is', { name: 'a', keys: { x: ['1'] } }, { name: 'a', keys: { x: ['1'] } }],
    ['the other keys of an object', { name: 3, keys: { x: ['1'] } }, { keys: { x: ['1'] } }],
    ['the other entries of a record', { keys: { x: ['1'], y: 'no' } }, { keys: { x: ['1'] } }],
    [
      'the other elements of a list',
      { list: [{ path: 'a', at: 1 }, { path: 'b' }] },
      { list: [{ path: 'a', at: 1 }] },
    ],
    ['the other texts of a list', { keys: { x: ['1', 2, '3'] } }, { keys: { x: ['1', '3'] } }],
    ['nothing of another kind of value', [], undefined],
    ['nothing of nothing', null, undefined],
    ['a list in the place of a record', { name: 'a', keys: [] }, { name: 'a' }],
  ])('keeps %s', (_what, value, expected) => {
    expect(salvage(schema, value)).toEqual(expected);
  });

  test('takes no key named __proto__', () => {
    const saved = salvage(schema, JSON.parse('{"name": 3, "keys": {"__proto__": ["x"], "y": 1}}'));
    expect(Object.getPrototypeOf(saved)).toBe(Object.prototype);
    expect(saved).toEqual({ keys: {} });
  });
});
