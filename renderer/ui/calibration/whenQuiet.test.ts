import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenQuiet } from './whenQuiet.ts';

const run = vi.fn<() => void>();
let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  run.mockReset();
  page = new EventTarget();
  vi.stubGlobal('window', page);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A key is pressed every second for so many seconds. */
function work(seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    page.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(1000);
  }
}

test('waits for a pause of the person', () => {
  whenQuiet(run, { pause: 3000, atMost: 20_000 });
  work(5);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2000);
  expect(run).toHaveBeenCalledOnce();
  work(30);
  expect(run).toHaveBeenCalledOnce();
});

test('does not wait for ever', () => {
  whenQuiet(run, { pause: 3000, atMost: 20_000 });
  work(20);
  expect(run).toHaveBeenCalledOnce();
});

test('can be called off', () => {
  whenQuiet(run, { pause: 3000, atMost: 20_000 })();
  vi.advanceTimersByTime(60_000);
  expect(run).not.toHaveBeenCalled();
});
