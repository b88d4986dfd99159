import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limits } from '#electron/loopback/limits.ts';
import { startLoopbackServer } from '#electron/loopback/server.ts';
import { createToken } from '#electron/loopback/token.ts';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createUiFiles } from '#electron/services/uiFiles.ts';
import { SCENE_FRAMES } from './smallScene.ts';
import { createTestHost } from './testHost.ts';

export type AttackedServer = Awaited<ReturnType<typeof startAttackedServer>>;

/** What came back on a connection, until it was closed or nothing more came. */
export interface Reply {
  readonly text: string;
  /** Of the first answer; 0: the server hung up without one. */
  readonly status: number;
}

const WAIT_MS = 3000;

/**
 * A loopback server with an open dataset, surrounded by files that hold a secret: beside the granted folder, beside the
 * UI's folder, and in a folder that is laid out like the dataset's. Every byte that it answers is searched for them.
 */
export async function startAttackedServer(limits: Partial<Limits> = {}) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'boxwright-attacked-')));
  const { host, scene, root, outside } = await createTestHost({}, folder);
  const secret = `canary-${randomUUID()}`;
  const ui = join(outside, 'ui');
  const twin = join(outside, 'twin');
  for (const path of [ui, join(twin, 'lidar'), `${root}-other`]) await mkdir(path, { recursive: true });
  await writeFile(join(ui, 'index.html'), '<!doctype html>');
  for (const file of ['secret.txt', 'ui-secret.txt', 'twin/lidar/000001.pcd'])
    await writeFile(join(outside, file), secret);
  await writeFile(join(`${root}-other`, 'secret.txt'), secret);

  const token = createToken();
  const { services, subscribe, dataFile, emit } = host;
  const uiFile = createUiFiles(nodeFileSystem, ui);
  const files = createFileRoutes({ fileSystem: nodeFileSystem, dataFile, uiFile });
  const server = await startLoopbackServer({ services, subscribe, files, token, limits });
  const port = Number(new URL(server.origin).port);
  const { datasetId, dataset } = await services['dataset.open'](
    { path: scene },
    { signal: new AbortController().signal },
  );
  let attacks = 0;
  const leaks: string[] = [];

  const check = (what: string, answer: string): void => {
    attacks += 1;
    const isLeak = answer.includes(secret) || answer.includes(token) || /root:[^:]*:0:0:/.test(answer);
    if (isLeak) leaks.push(what.slice(0, 200));
  };

  /** Sends bytes as they are over a connection of their own. */
  const send = (bytes: string | Buffer): Promise<Reply> =>
    new Promise((resolve) => {
      const pieces: Buffer[] = [];
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      const timer = setTimeout(() => socket.destroy(), WAIT_MS);
      socket.on('data', (piece: Buffer) => pieces.push(piece));
      // A server that hangs up in the middle of what we send resets the connection.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        const text = Buffer.concat(pieces).toString('latin1');
        check(bytes.toString('latin1').split('\r\n', 1)[0] ?? '', text);
        resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) });
      });
    });

  const headerLines = (headers: Readonly<Record<string, string>>): string =>
    Object.entries({ Host: `127.0.0.1:${port}`, Connection: 'close', ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');

  return {
    origin: server.origin,
    port,
    token,
    scene,
    root,
    outside,
    ui,
    twin,
    datasetId,
    sequenceId: dataset.sequences[0]?.id ?? '',
    cloud: SCENE_FRAMES[0],
    authorised: { Authorization: `Bearer ${token}` },
    emit,
    check,
    send,
    /** A request with a right `Host` unless another one is given. */
    request: (method: string, target: string, headers: Readonly<Record<string, string>> = {}, body = '') => {
      const length: Readonly<Record<string, string>> =
        body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      return send(`${method} ${target} HTTP/1.1\r\n${headerLines({ ...length, ...headers })}\r\n${body}`);
    },
    /** A connection to do as one likes with. */
    open: (): Socket => connect(port, '127.0.0.1').on('error', () => undefined),
    get attacks(): number {
      return attacks;
    },
    /** The attacks that brought back something secret. */
    leaks,
    close: async () => {
      await host.dispose();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
