import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameLoop } from './frameLoop.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('is dirty at first, and clean once taken', () => {
  const loop = new FrameLoop(vi.fn<() => void>(), vi.fn<() => void>());
  expect([loop.take(), loop.take()]).toEqual(['scene', 'nothing']);
});

test('the overlay alone does not draw the scene, but the scene wins', () => {
  const invalidate = vi.fn<() => void>();
  const loop = new FrameLoop(invalidate, vi.fn<() => void>());
  loop.take();
  loop.mark('overlay');
  expect(loop.take()).toBe('overlay');
  loop.mark('scene');
  loop.mark('overlay');
  expect(loop.take()).toBe('scene');
  expect(invalidate).toHaveBeenCalledTimes(3);
});

test('the camera rests 150 ms after its last move, once', () => {
  const onRest = vi.fn<() => void>();
  const loop = new FrameLoop(vi.fn<() => void>(), onRest);
  loop.markMoving();
  vi.advanceTimersByTime(100);
  loop.markMoving();
  vi.advanceTimersByTime(100);
  expect([loop.isMoving, onRest.mock.calls.length]).toEqual([true, 0]);
  vi.advanceTimersByTime(1000);
  expect([loop.isMoving, onRest.mock.calls.length]).toEqual([false, 1]);
});

test('nothing happens after it is disposed', () => {
  const onRest = vi.fn<() => void>();
  const loop = new FrameLoop(vi.fn<() => void>(), onRest);
  loop.markMoving();
  loop.dispose();
  vi.runAllTimers();
  expect(onRest).not.toHaveBeenCalled();
});
