import { expect, test } from 'vitest';
import { throttleProgress } from './throttleProgress.ts';

test('is silent at first and then speaks five times a second', () => {
  let nowMs = 1000;
  const told: [number, number][] = [];
  const progress = throttleProgress(
    () => nowMs,
    (count) => told.push([nowMs - 1000, count]),
  );
  for (let n = 0; n < 100; n += 1) {
    progress(n);
    nowMs += 10;
  }
  expect(told).toEqual([
    [300, 30],
    [500, 50],
    [700, 70],
    [900, 90],
  ]);
});
