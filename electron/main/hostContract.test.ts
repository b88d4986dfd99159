import { resolve } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FakeElectron, type FakeFrame } from '#electron/testing/fakeElectron.ts';
import { hostContractSuite } from '#electron/testing/hostContractSuite.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import { createBridgeTransport } from '#renderer/host/bridgeTransport.ts';
import { createHostClient } from '#shared/host/client.ts';
import type { HostClient, Menu } from '#shared/host/contract.ts';
import type { CallContext } from '#shared/host/services.ts';
import { registerIpc } from './ipc.ts';
import { ORIGIN, START_URL } from './origin.ts';
import { handleScheme } from './protocol.ts';

const grantDropped = (path: string) => Promise.resolve(path);

hostContractSuite('Electron’s channels', async (host, files) => {
  const electron = new FakeElectron();
  registerIpc(electron.ipcMain, host.services, { checkOutput: true, grantDropped });
  handleScheme(electron.protocol, files);
  onTestFinished(host.subscribe((event) => electron.sendToPages(event)));
  return {
    client: createHostClient(createBridgeTransport(electron.bridgeOf({ url: START_URL }), ORIGIN)),
    fetchBytes: (url, headers) => electron.fetch(url, headers),
  };
});

describe('sender check', () => {
  test.each<[string, FakeFrame, FakeFrame | undefined]>([
    ['a page of another origin', { url: 'https://example.org/' }, undefined],
    ['a page that only looks like ours', { url: 'app://boxwright.example.org/' }, undefined],
    ['a frame inside our page', { url: START_URL }, { url: START_URL }],
    ['a local file', { url: 'file:///tmp/page.html' }, undefined],
    ['a page made of data', { url: 'data:text/html,<script>1</script>' }, undefined],
    ['a blob of our own', { url: 'blob:app://boxwright/0f' }, undefined],
    ['an empty page', { url: 'about:blank' }, undefined],
    ['a data file shown as a page', { url: 'app://boxwright/data/id/evil.html' }, undefined],
    ['no address', { url: '' }, undefined],
  ])('refuses %s', async (_what, frame, mainFrame) => {
    const { host } = await createTestHost();
    const electron = new FakeElectron();
    registerIpc(electron.ipcMain, host.services, { grantDropped });
    const bridge = electron.bridgeOf(frame, mainFrame);
    const refused = { ok: false, error: { code: 'unauthorised' } };
    expect(await bridge.call('1', 'settings.get', {})).toMatchObject(refused);
    expect(await bridge.openDropped('/')).toMatchObject(refused);
  });

  test('refuses to cancel another page’s calls', async () => {
    const { host } = await createTestHost();
    const electron = new FakeElectron();
    let signal: AbortSignal | undefined;
    const services = {
      ...host.services,
      'settings.get': (_input: unknown, context: CallContext) => {
        ({ signal } = context);
        return host.services['settings.get']({}, context);
      },
    };
    registerIpc(electron.ipcMain, services, { grantDropped });
    const answer = electron.bridgeOf({ url: START_URL }).call('1', 'settings.get', {});
    electron.bridgeOf({ url: 'https://example.org/' }).cancel('1');
    expect(await answer).toMatchObject({ ok: true });
    expect(signal?.aborted).toBe(false);
  });

  test('refuses calls of the wrong shape', async () => {
    const { host } = await createTestHost();
    const electron = new FakeElectron();
    registerIpc(electron.ipcMain, host.services, { grantDropped });
    const bridge = electron.bridgeOf({ url: START_URL });
    expect(await bridge.call('1', 'process.exit', {})).toMatchObject({ error: { code: 'invalid-request' } });
    expect(await bridge.call('1', 'settings.change', { pointSize: 'big' })).toMatchObject({
      error: { code: 'invalid-request' },
    });
  });

  test('serves nothing under another host name of the scheme', async () => {
    const { host } = await createTestHost();
    const electron = new FakeElectron();
    handleScheme(electron.protocol, () => Promise.reject(new Error('asked for files')));
    expect((await electron.fetch('app://elsewhere/index.html', {})).status).toBe(404);
    await host.dispose();
  });
});

describe('menus', () => {
  const menus: Menu[] = [{ title: '编辑', items: [{ kind: 'separator' }] }];
  test('reach the shell', async () => {
    const showMenu = vi.fn<(shown: readonly Menu[]) => void>();
    const client = await connect({ showMenu });
    expect((await client.call('host.info', {})).capabilities.nativeMenu).toBe(true);
    await client.call('menu.set', { menus });
    expect(showMenu.mock.calls).toEqual([[menus]]);
  });

  test('are unsupported where there is no menu bar', async () => {
    const client = await connect({});
    expect((await client.call('host.info', {})).capabilities.nativeMenu).toBe(false);
    await expect(client.call('menu.set', { menus })).rejects.toMatchObject({
      failure: { code: 'unsupported' },
    });
  });
});

describe('a drop', () => {
  test('grants its folder', async () => {
    const path = resolve('/data/drive 车');
    expect(await drop(path)).toEqual({ ok: true, value: { path } });
  });

  test.each(['', 'drive', './drive', 'file:///data', undefined, null, 7, ['/data'], { path: '/data' }])(
    'of what is no file here (%j) is refused',
    async (path) => {
      const grant = vi.fn<(path: string) => Promise<string>>(grantDropped);
      expect(await drop(path, grant)).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(grant).not.toHaveBeenCalled();
    },
  );

  test('that is gone is told as data', async () => {
    const gone = Object.assign(new Error('gone'), { code: 'ENOENT' });
    expect(await drop(resolve('/gone'), () => Promise.reject(gone))).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'gone' },
    });
  });
});

/** What the page hears when a file with this path is dropped on it. */
async function drop(path: unknown, grant: (path: string) => Promise<string> = grantDropped) {
  const { host } = await createTestHost();
  const electron = new FakeElectron();
  registerIpc(electron.ipcMain, host.services, { grantDropped: grant });
  return electron.bridgeOf({ url: START_URL }).openDropped(path);
}

/** A page of a host with these dependencies. */
async function connect(overrides: Parameters<typeof createTestHost>[0]): Promise<HostClient> {
  const { host } = await createTestHost(overrides);
  const electron = new FakeElectron();
  registerIpc(electron.ipcMain, host.services, { checkOutput: true, grantDropped });
  return createHostClient(createBridgeTransport(electron.bridgeOf({ url: START_URL }), ORIGIN));
}
