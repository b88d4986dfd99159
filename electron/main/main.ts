import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell } from 'electron';
import { CHANNELS } from '#shared/host/bridge.ts';
import { programVersion, sampleSource, uiFolder } from '#electron/services/appFiles.ts';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost, type Host } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createRecents } from '#electron/services/recents.ts';
import { createUiFiles } from '#electron/services/uiFiles.ts';
import { userFolders } from '#electron/services/userFolders.ts';
import { folderArgument } from './folderArgument.ts';
import { denyPermissions, hardenContents } from './hardening.ts';
import { registerIpc } from './ipc.ts';
import { handleScheme, registerScheme } from './protocol.ts';
import { openWindow } from './window.ts';

/** The composition root of the Electron shell: builds the host, opens the window, wires the two together. */

const PRELOAD = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));
const folders = userFolders(process.platform, homedir(), process.env);
const roots = new GrantedRoots(nodeFileSystem);
/** `electron main.js FOLDER` in a clone, `boxwright FOLDER` when packaged. */
const ownArguments = process.argv.slice(app.isPackaged ? 1 : 2);

async function buildHost(): Promise<Host> {
  const named = folderArgument(ownArguments, process.cwd());
  const opened = (await createRecents(nodeFileSystem, folders.config).list()).map(({ path }) => path);
  // A person chose each of these before; those that are gone are not granted.
  await Promise.allSettled(
    [...opened, ...(named === undefined ? [] : [named])].map((path) => roots.grant(path)),
  );
  return createHost({
    fileSystem: nodeFileSystem,
    roots,
    userFolders: folders,
    kind: 'electron',
    version: programVersion(),
    platform: process.platform,
    sampleSource: sampleSource(),
    startFolder: named,
    pickFolder,
    reveal: (path) => shell.showItemInFolder(path),
    nowMs: Date.now,
  });
}

async function pickFolder(): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] });
  return canceled ? undefined : filePaths[0];
}

function sendToPages(event: unknown): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(CHANNELS.event, event);
}

/** A second start hands its folder to the window that is open, and ends. */
async function openFromSecondStart(
  host: Host,
  args: readonly string[],
  workingFolder: string,
): Promise<void> {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
  const folder = folderArgument(args.slice(1), workingFolder);
  if (folder !== undefined) host.emit({ type: 'open.requested', path: await roots.grant(folder) });
}

async function run(): Promise<void> {
  app.setPath('userData', join(folders.config, 'electron'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerScheme(protocol);
  hardenContents(app);
  const host = await buildHost();
  await app.whenReady();
  denyPermissions(session.defaultSession);
  const uiFile = createUiFiles(nodeFileSystem, uiFolder());
  handleScheme(protocol, createFileRoutes({ fileSystem: nodeFileSystem, dataFile: host.dataFile, uiFile }));
  registerIpc(ipcMain, host.services, {
    onInternalError: (method, error) => process.stderr.write(`${method}: ${String(error)}\n`),
  });
  host.subscribe(sendToPages);
  app.on(
    'second-instance',
    (_event, args, workingFolder) => void openFromSecondStart(host, args, workingFolder),
  );
  app.on('window-all-closed', () => app.quit());
  app.on('quit', () => host.dispose());
  openWindow(PRELOAD);
}

// Not awaited: Electron does not become ready before this module has been evaluated.
run().catch((error: unknown) => {
  dialog.showErrorBox('Boxwright cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
});
