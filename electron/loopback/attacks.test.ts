import { readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAttackedServer, type AttackedServer } from '#electron/testing/attackedServer.ts';
import {
  BROKEN_JSON,
  deniedPaths,
  FOREIGN_HOSTS,
  FOREIGN_ORIGINS,
  FOREIGN_SITES,
  guessedIds,
  WRONG_INPUTS,
  WRONG_METHODS,
  wrongTokens,
} from '#electron/testing/attackTables.ts';
import { ESCAPES } from '#electron/testing/escapes.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { contract } from '#shared/host/contract.ts';

/**
 * Attacks on a running loopback server, each over a connection of its own and in the very bytes that are written here.
 * Whatever comes back is searched for secrets that lie around the granted folder.
 */

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
});
afterAll(async () => {
  process.stdout.write(`attacks tried by attacks.test.ts: ${server.attacks}\n`);
  await server.close();
});

type Route = readonly [method: string, path: string];

const OPEN: readonly Route[] = [
  ['GET', '/'],
  ['GET', '/index.html'],
];
const PROTECTED = (): readonly Route[] => [
  ['GET', '/events'],
  ['POST', '/rpc/settings.get'],
  ['POST', '/rpc/folders.list'],
  ['GET', `/data/${server.datasetId}/${server.cloud}`],
];

/** Tries every header on every route and answers those that got another status; `PORT` stands for the server's. */
async function exceptionsTo(
  expected: number,
  routes: readonly Route[],
  all: readonly Readonly<Record<string, string>>[],
): Promise<readonly object[]> {
  const exceptions: object[] = [];
  const cases = routes.flatMap((route) => all.map((headers) => ({ route, headers })));
  await tryAll(cases, async ({ route: [method, path], headers }) => {
    const filled = Object.entries({ ...server.authorised, ...headers }).map(
      ([name, value]) => [name, value.replace('PORT', String(server.port))] as const,
    );
    const body = method === 'POST' ? '{}' : '';
    const { status } = await server.request(method, path, Object.fromEntries(filled), body);
    if (status !== expected) exceptions.push({ method, path, headers, status });
  });
  return exceptions;
}

function tryAll<T>(cases: readonly T[], attack: (one: T) => Promise<void>): Promise<void[]> {
  return mapConcurrently(cases, 24, attack);
}

describe('who asks', () => {
  test('a foreign Host is 421 everywhere', async () => {
    const headers = FOREIGN_HOSTS.map((host) => ({ Host: host }));
    expect(await exceptionsTo(421, [...OPEN, ...PROTECTED()], headers)).toEqual([]);
  });

  test('a foreign Origin is 403 everywhere, the literal null too', async () => {
    const headers = FOREIGN_ORIGINS.map((origin) => ({ Origin: origin }));
    expect(await exceptionsTo(403, [...OPEN, ...PROTECTED()], headers)).toEqual([]);
  });

  test('a fetch from another site is 403 everywhere', async () => {
    const headers = FOREIGN_SITES.map((site) => ({ 'Sec-Fetch-Site': site }));
    expect(await exceptionsTo(403, [...OPEN, ...PROTECTED()], headers)).toEqual([]);
  });

  test('a missing or wrong token is 401', async () => {
    const headers = wrongTokens(server.token).map((value) => ({ Authorization: value }));
    expect(await exceptionsTo(401, PROTECTED(), headers)).toEqual([]);
  });

  test('a token in the query, in a cookie or under another name is none', async () => {
    const { token } = server;
    const elsewhere: readonly Readonly<Record<string, string>>[] = [
      { Cookie: `token=${token}` },
      { 'X-Token': token },
      { 'Proxy-Authorization': `Bearer ${token}` },
    ];
    for (const [method, path] of PROTECTED())
      for (const headers of elsewhere) {
        const target = `${path}?token=${token}&access_token=${token}`;
        const body = method === 'POST' ? '{}' : '';
        expect((await server.request(method, target, headers, body)).status).toBe(401);
      }
  });

  test('what decides who is asking may be said only once', async () => {
    const own = `127.0.0.1:${server.port}`;
    const { token } = server;
    const twofold: readonly (readonly string[])[] = [
      [`Host: ${own}`, 'Host: example.org'],
      ['Host: example.org', `Host: ${own}`],
      [`Host: ${own}`, `Host: ${own}`],
      [`Host: ${own}`, `Authorization: Bearer ${token}`, 'Authorization: Bearer x'],
      [`Host: ${own}`, `Origin: http://${own}`, 'Origin: null'],
      [`Host: ${own}`, 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'],
      [`Host: ${own}`, 'Range: bytes=0-1', 'Range: bytes=2-3'],
    ];
    for (const [method, path] of [...OPEN, ...PROTECTED()])
      for (const lines of twofold) {
        const { status } = await server.send(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        expect([400, 403, 421]).toContain(status);
      }
  });
});

describe('paths', () => {
  test('lead nowhere outside the UI’s files', async () => {
    await tryAll(
      ESCAPES.filter((escape) => escape !== '/'),
      async (path) => {
        const { status } = await server.request('GET', path);
        expect({ tried: path, isRefused: [400, 403, 404].includes(status) }).toEqual({
          tried: path,
          isRefused: true,
        });
      },
    );
  });

  test('lead nowhere outside the dataset’s files', async () => {
    await tryAll(ESCAPES, async (path) => {
      const target = `/data/${server.datasetId}${path}`;
      const { status } = await server.request('GET', target, server.authorised);
      expect({ tried: path, isRefused: [400, 403, 404].includes(status) }).toEqual({
        tried: path,
        isRefused: true,
      });
    });
  });

  test('dataset ids cannot be guessed, nor left out, nor be paths', async () => {
    const { datasetId, cloud } = server;
    for (const id of guessedIds(datasetId)) {
      const { status } = await server.request('GET', `/data/${id}/${cloud}`, server.authorised);
      expect({ tried: id, isRefused: [400, 403, 404].includes(status) }).toEqual({
        tried: id,
        isRefused: true,
      });
    }
  });

  test('links that are made after the dataset was opened lead nowhere', async () => {
    const { scene, outside, twin, ui, datasetId, cloud, authorised } = server;
    const readCloud = () => server.request('GET', `/data/${datasetId}/${cloud}`, authorised);
    const [file, folder] = [join(scene, cloud), join(scene, 'lidar')];
    await rename(file, `${file}.aside`);
    for (const target of [join(outside, 'secret.txt'), '/etc/passwd', '../../../outside/secret.txt']) {
      await symlink(target, file);
      expect((await readCloud()).status).toBe(403);
      await rm(file);
    }
    await rename(`${file}.aside`, file);
    await rename(folder, `${folder}.aside`);
    for (const target of [join(twin, 'lidar'), '../../outside/twin/lidar']) {
      await symlink(target, folder);
      expect((await readCloud()).status).toBe(403);
      await rm(folder);
    }
    await rename(`${folder}.aside`, folder);
    await symlink(join(outside, 'secret.txt'), join(ui, 'link.html'));
    await symlink(outside, join(ui, 'up'));
    expect((await server.request('GET', '/link.html')).status).toBe(403);
    expect((await server.request('GET', '/up/secret.txt')).status).toBe(403);
    expect((await readCloud()).status).toBe(200);
  });

  test('given to calls lead nowhere', async () => {
    const { root, outside, scene } = server;
    await symlink(outside, join(root, 'way-out'));
    const { datasetId, authorised } = server;
    await tryAll(deniedPaths(root, scene, outside), async (path) => {
      for (const method of ['dataset.open', 'folders.list', 'dataset.setLabelRoot']) {
        const input = JSON.stringify({ path, ...(method === 'dataset.setLabelRoot' ? { datasetId } : {}) });
        const { text } = await server.request('POST', `/rpc/${method}`, authorised, input);
        expect({ tried: `${method} ${path}`, isRefused: text.includes('"ok":false') }).toEqual({
          tried: `${method} ${path}`,
          isRefused: true,
        });
      }
    });
    await rm(join(root, 'way-out'));
  });
});

/** Calls a method with a body as it is. */
const call = (method: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  server.request('POST', `/rpc/${method}`, { ...server.authorised, ...headers }, body);

describe('calls', () => {
  test('a body that is not JSON is 400', async () => {
    for (const body of BROKEN_JSON)
      for (const method of ['settings.get', 'dataset.open'])
        expect({
          tried: body,
          isRefused: (await call(method, body, body === '' ? { 'Content-Length': '0' } : {})).status === 400,
        }).toEqual({ tried: body, isRefused: true });
  });

  test('nesting without end is 400, at once', async () => {
    const started = performance.now();
    for (const opening of ['[', '{"a":', '[{"":'])
      for (const levels of [129, 100_000, 3_000_000]) {
        expect((await call('settings.change', opening.repeat(levels))).status).toBe(400);
      }
    expect((await call('settings.change', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)).status).toBe(400);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('keys that reach for prototypes change nothing', async () => {
    const hostile = [
      '{"__proto__": {"polluted": true}}',
      '{"constructor": {"prototype": {"polluted": true}}}',
    ];
    for (const value of hostile)
      for (const body of [value, `{"shortcuts": ${value}}`, `{"layout": ${value}}`, `{"answers": ${value}}`])
        await tryAll(Object.keys(contract), async (method) => void (await call(method, body)));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('input of another kind is refused by every method that takes any', async () => {
    const takesNothing = ['host.info', 'settings.get', 'recents.list', 'samples.prepare', 'folders.pick'];
    const optional = ['settings.change', 'folders.list'];
    const ignoring = new Set([...takesNothing, ...optional]);
    const accepted: string[] = [];
    await tryAll(Object.keys(contract), async (method) => {
      for (const input of WRONG_INPUTS) {
        const { text } = await call(method, input);
        if (!text.includes('"code":"invalid-request"')) accepted.push(`${method} ${input}`);
      }
    });
    // Keys that a method does not know are passed over.
    expect(accepted.filter((one) => !(one.includes('{') && ignoring.has(one.split(' ')[0]!)))).toEqual([]);
  });

  test('there are no other methods', async () => {
    for (const name of WRONG_METHODS)
      expect({ tried: name, isRefused: (await call(name, '{}')).text.includes('"ok":false') }).toEqual({
        tried: name,
        isRefused: true,
      });
  });

  test('a body over 64 MiB is 413, announced or not', async () => {
    expect((await call('settings.get', '{}', { 'Content-Length': String(65 * 1024 * 1024) })).status).toBe(
      413,
    );
    expect((await call('settings.get', '{}', { 'Content-Length': '99999999999999' })).status).toBe(413);
    const big = Buffer.alloc(65 * 1024 * 1024, ' ');
    const head = `POST /rpc/settings.get HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n`;
    const chunked = Buffer.concat([
      Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n${big.length.toString(16)}\r\n`),
      big,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    // The server hangs up while we are still sending.
    expect([0, 413]).toContain((await server.send(chunked)).status);
  });

  test('ids and paths of frames that are none are refused', async () => {
    const { datasetId, sequenceId, cloud } = server;
    for (const frameId of [
      '../secret',
      '/etc/passwd',
      `${cloud}/../../../outside/secret`,
      '',
      '\0',
      'C:',
      '//server/share',
    ])
      for (const ids of [
        { datasetId, sequenceId, frameId },
        { datasetId, sequenceId: frameId, frameId: cloud },
        { datasetId: frameId, sequenceId, frameId: cloud },
      ])
        for (const method of ['labels.load', 'labels.checkSources'])
          expect((await call(method, JSON.stringify(ids))).text).toContain('"ok":false');
  });
});

test('nothing outside the granted folders came back, and the dataset’s own files still do', async () => {
  expect(server.leaks).toEqual([]);
  expect(server.attacks).toBeGreaterThan(2000);
  const { datasetId, cloud, scene } = server;
  const { text } = await server.request('GET', `/data/${datasetId}/${cloud}`, server.authorised);
  expect(text.endsWith(await readFile(join(scene, cloud), 'latin1'))).toBe(true);
});
