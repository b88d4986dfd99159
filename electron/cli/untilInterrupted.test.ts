import { expect, test } from 'vitest';
import { InterruptedError, untilInterrupted } from './untilInterrupted.ts';

test('Ctrl+C ends the work where it looks for it, and no listener stays', async () => {
  const before = process.listenerCount('SIGINT');
  const steps: string[] = [];
  const work = untilInterrupted(async (signal) => {
    steps.push('first file');
    process.emit('SIGINT');
    await Promise.resolve();
    steps.push('written whole');
    signal.throwIfAborted();
    steps.push('second file');
  });
  await expect(work).rejects.toThrow(InterruptedError);
  expect(steps).toEqual(['first file', 'written whole']);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
