import { homedir } from 'node:os';
import { systemErrorCode } from '#shared/host/failure.ts';
import { programVersion, sampleSource, uiFolder } from '#electron/services/appFiles.ts';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost } from '#electron/services/hostServices.ts';
import { readHostIdentity } from '#electron/services/hostIdentity.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createRecents } from '#electron/services/recents.ts';
import { createUiFiles } from '#electron/services/uiFiles.ts';
import { userFolders } from '#electron/services/userFolders.ts';
import { startLoopbackServer, type LoopbackServer } from './server.ts';
import { sessionPlaces, type SessionPlace } from './sessionRecord.ts';
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

/**
 * Starts the app for the person's own browser. After a host that was killed it takes over that one's port and token, so
 * that pages which are still open find it again. Rejects when the folder is not there or the port is taken.
 */
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
  const identity = readHostIdentity();
  const host = createHost({
    fileSystem,
    identity,
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
  const files = createFileRoutes({
    fileSystem,
    dataFile: host.dataFile,
    uiFile: createUiFiles(fileSystem, uiFolder()),
  });
  const { services, subscribe } = host;
  const dispatchOptions = { onInternalError: logInternalError };
  const { server, token, place } = await startAtPlace(
    await sessionPlaces({
      fileSystem,
      configFolder: folders.config,
      identity,
      browse: options.browse,
      folder: startFolder,
    }),
    options.port,
    (port, secret) =>
      startLoopbackServer({ services, subscribe, files, token: secret, port, dispatchOptions }),
  );
  return {
    url: `${server.origin}/#token=${token}`,
    close: async () => {
      await host.dispose();
      await server.close();
      await place?.end();
    },
  };
}

/** A running server, and where its address is noted. */
interface PlacedServer {
  readonly server: LoopbackServer;
  readonly token: string;
  readonly place: SessionPlace | undefined;
}

/** @param port undefined: the one that a host left behind, else any that is free */
async function startAtPlace(
  places: readonly SessionPlace[],
  port: number | undefined,
  start: (port: number | undefined, token: string) => Promise<LoopbackServer>,
): Promise<PlacedServer> {
  for (const place of [...places, undefined]) {
    const { left } = place ?? {};
    const isTakenOver = left !== undefined && (port === undefined || port === left.port);
    const token = isTakenOver ? left.token : createToken();
    try {
      const server = await start(isTakenOver ? left.port : port, token);
      await place?.keep({ port: server.port, token });
      return { server, token, place };
    } catch (error) {
      const mayGoOn = isTakenOver && port === undefined && systemErrorCode(error) === 'EADDRINUSE';
      if (!mayGoOn) throw error;
      // Somebody else has the port: a page that was loaded again there may have told them the token.
      if (place?.mayRun === false) await place.end();
    }
  }
  throw new Error('without a place any port will do');
}

function logInternalError(method: string, error: unknown): void {
  process.stderr.write(
    `${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
