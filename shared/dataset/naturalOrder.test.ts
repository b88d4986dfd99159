import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCodePoints, compareNaturally } from './naturalOrder.ts';

test('numbers count as numbers', () => {
  const names = [
    '10.pcd',
    '9.pcd',
    '1.pcd',
    '002.pcd',
    'a10b2',
    'a10b10',
    'a9',
    '98765432109876543210',
    '2.pcd',
  ];
  expect(names.sort(compareNaturally)).toEqual([
    '1.pcd',
    '002.pcd',
    '2.pcd',
    '9.pcd',
    '10.pcd',
    '98765432109876543210',
    'a9',
    'a10b2',
    'a10b10',
  ]);
});

test('code points, not UTF-16 units', () => {
  expect(['\u{1F697}', '\uFF21'].sort(compareCodePoints)).toEqual(['\uFF21', '\u{1F697}']);
});

describe.each([
  ['compareNaturally', compareNaturally],
  ['compareCodePoints', compareCodePoints],
])('%s', (_name, compare) => {
  const text = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', '-', '\u{1F697}'), maxLength: 6 });

  test('is a total order', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compare(a, b))).toBe(0 - Math.sign(compare(b, a)));
        expect(compare(a, b) === 0).toBe(a === b);
        const [least, , most] = [a, b, c].sort(compare);
        expect(compare(least!, most!)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
