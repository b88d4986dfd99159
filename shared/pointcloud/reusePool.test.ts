import { expect, test } from 'vitest';
import { ReusePool } from './reusePool.ts';

function pool(mostFreeBytes: number): ReusePool<ArrayBuffer> {
  return new ReusePool((bytes) => new ArrayBuffer(bytes), mostFreeBytes);
}

const MB = 2 ** 20;

test('the smallest that suffices is used again, and never twice at once', () => {
  const buffers = pool(100 * MB);
  const [small, large] = [buffers.take(3 * MB), buffers.take(4 * MB)];
  buffers.give(large);
  buffers.give(small);
  expect(buffers.freeBytes).toBe(7 * MB);
  expect(buffers.take(2 * MB)).toBe(small);
  expect(buffers.take(2 * MB)).toBe(large);
  expect(buffers.take(2 * MB).byteLength).toBe(2 * MB);
});

test('a small frame does not get the memory of a large one', () => {
  const buffers = pool(100 * MB);
  const large = buffers.take(50 * MB);
  buffers.give(large);
  expect(buffers.take(10 * MB)).not.toBe(large);
});

test('what nobody uses stays within the limit, oldest let go first', () => {
  const buffers = pool(6 * MB);
  const [first, second, third] = [buffers.take(3 * MB), buffers.take(2 * MB), buffers.take(4 * MB)];
  buffers.give(first);
  buffers.give(second);
  buffers.give(third);
  expect(buffers.freeBytes).toBe(6 * MB);
  expect(buffers.take(2 * MB)).toBe(second);
  expect(buffers.take(4 * MB)).toBe(third);
  buffers.give(new ArrayBuffer(7 * MB));
  expect(buffers.freeBytes).toBe(0);
});
