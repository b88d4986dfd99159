import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startAttackedServer, type AttackedServer } from '#electron/testing/attackedServer.ts';

/** Clients that want too much, too slowly, or at the wrong moment; and what is left when they have gone. */

const LARGE_BYTES = 64 * 1024 * 1024;

let server: AttackedServer;
/** Attacks on other servers than the one above. */
let elsewhere = 0;
let before: { handles: number; heap: number };
beforeAll(async () => {
  server = await startAttackedServer({
    headersTimeoutMs: 300,
    requestTimeoutMs: 500,
    checkingIntervalMs: 100,
    keepAliveMs: 200,
    stalledFileMs: 700,
    unreadEventBytes: 256 * 1024,
    eventStreams: 4,
  });
  await truncate(join(server.scene, 'lidar/000002.pcd'), LARGE_BYTES);
  await Promise.all(Array.from({ length: 20 }, () => server.request('GET', '/')));
  before = { handles: openHandles(), heap: usedHeap() };
});
afterAll(async () => {
  process.stdout.write(`attacks tried by floods.test.ts: ${server.attacks + elsewhere}\n`);
  await server.close();
});

/** Sockets and files of this process. Linux names them; elsewhere Node counts those that keep it running. */
function openHandles(): number {
  if (process.platform === 'linux') return readdirSync('/proc/self/fd').length;
  return process.getActiveResourcesInfo().filter((name) => /TCP|FS/.test(name)).length;
}

/** Bytes that are left when all rubbish has been collected. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node has no garbage collector to call');
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function isAnswering(): Promise<boolean> {
  return (await server.request('GET', '/')).status === 200;
}

/** Opens connections, has each do something for a while, and answers how many the server has hung up on. */
async function hungUp(
  count: number,
  act: (socket: Socket) => NodeJS.Timeout | void,
  withinMs: number,
): Promise<number> {
  let closed = 0;
  const timers: (NodeJS.Timeout | void)[] = [];
  const sockets = Array.from({ length: count }, () => server.open());
  const endings = sockets.map(async (socket) => {
    let text = '';
    socket.on('connect', () => timers.push(act(socket)));
    socket.on('data', (piece: Buffer) => (text += piece.toString('latin1')));
    await once(socket, 'close');
    closed += 1;
    server.check('slow', text);
  });
  await Promise.race([Promise.all(endings), pause(withinMs)]);
  for (const timer of timers) clearInterval(timer ?? undefined);
  for (const socket of sockets) socket.destroy();
  return closed;
}

const head = (method: string, path: string, more = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n${more}`;

describe('slow clients are hung up on, and the others are served meanwhile', () => {
  test.each<[string, (socket: Socket) => NodeJS.Timeout | void]>([
    ['that say nothing', () => undefined],
    [
      'that send a header byte by byte',
      (socket) => {
        socket.write(head('GET', '/'));
        return setInterval(() => socket.write('A'), 40);
      },
    ],
    [
      'that never end their headers',
      (socket) => {
        socket.write(head('GET', '/'));
        return setInterval(() => socket.write('A: b\r\n'), 40);
      },
    ],
    [
      'that send a body byte by byte',
      (socket) => {
        socket.write(head('POST', '/rpc/settings.get', 'Content-Length: 100000\r\n\r\n'));
        return setInterval(() => socket.write(' '), 40);
      },
    ],
    [
      'that send chunks without end',
      (socket) => {
        socket.write(head('POST', '/rpc/settings.get', 'Transfer-Encoding: chunked\r\n\r\n'));
        return setInterval(() => socket.write('1\r\n \r\n'), 40);
      },
    ],
    [
      'that go quiet within a chunk',
      (socket) =>
        void socket.write(head('POST', '/rpc/settings.get', 'Transfer-Encoding: chunked\r\n\r\nFFFFFF\r\n')),
    ],
    [
      'that announce more than they send',
      (socket) => void socket.write(head('POST', '/rpc/settings.get', 'Content-Length: 10\r\n\r\n{}')),
    ],
    [
      'that wait for leave to go on',
      (socket) =>
        void socket.write(
          head('POST', '/rpc/settings.get', 'Expect: 100-continue\r\nContent-Length: 10\r\n\r\n'),
        ),
    ],
    ['that stay after an answer', (socket) => void socket.write(head('GET', '/', '\r\n'))],
    [
      'that send a body without a token',
      (socket) => {
        socket.write(
          `POST /rpc/settings.get HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nTransfer-Encoding: chunked\r\n\r\n`,
        );
        return setInterval(() => socket.write('1\r\n \r\n'), 40);
      },
    ],
  ])('%s', async (_what, act) => {
    const hanging = hungUp(40, act, 3000);
    expect(await isAnswering()).toBe(true);
    expect(await hanging).toBe(40);
  });
});

describe('clients that do not read', () => {
  test('an event stream does not pile up', async () => {
    const sockets = Array.from({ length: 4 }, () => server.open());
    for (const socket of sockets) socket.pause().write(head('GET', '/events', '\r\n'));
    await pause(150);
    // A fifth page, or a flood of them.
    const { status } = await server.request('GET', '/events', server.authorised);
    expect(status).toBe(429);
    const heap = usedHeap();
    const path = 'x'.repeat(64 * 1024);
    for (let n = 0; n < 1000; n += 1) {
      server.emit({ type: 'dataset.opening', path, files: n });
      if (n % 50 === 0) await pause(1);
    }
    expect(usedHeap() - heap).toBeLessThan(24 * 1024 * 1024);
    let closed = 0;
    for (const socket of sockets) socket.on('close', () => (closed += 1)).resume();
    await vi.waitFor(() => expect(closed).toBe(4), 3000);
  });

  test.runIf(process.platform === 'linux')('a file that nobody takes is closed', async () => {
    const path = `/data/${server.datasetId}/lidar/000002.pcd`;
    const handles = openHandles();
    const sockets = Array.from({ length: 30 }, () => server.open());
    for (const socket of sockets) socket.pause().write(head('GET', path, '\r\n'));
    // Of each a socket on our side, one on the server's and the file; then only ours, until we go as well.
    await vi.waitFor(() => expect(openHandles()).toBeGreaterThanOrEqual(handles + 90), 3000);
    expect(await isAnswering()).toBe(true);
    await vi.waitFor(() => expect(openHandles()).toBeLessThanOrEqual(handles + 30), 4000);
    for (const socket of sockets) socket.destroy();
  });

  test('a file that shrinks on the way ends the connection', async () => {
    const path = join(server.scene, 'lidar/000002.pcd');
    const socket = server.open();
    let bytes = 0;
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.pause().write(head('GET', `/data/${server.datasetId}/lidar/000002.pcd`, '\r\n'));
    await pause(100);
    await truncate(path, 0);
    socket.on('data', (piece: Buffer) => (bytes += piece.length)).resume();
    await closed;
    await truncate(path, LARGE_BYTES);
    expect(bytes).toBeLessThan(LARGE_BYTES);
  });
});

test('a thousand requests at once are all answered', async () => {
  const usual = await startAttackedServer();
  onTestFinished(() => usual.close());
  const agent = new Agent({ maxSockets: 1000 });
  const cloud = await readFile(join(usual.scene, usual.cloud), 'utf8');
  const targets = [
    `/data/${usual.datasetId}/${usual.cloud}`,
    '/index.html',
    '/../outside/secret.txt',
    '/events/',
  ];
  const get = (path: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const options = { agent, host: '127.0.0.1', port: usual.port, path, headers: usual.authorised };
      request(options, (response) => {
        let text = '';
        response.on('data', (piece: Buffer) => (text += piece.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      })
        .on('error', reject)
        .end();
    });
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => get(targets[n % targets.length]!)),
  );
  for (const { text } of answers) usual.check('parallel', text);
  expect(usual.leaks).toEqual([]);
  elsewhere += usual.attacks;
  const kinds = targets.map((_, n) => {
    const alike = answers.filter((_answer, i) => i % targets.length === n);
    return new Set(
      alike.map(({ status, text }) => `${status} ${text === cloud ? 'cloud' : text.slice(0, 9)}`),
    );
  });
  expect(kinds.map((all) => Array.from(all))).toEqual([['200 cloud'], ['200 <!doctype'], ['400 '], ['400 ']]);
  agent.destroy();
}, 15_000);

/** Swaps the folder for a link to one outside and back, as fast as it goes, until it is told to stop. */
const SWAPPER = `
const { renameSync } = require('node:fs');
const [folder, link] = process.argv.slice(2);
let swaps = 0;
const swap = () => {
  for (let n = 0; n < 200; n += 1) {
    renameSync(folder, folder + '.aside');
    renameSync(link, folder);
    renameSync(folder, link);
    renameSync(folder + '.aside', folder);
    swaps += 1;
  }
  setImmediate(swap);
};
process.on('message', () => process.send(swaps, () => process.exit()));
swap();
`;

test.skipIf(process.platform === 'win32')(
  'a folder that is swapped for a link between check and use',
  async () => {
    const { scene, twin, outside, datasetId, cloud, authorised } = server;
    await mkdir(join(outside, 'swapper'));
    const [script, link] = [join(outside, 'swapper/swapper.cjs'), join(scene, 'link')];
    await writeFile(script, SWAPPER);
    await symlink(join(twin, 'lidar'), link);
    const swapper = fork(script, [join(scene, 'lidar'), link]);
    const statuses = new Map<number, number>();
    const until = performance.now() + 2000;
    const read = async (): Promise<void> => {
      while (performance.now() < until) {
        const { status } = await server.request('GET', `/data/${datasetId}/${cloud}`, authorised);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, read));
    expect(await stop(swapper)).toBeGreaterThan(100);
    // It was there at times, so that there was something to win.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(10);
    expect(server.leaks).toEqual([]);
  },
);

function stop(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.send('stop');
  });
}

test('when they have gone, nothing of them is left', async () => {
  expect(server.leaks).toEqual([]);
  await vi.waitFor(() => expect(openHandles()).toBeLessThanOrEqual(before.handles), 4000);
  expect(usedHeap() - before.heap).toBeLessThan(16 * 1024 * 1024);
});

test('a server that was closed answers nobody, and its connections are gone', async () => {
  const other = await startAttackedServer();
  const handles = openHandles();
  const sockets = [other.open(), other.open()];
  sockets[0]?.write('GET / HTTP/1.1\r\n');
  await pause(50);
  await other.close();
  expect((await other.request('GET', '/')).status).toBe(0);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(() => expect(openHandles()).toBeLessThan(handles), 3000);
});
