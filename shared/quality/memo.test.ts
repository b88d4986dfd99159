import { expect, test } from 'vitest';
import { Memo } from './memo.ts';

test('computes anew only when something that it looks at is another', () => {
  const memo = new Memo<object, number>();
  const [key, other, part] = [{}, {}, {}];
  let computed = 0;
  const ask = (of: object, inputs: readonly unknown[]): number => memo.recall(of, inputs, () => ++computed);
  expect([ask(key, [part, 1]), ask(key, [part, 1])]).toEqual([1, 1]);
  expect(ask(other, [part, 1])).toBe(2);
  expect(ask(key, [part, Number.NaN])).toBe(3);
  expect(ask(key, [part, Number.NaN])).toBe(3);
  expect(ask(key, [{}, Number.NaN])).toBe(4);
  expect(ask(key, [part])).toBe(5);
});
