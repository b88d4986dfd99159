import { expect, test } from 'vitest';
import { progressBar, progressLines, type OnProgress } from './progress.ts';

/** What is written when a hundred frames take a second each, or as long as is said. */
function written(
  start: (write: (text: string) => void, nowMs: () => number) => OnProgress,
  msEach = 1000,
): string[] {
  const texts: string[] = [];
  let nowMs = 0;
  const onProgress = start(
    (text) => texts.push(text),
    () => nowMs,
  );
  for (let done = 1; done <= 100; done += 1) {
    nowMs += msEach;
    onProgress(done, 100);
  }
  return texts;
}

test('on a terminal it is a bar that is wiped in the end', () => {
  const texts = written(progressBar);
  expect(texts).toHaveLength(100);
  expect(texts[49]).toBe('\r50 of 100 frames [############------------]');
  expect(texts[99]).toMatch(/^\r +\r$/);
  expect(texts[99]!.trim()).toBe('');
  expect(written(progressBar, 10).length).toBeLessThan(13);
});

test('elsewhere it is a line now and then, or a JSON text in a line, and nothing of what is soon over', () => {
  expect(written((write, nowMs) => progressLines(write, nowMs, false)).slice(0, 2)).toEqual([
    '5 of 100 frames\n',
    '10 of 100 frames\n',
  ]);
  const lines = written((write, nowMs) => progressLines(write, nowMs, true));
  expect(lines).toHaveLength(19);
  expect(JSON.parse(lines[18]!)).toEqual({ progress: { done: 95, total: 100 } });
  expect(written((write, nowMs) => progressLines(write, nowMs, true), 40)).toEqual([]);
});
