import { expect, test } from 'vitest';
import { sampleIndices } from './sample.ts';

test('all indices of a short list, in order', () => {
  expect([...sampleIndices(3, 5)]).toEqual([0, 1, 2]);
  expect([...sampleIndices(0, 5)]).toEqual([]);
});

test('one of each stretch of a long list, none in step with another', () => {
  const sample = sampleIndices(100_000, 1000);
  expect(sample).toHaveLength(1000);
  sample.forEach((index, i) => expect(Math.floor(index / 100)).toBe(i));
  const rings = new Array<number>(10).fill(0);
  for (const index of sample) rings[index % 10]!++;
  expect(Math.min(...rings)).toBeGreaterThan(60);
  expect(Math.max(...rings)).toBeLessThan(140);
});
