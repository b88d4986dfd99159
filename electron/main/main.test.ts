import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeElectronModule, fakeEvent } from '#electron/testing/fakeElectronModule.ts';
import { writeSmallScene } from '#electron/testing/smallScene.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { createBridgeTransport } from '#renderer/host/bridgeTransport.ts';
import { createHostClient } from '#shared/host/client.ts';
import type { HostEvent } from '#shared/host/contract.ts';
import { ORIGIN, START_URL } from './origin.ts';

interface StartOptions {
  /** What the command line names; a path inside the folder of this test. */
  readonly named?: string;
  readonly isFirst?: boolean;
  /** False: the page is still loading. */
  readonly isPageListening?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly beforeReady?: (
    fake: ReturnType<typeof fakeElectronModule>,
    folder: string,
  ) => Promise<void> | void;
}

/** Starts the whole shell with Electron replaced, up to its open window. */
async function startApp({
  named,
  isFirst = true,
  isPageListening = true,
  env = {},
  beforeReady,
}: StartOptions = {}) {
  const folder = await temporaryFolder();
  const home = join(folder, 'home');
  const scene = join(folder, 'scene 车');
  for (const path of [home, scene]) await mkdir(path);
  await writeSmallScene(scene);
  for (const [name, value] of Object.entries({ BOXWRIGHT_HOME: home, ...env })) vi.stubEnv(name, value);
  const { argv } = process;
  process.argv = ['boxwright', '--no-sandbox', ...(named === undefined ? [] : [join(folder, named)])];
  onTestFinished(() => {
    process.argv = argv;
    vi.unstubAllEnvs();
    vi.doUnmock('electron');
  });
  const fake = fakeElectronModule();
  const { app } = fake.module;
  app.requestSingleInstanceLock.mockReturnValue(isFirst);
  onTestFinished(() => void app.emit('quit'));
  vi.resetModules();
  vi.doMock('electron', () => fake.module);
  await import('./main.ts');
  await beforeReady?.(fake, folder);
  fake.becomeReady();
  if (isFirst) await vi.waitUntil(() => fake.windows.length === 1);
  const client = createHostClient(createBridgeTransport(fake.electron.bridgeOf({ url: START_URL }), ORIGIN));
  const events: HostEvent[] = [];
  if (isPageListening) client.subscribe((event) => events.push(event));
  const window = () => {
    const [opened] = fake.windows;
    if (opened === undefined) throw new Error('no window was opened');
    return opened;
  };
  return { ...fake, ...fake.module, window, folder, home, scene, client, events };
}

describe('the app starts', () => {
  test('hardened before it is ready, and then opens its page', async () => {
    const { steps, window, app, Menu } = await startApp();
    expect(steps).toEqual(['scheme app', 'sandbox', 'ready', 'window']);
    expect(window().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
    expect(window().options.webPreferences?.preload).toMatch(/preload\.cjs$/);
    expect(window().loadURL).toHaveBeenCalledWith(START_URL);
    expect(app.commandLine.appendSwitch).toHaveBeenCalledWith('host-resolver-rules', 'MAP * ~NOTFOUND');
    // Electron's own menu would have developer tools and reloading.
    expect(Menu.setApplicationMenu).toHaveBeenCalled();
    window().emit('ready-to-show');
    expect(window().show).toHaveBeenCalled();
  });

  test('with developer tools where they are asked for', async () => {
    const { window } = await startApp({ env: { BOXWRIGHT_DEVTOOLS: '1' } });
    expect(window().options.webPreferences?.devTools).toBe(true);
    expect(window().webContents.openDevTools).toHaveBeenCalled();
  });

  test('with the folder of the command line', async () => {
    const { client, scene } = await startApp({ named: 'scene 车' });
    expect((await client.call('host.info', {})).startFolder).toBe(scene);
  });

  test('with the folder that macOS names before it is ready', async () => {
    const event = fakeEvent();
    const { client, scene } = await startApp({
      beforeReady: ({ module }, folder) => void module.app.emit('open-file', event, join(folder, 'scene 车')),
    });
    expect((await client.call('host.info', {})).startFolder).toBe(scene);
    expect(event.preventDefault).toHaveBeenCalled();
  });

  test('and says so when the folder is not there', async () => {
    const { dialog, window, client, folder } = await startApp({ named: 'nothing' });
    await vi.waitFor(() => expect(dialog.showMessageBox).toHaveBeenCalledOnce());
    expect(dialog.showMessageBox.mock.calls[0]).toEqual([
      window(),
      expect.objectContaining({ detail: expect.stringContaining(join(folder, 'nothing')) as string }),
    ]);
    expect((await client.call('host.info', {})).startFolder).not.toContain('nothing');
  });

  test('only once: a second start hands its folder over and ends', async () => {
    const { app, windows, folder } = await startApp({ named: 'scene 车', isFirst: false });
    expect(app.requestSingleInstanceLock).toHaveBeenCalledWith({ path: join(folder, 'scene 车') });
    expect(app.quit).toHaveBeenCalled();
    expect(windows).toEqual([]);
  });
});

describe('another start of the program', () => {
  test('brings the window to the front and opens its folder', async () => {
    const { app, window, events, scene, client } = await startApp();
    app.emit('second-instance', {}, [], '/', { path: scene });
    expect(window().restore).toHaveBeenCalled();
    expect(window().focus).toHaveBeenCalled();
    await vi.waitFor(() => expect(events).toEqual([{ type: 'open.requested', path: scene }]));
    // It was granted: whether it opens is for the services to say.
    await expect(client.call('folders.list', { path: scene })).resolves.toMatchObject({ path: scene });
  });

  test('before the page listens waits for it, and again while it is loaded anew', async () => {
    const { app, window, events, scene, home, client } = await startApp({ isPageListening: false });
    const ask = async (path: string) => {
      app.emit('second-instance', {}, [], '/', { path });
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await ask(home);
    await ask(scene);
    const stop = client.subscribe((event) => events.push(event));
    await vi.waitFor(() => expect(events).toEqual([{ type: 'open.requested', path: scene }]));
    stop();
    const { webContents } = window();
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    webContents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    await ask(home);
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    await ask(scene);
    events.length = 0;
    client.subscribe((event) => events.push(event));
    // What was sent while nobody listened is gone with the page that it was sent to.
    await vi.waitFor(() => expect(events).toEqual([{ type: 'open.requested', path: scene }]));
  });

  test.each([undefined, null, 'x', {}, { path: 7 }])('without a folder (%j) opens none', async (data) => {
    const { app, window, events, dialog } = await startApp();
    app.emit('second-instance', {}, [], '/', data);
    expect(window().focus).toHaveBeenCalled();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([events, dialog.showMessageBox.mock.calls]).toEqual([[], []]);
  });

  test('with a folder that is not there is told so', async () => {
    const { app, events, dialog, folder } = await startApp();
    app.emit('second-instance', {}, [], '/', { path: join(folder, 'nothing') });
    await vi.waitFor(() => expect(dialog.showMessageBox).toHaveBeenCalledOnce());
    expect(events).toEqual([]);
  });
});

describe('the menu', () => {
  test('is the page’s, and a click runs its command', async () => {
    const { client, events, Menu } = await startApp();
    expect((await client.call('host.info', {})).capabilities.nativeMenu).toBe(true);
    const undo = {
      kind: 'command',
      command: 'edit.undo',
      title: '撤销',
      keys: 'Ctrl+Z',
      enabled: true,
    } as const;
    await client.call('menu.set', { menus: [{ title: '编辑', items: [undo] }] });
    const bar = Menu.setApplicationMenu.mock.lastCall?.[0] ?? [];
    const items = bar.find(({ label }) => label === '编辑')?.submenu as MenuItemConstructorOptions[];
    (items[0]?.click as (() => void) | undefined)?.();
    expect(events).toEqual([{ type: 'command.requested', command: 'edit.undo' }]);
  });
});

describe('the page', () => {
  test('gets no permission but to copy', async () => {
    const { session } = await startApp();
    const { defaultSession } = session;
    const answer = vi.fn<(isAllowed: boolean) => void>();
    defaultSession.setPermissionRequestHandler.mock.lastCall?.[0]({}, 'media', answer);
    expect(answer.mock.calls).toEqual([[false]]);
    const check = defaultSession.setPermissionCheckHandler.mock.lastCall?.[0];
    expect(['media', 'clipboard-read', 'clipboard-sanitized-write'].map((name) => check?.({}, name))).toEqual(
      [false, false, true],
    );
    expect(defaultSession.setDevicePermissionHandler.mock.lastCall?.[0]()).toBe(false);
    const download = fakeEvent();
    defaultSession.emit('will-download', download);
    expect(download.preventDefault).toHaveBeenCalled();
  });

  test('reaches no network', async () => {
    const { isLetThrough } = await startApp();
    expect(isLetThrough(`${ORIGIN}/data/id/lidar/1.pcd`)).toBe(true);
    const elsewhere = [
      'http://127.0.0.1:8080/',
      'https://example.org/',
      'wss://example.org/',
      'file:///etc/passwd',
    ];
    expect(elsewhere.filter((url) => isLetThrough(url))).toEqual([]);
  });

  test('does not become another page', async () => {
    const { webContents } = (await startApp()).window();
    const navigation = fakeEvent({ url: 'https://example.org/', isMainFrame: true });
    webContents.emit('will-navigate', navigation);
    expect(navigation.preventDefault).toHaveBeenCalledOnce();
  });

  test('opens no window; a link of the project goes to the person’s browser', async () => {
    const { window, shell } = await startApp();
    const open = (url: string) => window().webContents.openHandler?.({ url });
    expect(open('https://example.org/')).toEqual({ action: 'deny' });
    expect(open('https://github.com/boxwright/boxwright/issues')).toEqual({ action: 'deny' });
    expect(shell.openExternal.mock.calls).toEqual([['https://github.com/boxwright/boxwright/issues']]);
  });

  test('is reloaded when its process died and the person wants it', async () => {
    const { window, dialog, app } = await startApp();
    const { webContents } = window();
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
    webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await vi.waitFor(() => expect(webContents.reload).toHaveBeenCalledOnce());
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    webContents.emit('render-process-gone', {}, { reason: 'oom' });
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalled());
    expect(webContents.reload).toHaveBeenCalledOnce();
  });

  test('with unsaved edits is left only when the person says so', async () => {
    const { window, dialog } = await startApp();
    const close = fakeEvent();
    window().webContents.emit('will-prevent-unload', close);
    expect(close.preventDefault).not.toHaveBeenCalled();
    dialog.showMessageBoxSync.mockReturnValueOnce(1);
    window().webContents.emit('will-prevent-unload', close);
    expect(close.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('folders', () => {
  test('are picked in front of the window, beside the last one', async () => {
    const { client, dialog, window, folder, home, scene } = await startApp();
    const recent = { path: scene, name: 'scene', layout: 'sustechpoints', frames: 3, openedAt: 1 };
    await writeFile(join(home, 'recents.json'), JSON.stringify([recent]));
    expect(await client.call('folders.pick', {})).toEqual({});
    expect(dialog.showOpenDialog.mock.lastCall).toEqual([
      window(),
      expect.objectContaining({ title: 'Open folder', defaultPath: folder }),
    ]);
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [scene] });
    expect(await client.call('folders.pick', {})).toEqual({ path: scene });
  });

  test('that are dropped may be opened', async () => {
    const { electron, client, scene } = await startApp();
    await expect(client.call('folders.list', { path: scene })).rejects.toMatchObject({
      failure: { code: 'denied' },
    });
    const bridge = electron.bridgeOf({ url: START_URL });
    expect(await bridge.openDropped(scene)).toEqual({ ok: true, value: { path: scene } });
    await expect(client.call('folders.list', { path: scene })).resolves.toMatchObject({ path: scene });
  });
});

describe('the window', () => {
  test('opens as it was left, and its place is written before the program ends', async () => {
    const { window, app, home } = await startApp({
      beforeReady: (_fake, folder) =>
        writeFile(
          join(folder, 'home', 'window.json'),
          JSON.stringify({ bounds: { x: 9, y: 8, width: 1000, height: 800 }, isMaximized: true }),
        ),
    });
    expect(window().options).toMatchObject({ x: 9, y: 8, width: 1000, height: 800 });
    expect(window().options).not.toHaveProperty('fullscreen');
    window().emit('ready-to-show');
    expect(window().maximize).toHaveBeenCalled();
    window().emit('close');
    const quit = fakeEvent();
    app.emit('will-quit', quit);
    expect(quit.preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalled());
    const kept: unknown = JSON.parse(await readFile(join(home, 'window.json'), 'utf8'));
    expect(kept).toEqual({ bounds: window().getNormalBounds(), isMaximized: false, isFullScreen: false });
    app.emit('will-quit', quit);
    expect(quit.preventDefault).toHaveBeenCalledOnce();
  });
});
