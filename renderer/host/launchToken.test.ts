import { expect, test, vi } from 'vitest';
import { takeLaunchToken, type TokenPlace } from './launchToken.ts';

function page(hash: string): TokenPlace & { stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    location: { hash, pathname: '/', search: '?x=1' },
    history: { replaceState: vi.fn<History['replaceState']>() },
    sessionStorage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
  };
}

test('the token leaves the address bar and survives a reload', () => {
  const first = page('#token=abc-_1');
  expect(takeLaunchToken(first)).toBe('abc-_1');
  expect(first.history.replaceState).toHaveBeenCalledWith(null, '', '/?x=1');
  const reloaded = page('');
  for (const [key, value] of first.stored) reloaded.stored.set(key, value);
  expect(takeLaunchToken(reloaded)).toBe('abc-_1');
  expect(reloaded.history.replaceState).not.toHaveBeenCalled();
});

test('a new token wins over the one of an earlier start', () => {
  const restarted = page('#token=new');
  restarted.stored.set('boxwright.token', 'old');
  expect(takeLaunchToken(restarted)).toBe('new');
});

test('without a token there is none', () => {
  expect(takeLaunchToken(page('#elsewhere'))).toBeUndefined();
});
