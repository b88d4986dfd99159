import { describe, expect, onTestFinished, test } from 'vitest';
import { FakeElectron, type FakeFrame } from '#electron/testing/fakeElectron.ts';
import { hostContractSuite } from '#electron/testing/hostContractSuite.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import { createBridgeTransport } from '#renderer/host/bridgeTransport.ts';
import { createHostClient } from '#shared/host/client.ts';
import { registerIpc } from './ipc.ts';
import { ORIGIN, START_URL } from './origin.ts';
import { handleScheme } from './protocol.ts';

hostContractSuite('Electron’s channels', async (host, files) => {
  const electron = new FakeElectron();
  registerIpc(electron.ipcMain, host.services, { checkOutput: true });
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
  ])('refuses %s', async (_what, frame, mainFrame) => {
    const { host } = await createTestHost();
    const electron = new FakeElectron();
    registerIpc(electron.ipcMain, host.services, {});
    const answer = await electron.bridgeOf(frame, mainFrame).call('1', 'settings.get', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
  });

  test('refuses calls of the wrong shape', async () => {
    const { host } = await createTestHost();
    const electron = new FakeElectron();
    registerIpc(electron.ipcMain, host.services, {});
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
    host.dispose();
  });
});
