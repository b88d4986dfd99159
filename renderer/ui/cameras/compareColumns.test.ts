import { expect, test } from 'vitest';
import { compareColumns } from './compareColumns.ts';

const place = { width: 1054, height: 660 };

test.each([
  [1, 4 / 3, 1],
  [2, 4 / 3, 2],
  [3, 4 / 3, 2],
  [6, 4 / 3, 3],
  [6, 16 / 9, 2],
  [4, 3.3, 1],
])('%i images of %d : 1 stand in %i columns', (count, aspect, columns) => {
  expect(compareColumns(count, aspect, place)).toBe(columns);
});
