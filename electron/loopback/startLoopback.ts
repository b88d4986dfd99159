import { homedir } from 'node:os';
import { programVersion, sampleSource, uiFolder } from '#electron/services/appFiles.ts';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createRecents } from '#electron/services/recents.ts';
import { createUiFiles } from '#electron/services/uiFiles.ts';
import { userFolders } from '#electron/services/userFolders.ts';
import { startLoopbackServer } from './server.ts';
import { createToken } from './token.ts';

export interface StartLoopbackOptions {
  /** The folder to open, absolute. */
  readonly folder?: string | undefined;
  /**
   * What the page may reach: `home`: the person's home and every folder opened before; `folder`: only the one that is
   * named.
   */
  readonly browse: 'home' | 'folder';
  readonly port?: number | undefined;
}

export interface RunningLoopback {
  /** With the token in its fragment: whoever has it has the files. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the app for the person's own browser. Rejects when the folder is not there or the port is taken. */
export async function startLoopback(options: StartLoopbackOptions): Promise<RunningLoopback> {
  const fileSystem = nodeFileSystem;
  const folders = userFolders(process.platform, homedir(), process.env);
  const roots = new GrantedRoots(fileSystem);
  const startFolder = options.folder === undefined ? undefined : await roots.grant(options.folder);
  if (options.browse === 'home') {
    const opened = (await createRecents(fileSystem, folders.config).list()).map(({ path }) => path);
    // Folders may have gone since; those that are left are granted.
    await Promise.allSettled([homedir(), ...opened].map((path) => roots.grant(path)));
  }
  const host = createHost({
    fileSystem,
    roots,
    userFolders: folders,
    kind: 'loopback',
    version: programVersion(),
    platform: process.platform,
    sampleSource: sampleSource(),
    startFolder,
    browseFrom: options.browse === 'home' ? homedir() : startFolder,
    nowMs: Date.now,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const token = createToken();
  const server = await startLoopbackServer({
    services: host.services,
    subscribe: host.subscribe,
    files: createFileRoutes({
      fileSystem,
      dataFile: host.dataFile,
      uiFile: createUiFiles(fileSystem, uiFolder()),
    }),
    token,
    port: options.port,
    dispatchOptions: { onInternalError: logInternalError },
  });
  return {
    url: `${server.origin}/#token=${token}`,
    close: async () => {
      await host.dispose();
      await server.close();
    },
  };
}

function logInternalError(method: string, error: unknown): void {
  process.stderr.write(
    `${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
