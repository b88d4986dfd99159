import { expect, test, vi } from 'vitest';
import { shareSubscription } from './shareSubscription.ts';

test('one source serves all listeners and is closed with the last', () => {
  const close = vi.fn<() => void>();
  const listeners: ((event: string) => void)[] = [];
  const open = vi.fn<(listener: (event: string) => void) => () => void>((listener) => {
    listeners.push(listener);
    return close;
  });
  const subscribe = shareSubscription(open);
  const listener = vi.fn<(event: string) => void>();
  const stops = [subscribe(listener), subscribe(listener)];
  listeners[0]?.('first');
  expect(listener).toHaveBeenCalledTimes(2);
  stops[0]?.();
  stops[0]?.();
  listeners[0]?.('second');
  expect(listener).toHaveBeenCalledTimes(3);
  expect(close).not.toHaveBeenCalled();
  stops[1]?.();
  expect([open.mock.calls.length, close.mock.calls.length]).toEqual([1, 1]);
  subscribe(listener);
  expect(open).toHaveBeenCalledTimes(2);
});
