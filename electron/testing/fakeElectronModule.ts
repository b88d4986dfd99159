import { EventEmitter, once } from 'node:events';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import { vi } from 'vitest';
import { FakeElectron } from './fakeElectron.ts';

/** An event that can be prevented, with what Electron puts on it. */
export function fakeEvent<Details extends object>(details: Details = {} as Details) {
  return { preventDefault: vi.fn<() => void>(), ...details };
}

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly #send: (event: unknown) => void;
  reload = vi.fn<() => void>();
  openDevTools = vi.fn<() => void>();
  setWebRTCIPHandlingPolicy = vi.fn<(policy: string) => void>();

  constructor(send: (event: unknown) => void) {
    super();
    this.#send = send;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  send(_channel: string, event: unknown): void {
    this.#send(event);
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents: FakeContents;
  readonly options: BrowserWindowConstructorOptions;
  isGone = false;
  show = vi.fn<() => void>();
  focus = vi.fn<() => void>();
  restore = vi.fn<() => void>();
  maximize = vi.fn<() => void>();
  loadURL = vi.fn<(url: string) => Promise<void>>(() => Promise.resolve());
  isMinimized = () => true;
  isMaximized = () => false;
  isFullScreen = () => false;
  isDestroyed = () => this.isGone;
  getNormalBounds = () => ({ x: 5, y: 50, width: 900, height: 700 });

  constructor(options: BrowserWindowConstructorOptions, contents: FakeContents) {
    super();
    this.options = options;
    this.webContents = contents;
  }
}

type RequestListener = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;

/** The whole of Electron as the shell imports it, without a window: what was asked of it can be looked at. */
export function fakeElectronModule() {
  const electron = new FakeElectron();
  const windows: FakeWindow[] = [];
  /** The steps whose order matters. */
  const steps: string[] = [];
  let onBeforeRequest: RequestListener | undefined;
  const readiness = new EventEmitter();
  const ready = once(readiness, 'ready');

  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    setPath: vi.fn<(name: string, path: string) => void>(),
    requestSingleInstanceLock: vi.fn<(data: unknown) => boolean>(() => true),
    enableSandbox: () => void steps.push('sandbox'),
    commandLine: { appendSwitch: vi.fn<(name: string, value: string) => void>() },
    getPreferredSystemLanguages: () => ['en-GB'],
    whenReady: () => ready.then(() => void steps.push('ready')),
    quit: vi.fn<() => void>(),
    exit: vi.fn<(code: number) => void>(),
  });
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn<(handler: PermissionHandler) => void>(),
    setPermissionCheckHandler: vi.fn<(handler: (contents: unknown, permission: string) => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
    setSpellCheckerEnabled: vi.fn<(isEnabled: boolean) => void>(),
    webRequest: { onBeforeRequest: (listener: RequestListener) => void (onBeforeRequest = listener) },
  });
  const BrowserWindow = Object.assign(
    function BrowserWindow(options: BrowserWindowConstructorOptions) {
      steps.push('window');
      const contents = new FakeContents((event) => electron.sendToPages(event));
      app.emit('web-contents-created', {}, contents);
      const window = new FakeWindow(options, contents);
      windows.push(window);
      return window;
    },
    { getAllWindows: () => windows, getFocusedWindow: () => windows[0] ?? null },
  );
  const work = { x: 0, y: 0, width: 1920, height: 1040 };
  const module = {
    app,
    BrowserWindow,
    dialog: {
      showOpenDialog: vi.fn<(...args: unknown[]) => Promise<{ canceled: boolean; filePaths: string[] }>>(() =>
        Promise.resolve({ canceled: true, filePaths: [] }),
      ),
      showMessageBox: vi.fn<(...args: unknown[]) => Promise<{ response: number }>>(() =>
        Promise.resolve({ response: 0 }),
      ),
      showMessageBoxSync: vi.fn<(...args: unknown[]) => number>(() => 0),
      showErrorBox: vi.fn<(title: string, content: string) => void>(),
    },
    ipcMain: electron.ipcMain,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: vi.fn<(menu: MenuItemConstructorOptions[] | null) => void>(),
    },
    protocol: {
      ...electron.protocol,
      registerSchemesAsPrivileged: (schemes: { scheme: string }[]) =>
        void steps.push(`scheme ${schemes.map(({ scheme }) => scheme).join()}`),
    },
    screen: { getPrimaryDisplay: () => ({ workArea: work }), getAllDisplays: () => [{ workArea: work }] },
    session: { defaultSession: session },
    shell: {
      openExternal: vi.fn<(link: string) => Promise<void>>(() => Promise.resolve()),
      showItemInFolder: vi.fn<(path: string) => void>(),
    },
  };
  return {
    module,
    electron,
    windows,
    steps,
    becomeReady: () => void readiness.emit('ready'),
    /** Whether a request of the page goes through. */
    isLetThrough: (url: string): boolean => {
      let isCancelled: boolean | undefined;
      onBeforeRequest?.({ url }, ({ cancel }) => (isCancelled = cancel === true));
      return isCancelled === false;
    },
  };
}

type PermissionHandler = (
  contents: unknown,
  permission: string,
  answer: (isAllowed: boolean) => void,
) => void;
