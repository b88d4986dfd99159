import { homedir } from 'node:os';
import { join } from 'node:path';
import { programVersion, sampleSource } from '#electron/services/appFiles.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost, type Host, type HostDependencies } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createRecents } from '#electron/services/recents.ts';
import { createSettings } from '#electron/services/settings.ts';
import { UserFile } from '#electron/services/userFile.ts';
import { userFolders } from '#electron/services/userFolders.ts';
import { folderOf } from './namedPath.ts';
import { FIRST_WINDOW_STATE, windowStateSchema } from './windowState.ts';

const folders = userFolders(process.platform, homedir(), process.env);
const roots = new GrantedRoots(nodeFileSystem);
const recents = createRecents(nodeFileSystem, folders.config);

/** Where Chromium keeps what is its own. */
export const chromiumFolder = join(folders.config, 'electron');
export const settings = createSettings(nodeFileSystem, folders.config);
export const windowFile = new UserFile(
  nodeFileSystem,
  join(folders.config, 'window.json'),
  windowStateSchema,
  FIRST_WINDOW_STATE,
);

/** Grants the folder that a person named or dropped (of a file: the one it is in); answers its real path. */
export async function grantFolder(path: string): Promise<string> {
  return roots.grant(await folderOf(nodeFileSystem, path));
}

/** The folder that was opened last, wherever it is now. */
export async function lastFolder(): Promise<string | undefined> {
  return (await recents.list())[0]?.path;
}

/** The host of the Electron shell, with the folders granted that were opened before. */
export async function createShellHost(
  shell: Pick<HostDependencies, 'startFolder' | 'pickFolder' | 'reveal' | 'showMenu'>,
): Promise<Host> {
  // A person chose each of these before; those that are gone are not granted.
  await Promise.allSettled((await recents.list()).map(({ path }) => roots.grant(path)));
  return createHost({
    fileSystem: nodeFileSystem,
    roots,
    userFolders: folders,
    kind: 'electron',
    version: programVersion(),
    platform: process.platform,
    sampleSource: sampleSource(),
    nowMs: Date.now,
    log: (line) => process.stderr.write(`${line}\n`),
    ...shell,
  });
}
