import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import { CHANNELS } from '#shared/host/bridge.ts';
import type { Host } from '#electron/services/hostServices.ts';
import { uiFolder } from '#electron/services/appFiles.ts';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createUiFiles } from '#electron/services/uiFiles.ts';
import { lookAfterPage, pickFolder, sayNotThere } from './dialogs.ts';
import { hardenApp, hardenContents, hardenSession } from './hardening.ts';
import { registerIpc } from './ipc.ts';
import { keepWindowState } from './keepWindowState.ts';
import { firstMenuTemplate, menuTemplate } from './menu.ts';
import { namedPath } from './namedPath.ts';
import { collectOpenRequests, handOver, type OpenRequests } from './openRequests.ts';
import { handleScheme, registerScheme } from './protocol.ts';
import {
  chromiumFolder,
  createShellHost,
  grantFolder,
  lastFolder,
  settings,
  windowFile,
} from './shellHost.ts';
import { shellTexts } from './texts.ts';
import { openWindow } from './window.ts';

/** The composition root of the Electron shell: builds the host, opens the window, wires the two together. */

const PRELOAD = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));
const isMac = process.platform === 'darwin';
const hasAskedForDevTools = process.env['BOXWRIGHT_DEVTOOLS'] === '1';
let texts = shellTexts('en', []);

async function readTexts(): Promise<void> {
  texts = shellTexts((await settings.get()).language, app.getPreferredSystemLanguages());
}

async function buildHost(startFolder: string | undefined): Promise<Host> {
  const runCommand = (command: string) => host.emit({ type: 'command.requested', command });
  const host = await createShellHost({
    startFolder,
    pickFolder: async () => pickFolder(texts, await lastFolder()),
    reveal: (path) => shell.showItemInFolder(path),
    showMenu: (menus) => {
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(menus, { isMac, run: runCommand })));
      // The page sends its menus anew when its language changes.
      void readTexts();
    },
  });
  return host;
}

function connect(host: Host, onListening: () => void): void {
  const uiFile = createUiFiles(nodeFileSystem, uiFolder());
  handleScheme(protocol, createFileRoutes({ fileSystem: nodeFileSystem, dataFile: host.dataFile, uiFile }));
  registerIpc(ipcMain, host.services, {
    grantDropped: grantFolder,
    onListening,
    onInternalError: (method, error) => log(`${method}: ${String(error)}`),
  });
  host.subscribe((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(CHANNELS.event, event);
  });
}

async function openMainWindow(host: Host, requests: OpenRequests): Promise<BrowserWindow> {
  const hasDevTools = !app.isPackaged || hasAskedForDevTools;
  const window = openWindow({ preload: PRELOAD, state: await windowFile.read(), hasDevTools });
  lookAfterPage(
    window,
    () => texts,
    () => app.quit(),
  );
  // A page that is loaded anew hears nothing until it listens again.
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) requests.pause();
  });
  const settled = keepWindowState(window, (state) => windowFile.change(() => state));
  app.once('will-quit', (event) => {
    // The window's place is still being written, and others are told that we go; `once`, so that the second time it is
    // let go.
    event.preventDefault();
    void Promise.allSettled([settled(), host.dispose()]).then(() => app.quit());
  });
  if (hasAskedForDevTools) window.webContents.openDevTools();
  return window;
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

async function run(): Promise<void> {
  app.setPath('userData', chromiumFolder);
  const named = namedPath(process.argv, process.cwd(), app.isPackaged);
  if (!app.requestSingleInstanceLock(handOver(named))) return app.quit();
  const requests = collectOpenRequests(app, showWindow);
  registerScheme(protocol);
  hardenApp(app);
  hardenContents(app, (link) => void shell.openExternal(link).catch(log));
  await app.whenReady();
  await readTexts();
  hardenSession(session.defaultSession);
  Menu.setApplicationMenu(toMenu(firstMenuTemplate(isMac)));
  const wanted = requests.take() ?? named;
  const startFolder = wanted === undefined ? undefined : await grantFolder(wanted).catch(() => undefined);
  const host = await buildHost(startFolder);
  const open = (path: string) =>
    grantFolder(path).then(
      (folder) => host.emit({ type: 'open.requested', path: folder }),
      () => sayNotThere(BrowserWindow.getAllWindows()[0], texts, path),
    );
  connect(host, () => requests.listen((path) => void open(path)));
  app.on('window-all-closed', () => app.quit());
  app.on('quit', () => void host.dispose());
  const window = await openMainWindow(host, requests);
  if (wanted !== undefined && startFolder === undefined) await sayNotThere(window, texts, wanted);
}

function log(trouble: unknown): void {
  process.stderr.write(`${String(trouble)}\n`);
}

function toMenu(template: ReturnType<typeof firstMenuTemplate>): Menu | null {
  return template === undefined ? null : Menu.buildFromTemplate(template);
}

// Not awaited: Electron does not become ready before this module has been evaluated.
run().catch((error: unknown) => {
  dialog.showErrorBox('Boxwright cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
});
