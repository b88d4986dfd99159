import { request } from 'node:http';
import { connect } from 'node:net';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createUiFiles } from '#electron/services/uiFiles.ts';
import { SCENE_FRAMES } from '#electron/testing/smallScene.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import type { HostServices } from '#shared/host/services.ts';
import { proofOf } from './proof.ts';
import { startLoopbackServer } from './server.ts';
import { createToken } from './token.ts';

const [CLOUD] = SCENE_FRAMES;

async function start(replace: Partial<HostServices> = {}) {
  const { host, scene, outside, root } = await createTestHost();
  const { services, subscribe, dataFile } = host;
  const token = createToken();
  // Any folder can stand in for the built UI.
  const uiFile = createUiFiles(nodeFileSystem, join(scene, 'label'));
  const files = createFileRoutes({ fileSystem: nodeFileSystem, dataFile, uiFile });
  const server = await startLoopbackServer({
    services: { ...services, ...replace },
    subscribe,
    files,
    token,
  });
  onTestFinished(() => server.close());
  const authorised = { Authorization: `Bearer ${token}` };
  const call = (method: string, input: unknown, headers: Record<string, string> = authorised) =>
    fetch(`${server.origin}/rpc/${method}`, { method: 'POST', headers, body: JSON.stringify(input) });
  return { origin: server.origin, token, authorised, call, services, scene, outside, root };
}

/** `fetch` does not let the caller choose `Host`, and tidies paths up before it sends them. */
function rawGet(
  origin: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.on('data', (piece: Buffer) => (body += piece.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('token', () => {
  test.each([
    ['no token', {}],
    ['an empty token', { Authorization: 'Bearer ' }],
    ['a wrong token', { Authorization: `Bearer ${createToken()}` }],
    ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
  ])('refuses calls, events and data with %s', async (_what, headers: Record<string, string>) => {
    const { origin, services, scene, call } = await start();
    const { datasetId } = await services['dataset.open'](
      { path: scene },
      { signal: new AbortController().signal },
    );
    for (const answer of [
      await call('settings.get', {}, headers),
      await fetch(`${origin}/events`, { headers }),
      await fetch(`${origin}/data/${datasetId}/${CLOUD}`, { headers }),
    ]) {
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
    }
  });

  test('has 256 bits and is another one each time', () => {
    const tokens = Array.from({ length: 50 }, createToken);
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });
});

describe('where a request comes from', () => {
  test.each([
    'example.org',
    'example.org:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost:1',
    '127.0.0.1.example.org:PORT',
    '[::1]:PORT',
    '0.0.0.0:PORT',
  ])('refuses Host %s', async (host) => {
    const { origin, authorised } = await start();
    const headers = { ...authorised, Host: host.replace('PORT', new URL(origin).port) };
    expect((await rawGet(origin, '/000001.json', headers)).status).toBe(421);
  });

  test('refuses a request without Host', async () => {
    const { origin } = await start();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () =>
        socket.write('GET / HTTP/1.0\r\n\r\n'),
      );
      socket.on('data', (data) => resolve(data.toString())).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  test.each<Record<string, string>>([
    { Origin: 'https://example.org' },
    { Origin: 'null' },
    { Origin: 'http://127.0.0.1:1' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])('refuses %j', async (headers) => {
    const { origin, authorised } = await start();
    expect((await rawGet(origin, '/000001.json', { ...authorised, ...headers })).status).toBe(403);
  });

  test('answers our own page', async () => {
    const { origin, authorised } = await start();
    const headers = { ...authorised, Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    expect((await rawGet(origin, '/000001.json', headers)).status).toBe(200);
  });
});

describe('paths', () => {
  const hostile = [
    '/../../outside/secret.txt',
    '/..%2f..%2foutside%2fsecret.txt',
    '/%2e%2e/%2e%2e/outside/secret.txt',
    '/..%5c..%5coutside%5csecret.txt',
    '/C:/Windows/win.ini',
    '//etc/passwd',
    '/000001.json%00.html',
    '/%ff',
    '/.',
    '/',
  ];
  test.each(hostile)('the UI’s files do not reach %s', async (path) => {
    const { origin } = await start();
    const { status, body } = await rawGet(origin, path, {});
    expect([400, 403, 404]).toContain(status);
    expect(body).toBe('');
  });

  test.each(hostile)('a dataset’s files do not reach %s', async (path) => {
    const { origin, authorised, services, scene } = await start();
    const { datasetId } = await services['dataset.open'](
      { path: scene },
      { signal: new AbortController().signal },
    );
    const { status, body } = await rawGet(origin, `/data/${datasetId}${path}`, authorised);
    expect([400, 403, 404]).toContain(status);
    expect(body).toBe('');
  });

  test.skipIf(process.platform === 'win32')('a link in the UI’s folder leads nowhere outside', async () => {
    const { origin, scene, outside } = await start();
    await symlink(join(outside, 'secret.txt'), join(scene, 'label', 'link.json'));
    expect((await rawGet(origin, '/link.json', {})).status).toBe(403);
  });

  test('only GET and HEAD read files', async () => {
    const { origin } = await start();
    expect((await fetch(`${origin}/000001.json`, { method: 'DELETE' })).status).toBe(405);
    const head = await fetch(`${origin}/000001.json`, { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length')) > 0, await head.text()]).toEqual([
      200,
      true,
      '',
    ]);
  });
});

describe('answers', () => {
  test('carry the headers that isolate the page', async () => {
    const { origin, call } = await start();
    for (const { headers } of [await fetch(`${origin}/000001.json`), await call('settings.get', {})]) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('are not sent again while the file is the same', async () => {
    const { origin } = await start();
    const etag = (await fetch(`${origin}/000001.json`)).headers.get('etag') ?? '';
    expect((await fetch(`${origin}/000001.json`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });
});

describe('calls', () => {
  test('the labels of ten thousand objects are not too large', async () => {
    const { call } = await start();
    expect((await call('settings.change', { author: 'x'.repeat(12_000_000) })).status).toBe(200);
  });

  test('events are only to be had with GET', async () => {
    const { origin, authorised } = await start();
    const answer = await fetch(`${origin}/events`, { method: 'POST', headers: authorised });
    expect(answer.status).toBe(405);
  });

  test('a body over 64 MiB is refused', async () => {
    const { call } = await start();
    const answer = await call('settings.change', { author: 'x'.repeat(64 * 1024 * 1024) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  test('a body over 64 MiB is refused when its length is not announced', async () => {
    const { origin, authorised } = await start();
    const status = await new Promise((resolve) => {
      const sent = request(`${origin}/rpc/settings.get`, { method: 'POST', headers: authorised });
      sent.on('response', (response) => resolve(response.statusCode));
      // The server may hang up while the rest is still being sent.
      sent.on('error', () => resolve('hung up'));
      for (let megabytes = 0; megabytes < 65; megabytes += 1) sent.write(Buffer.alloc(1024 * 1024, ' '));
      sent.end('{}');
    });
    expect([413, 'hung up']).toContain(status);
  });

  test.each(['settings.get/../host.info', 'process.exit', '__proto__', 'constructor', ''])(
    'there is no method %j',
    async (method) => {
      const { origin, authorised } = await start();
      const answer = await fetch(`${origin}/rpc/${encodeURIComponent(method)}`, {
        method: 'POST',
        headers: authorised,
        body: '{}',
      });
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
    },
  );

  test.each(['', '{', 'null', '[]', '{"path": 3}', '{"path": ""}'])('input %j is refused', async (body) => {
    const { origin, authorised } = await start();
    const answer = await fetch(`${origin}/rpc/dataset.open`, { method: 'POST', headers: authorised, body });
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
  });

  test('are posted', async () => {
    const { origin, authorised } = await start();
    expect((await fetch(`${origin}/rpc/settings.get`, { headers: authorised })).status).toBe(405);
  });

  test('are cancelled when the caller hangs up', async () => {
    const signals: AbortSignal[] = [];
    const { origin, authorised } = await start({
      'settings.get': (_input, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const abort = new AbortController();
    const { signal } = abort;
    const sent = fetch(`${origin}/rpc/settings.get`, {
      method: 'POST',
      headers: authorised,
      body: '{}',
      signal,
    });
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    expect(signals[0]?.aborted).toBe(false);
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
  });
});

describe('proof', () => {
  const nonce = createToken();

  test('is given for a nonce, without a token, and is another for each', async () => {
    const { origin, token } = await start();
    const ask = async (of: string) => (await fetch(`${origin}/proof?nonce=${of}`)).text();
    expect(await ask(nonce)).toBe(proofOf(token, nonce));
    expect(await ask(createToken())).not.toBe(proofOf(token, nonce));
    expect(await ask(nonce)).not.toContain(token);
  });

  test.each([
    '',
    '?nonce=',
    `?nonce=${nonce}A`,
    `?nonce=${nonce.slice(1)}`,
    `?nonce=${nonce}&x=1`,
    `?x=1&nonce=${nonce}`,
  ])('is refused for %j', async (query) => {
    const { origin } = await start();
    expect((await fetch(`${origin}/proof${query}`)).status).toBe(400);
  });

  test('is for our own page only', async () => {
    const { origin } = await start();
    const foreign = await rawGet(origin, `/proof?nonce=${nonce}`, { Origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await rawGet(origin, `/proof?nonce=${nonce}`, { Host: 'evil.example' })).status).toBe(421);
    expect((await fetch(`${origin}/proof?nonce=${nonce}`, { method: 'POST' })).status).toBe(405);
  });
});
