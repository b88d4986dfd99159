import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { CHANNELS, type HostBridge } from '#shared/host/bridge.ts';

/** What the preload hands to the page, with Electron replaced. */
async function exposed() {
  const ipcRenderer = Object.assign(new EventEmitter(), {
    invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>(() => Promise.resolve('answer')),
    send: vi.fn<(...args: unknown[]) => void>(),
  });
  const worlds: [name: string, bridge: HostBridge][] = [];
  const getPathForFile = vi.fn<(file: unknown) => string>(() => '/data/drive');
  vi.resetModules();
  vi.doMock('electron', () => ({
    ipcRenderer,
    webUtils: { getPathForFile },
    contextBridge: {
      exposeInMainWorld: (name: string, bridge: HostBridge) => void worlds.push([name, bridge]),
    },
  }));
  await import('./preload.ts');
  vi.doUnmock('electron');
  const [[name, bridge] = ['', undefined]] = worlds;
  if (bridge === undefined) throw new Error('nothing was exposed');
  return { name, bridge, worlds, ipcRenderer, getPathForFile };
}

test('the page gets four functions and nothing else', async () => {
  const { name, bridge, worlds } = await exposed();
  expect([worlds.length, name]).toEqual([1, 'boxwrightHost']);
  expect(Object.keys(bridge).sort()).toEqual(['call', 'cancel', 'onEvent', 'openDropped']);
});

test('calls go through one channel', async () => {
  const { bridge, ipcRenderer } = await exposed();
  expect(await bridge.call('1', 'settings.get', {})).toBe('answer');
  bridge.cancel('1');
  expect(ipcRenderer.invoke.mock.calls).toEqual([[CHANNELS.call, '1', 'settings.get', {}]]);
  expect(ipcRenderer.send.mock.calls).toEqual([[CHANNELS.cancel, '1']]);
});

test('the page sees no event of Electron', async () => {
  const { bridge, ipcRenderer } = await exposed();
  const listener = vi.fn<(event: unknown) => void>();
  const stop = bridge.onEvent(listener);
  expect(ipcRenderer.send.mock.calls).toEqual([[CHANNELS.listening]]);
  ipcRenderer.emit(CHANNELS.event, { sender: 'ipcRenderer' }, { type: 'open.requested' });
  stop();
  ipcRenderer.emit(CHANNELS.event, { sender: 'ipcRenderer' }, { type: 'open.requested' });
  expect(listener.mock.calls).toEqual([[{ type: 'open.requested' }]]);
});

test('the path of a dropped file goes to the host and not to the page', async () => {
  const { bridge, ipcRenderer, getPathForFile } = await exposed();
  const file = {};
  expect(await bridge.openDropped(file)).toBe('answer');
  expect(getPathForFile).toHaveBeenCalledWith(file);
  expect(ipcRenderer.invoke.mock.calls).toEqual([[CHANNELS.dropped, '/data/drive']]);
});
