import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Scrubber } from './scrubber.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const asked: number[] = [];
  const arrive = new Map<number, () => void>();
  const scrubber = new Scrubber((index) => {
    asked.push(index);
    return new Promise((done) => arrive.set(index, done));
  });
  return { scrubber, asked, arrive };
}

describe('scrubbing', () => {
  test('of the frames that the pointer passes only the last is asked for once the one before has come', async () => {
    const { scrubber, asked, arrive } = setUp();
    for (const index of [1, 2, 3, 4]) scrubber.want(index);
    expect(asked).toEqual([1]);
    arrive.get(1)?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([1, 4]);
  });

  test('one that takes too long is given up', async () => {
    const { scrubber, asked } = setUp();
    scrubber.want(1);
    scrubber.want(2);
    await vi.advanceTimersByTimeAsync(250);
    expect(asked).toEqual([1, 2]);
  });

  test('when the pointer is let go, what is under it is asked for at once, and nothing after', async () => {
    const { scrubber, asked, arrive } = setUp();
    scrubber.want(1);
    scrubber.want(5);
    scrubber.end();
    expect(asked).toEqual([1, 5]);
    arrive.get(1)?.();
    arrive.get(5)?.();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([1, 5]);
  });

  test('back on the frame that is on its way, there is nothing left to go to', async () => {
    const { scrubber, asked } = setUp();
    scrubber.want(1);
    scrubber.want(2);
    scrubber.want(1);
    scrubber.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([1]);
  });
});
