import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/host/defaultSettings.ts';
import { useAppStore, type Connection } from '#renderer/state/appStore.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { changePanelWidth, KEEP_DELAY_MS } from './panelLayout.ts';

const call = vi.fn<(method: string, input: object) => Promise<object>>(() => Promise.resolve({}));

beforeEach(() => {
  vi.useFakeTimers();
  call.mockClear();
  usePreferences.setState({ ...DEFAULT_SETTINGS, layout: { other: 7 } });
  // Only the host's `call` is used.
  useAppStore.setState({ connection: { host: { call } } as unknown as Connection });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a width shows at once and is kept when it has come to rest', () => {
  changePanelWidth('cameras', 308);
  changePanelWidth('cameras', 316);
  expect(usePreferences.getState().layout).toEqual({ other: 7, cameras: 316 });
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(KEEP_DELAY_MS);
  expect(call.mock.calls).toEqual([['settings.change', { layout: { other: 7, cameras: 316 } }]]);
});

test('without a width the usual one is back', () => {
  changePanelWidth('side', 400);
  changePanelWidth('side', undefined);
  vi.advanceTimersByTime(KEEP_DELAY_MS);
  expect(call.mock.calls).toEqual([['settings.change', { layout: { other: 7 } }]]);
});
