import { expect, test, vi } from 'vitest';
import type { HostBridge } from '#shared/host/bridge.ts';
import { connectHost, type HostWindow } from './connectHost.ts';

function page(origin: string, hash: string, bridge?: HostBridge): HostWindow {
  return {
    location: { origin, hash, pathname: '/', search: '' },
    history: { replaceState: () => undefined },
    sessionStorage: { getItem: () => null, setItem: () => undefined },
    ...(bridge === undefined ? {} : { boxwrightHost: bridge }),
  };
}

test('prefers Electron’s bridge', async () => {
  const call = vi.fn<HostBridge['call']>(() => Promise.resolve({ ok: true, value: [] }));
  const { host: client, openDropped } = connectHost(
    page('app://boxwright', '', {
      call,
      cancel: () => undefined,
      onEvent: () => () => undefined,
      openDropped: () => Promise.resolve({ ok: true, value: { path: '/data' } }),
    }),
  );
  expect(await openDropped?.(new File([], 'data'))).toBe('/data');
  expect(await client.call('recents.list', {})).toEqual([]);
  expect(client.bytesUrl('id', 'lidar/a b#1.pcd')).toBe('app://boxwright/data/id/lidar/a%20b%231.pcd');
  expect(client.bytesHeaders).toEqual({});
});

test('uses the token of the address on loopback', () => {
  const { host: client, openDropped } = connectHost(page('http://127.0.0.1:5000', '#token=abc'));
  expect(openDropped).toBeUndefined();
  expect(client.bytesUrl('id', '车/1.pcd')).toBe('http://127.0.0.1:5000/data/id/%E8%BD%A6/1.pcd');
  expect(client.bytesHeaders).toEqual({ Authorization: 'Bearer abc' });
});

test('says what is wrong with an address without token', () => {
  expect(() => connectHost(page('http://127.0.0.1:5000', ''))).toThrow('lacks its token');
});

test('a host that does not answer is unreachable', async () => {
  // Port 9 (discard) is closed on any machine that runs tests.
  const { host: client } = connectHost(page('http://127.0.0.1:9', '#token=abc'));
  await expect(client.call('settings.get', {})).rejects.toMatchObject({ failure: { code: 'unreachable' } });
});
