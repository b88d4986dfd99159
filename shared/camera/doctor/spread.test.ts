import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('frames are spread from beginning to end', () => {
  expect(spread([1, 2, 3], 4)).toEqual([1, 2, 3]);
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7], 2)).toEqual([2, 6]);
  expect(spread([], 4)).toEqual([]);
});
