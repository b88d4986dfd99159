import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { startAttackedServer, type AttackedServer } from '#electron/testing/attackedServer.ts';

/** Attacks that bend HTTP itself. Node's parser refuses most; these tests keep it that way. */

let server: AttackedServer;
beforeAll(async () => {
  // So that a request that never ends is not waited for.
  server = await startAttackedServer({
    headersTimeoutMs: 500,
    requestTimeoutMs: 500,
    checkingIntervalMs: 100,
    keepAliveMs: 200,
  });
});
afterAll(async () => {
  process.stdout.write(`attacks tried by protocolAttacks.test.ts: ${server.attacks}\n`);
  await server.close();
});

/** `HOST` and `AUTH` stand for the two right header lines, line ends written as `|`. */
function sendLines(lines: string) {
  const host = `Host: 127.0.0.1:${server.port}`;
  const auth = `Authorization: Bearer ${server.token}`;
  return server.send(lines.replaceAll('HOST', host).replaceAll('AUTH', auth).replaceAll('|', '\r\n'));
}

const routes = () => ['/', '/events', '/rpc/settings.get', `/data/${server.datasetId}/${server.cloud}`];

describe('methods', () => {
  const methods = [
    'TRACE',
    'TRACK',
    'OPTIONS',
    'PUT',
    'PATCH',
    'DELETE',
    'PROPFIND',
    'MKCOL',
    'COPY',
    'MOVE',
    'LOCK',
    'SEARCH',
    'get',
    'GeT',
    'DEBUG',
    'CONNECT',
    'BREW',
    'G'.repeat(3000),
  ];

  test('that nobody needs get nothing', () =>
    mapConcurrently(methods, 8, async (method) => {
      for (const route of routes()) {
        const { status, text } = await server.request(method, route, server.authorised);
        expect({ tried: route, isRefused: [0, 400, 405].includes(status) }).toEqual({
          tried: route,
          isRefused: true,
        });
        expect(text).not.toContain(server.token);
      }
    }));

  test('a method under another name stays the method', async () => {
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const headers = { ...server.authorised, [name]: 'POST' };
      expect((await server.request('GET', '/rpc/settings.get?_method=POST', headers)).status).toBe(405);
    }
  });

  test('calls and events are not to be had as files, nor files as calls', async () => {
    const { authorised, datasetId, cloud } = server;
    for (const path of ['/rpc/', '/rpc/settings.get', '/rpc/settings.get/', '/rpc/../events'])
      expect({
        tried: path,
        isRefused: [400, 405].includes((await server.request('GET', path, authorised)).status),
      }).toEqual({ tried: path, isRefused: true });
    for (const path of [
      '/events/',
      '/Events',
      '/RPC/settings.get',
      '//events',
      '/./events',
      '/%65vents',
      '/data',
    ])
      expect({
        tried: path,
        isRefused: [400, 404].includes((await server.request('GET', path)).status),
      }).toEqual({ tried: path, isRefused: true });
    for (const path of [
      `/DATA/${datasetId}/${cloud}`,
      `/%64ata/${datasetId}/${cloud}`,
      `//data/${datasetId}/${cloud}`,
    ])
      expect({
        tried: path,
        isRefused: [400, 404].includes((await server.request('GET', path)).status),
      }).toEqual({ tried: path, isRefused: true });
  });
});

describe('request targets', () => {
  test.each([
    'http://127.0.0.1/',
    'http://example.org/',
    'https://example.org/',
    'http://127.0.0.1:PORT/index.html',
    'file:///etc/passwd',
    'ftp://example.org/',
    'example.org:80',
    '*',
    'index.html',
    '?x',
    '#x',
    '\\index.html',
    'javascript:1',
  ])('%s is meant for a proxy', async (target) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'CONNECT']) {
      const filled = target.replace('PORT', String(server.port));
      expect([0, 400, 405]).toContain((await server.request(method, filled, server.authorised)).status);
    }
  });
});

describe('malformed requests', () => {
  const requests = [
    // Not HTTP, or not this one.
    'GET /|||',
    'GET / HTTP/0.9||',
    'GET / HTTP/1.0||',
    'GET / HTTP/2.0|HOST||',
    'GET / HTTP/9.9|HOST||',
    'PRI * HTTP/2.0||SM||',
    '\u0016\u0003\u0001\u0002\u0000\u0001',
    '\u0000\u0000\u0000\u0000||',
    ' GET / HTTP/1.1|HOST||',
    'GET\t/ HTTP/1.1|HOST||',
    'GET / HTTP/1.1 x|HOST||',
    'GET /a b HTTP/1.1|HOST||',
    'GET /\u0000 HTTP/1.1|HOST||',
    '||||',
    // Headers that two parsers read differently.
    'GET / HTTP/1.1|HOST|A : b||',
    'GET / HTTP/1.1|HOST| folded: x||',
    'GET / HTTP/1.1|HOST|: x||',
    'GET / HTTP/1.1|HOST|A\u0000: x||',
    'GET / HTTP/1.1|HOST|A: x\u0000||',
    'GET / HTTP/1.1|HOST|A: x\ry||',
    'GET / HTTP/1.1|HOST|nocolon||',
    'GET / HTTP/1.1|Host:||',
    'GET / HTTP/1.1|X: y||',
    'GET / HTTP/1.1|HOST\t: x||',
    // Lengths that smuggle one request in another.
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: 2|Transfer-Encoding: chunked||0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked|Content-Length: 2||0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: 2|Content-Length: 3||{} ',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: 2, 2||{}',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: -1||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: +2||{}',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: 0x2||{}',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: 1e1||{}',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Content-Length: 99999999999999999999||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked, identity||2|{}|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: xchunked||2|{}|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding : chunked||2|{}|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked||zz|{}|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked||-2|{}|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFFF|{}|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked||2|{}x|0||',
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Transfer-Encoding: chunked||0x2|{}|0||',
    // Too much of it.
    `GET / HTTP/1.1|HOST|A: ${'x'.repeat(20_000)}||`,
    `GET /${'x'.repeat(20_000)} HTTP/1.1|HOST||`,
    `GET / HTTP/1.1|HOST|${'A: b|'.repeat(200)}|`,
    `GET / HTTP/1.1|HOST|${Array.from({ length: 5000 }, (_, i) => `A${i}: b|`).join('')}|`,
    'A'.repeat(100_000),
    `GET / HTTP/1.1|HOST|Cookie: ${'a=b; '.repeat(5000)}||`,
    // Expectations that are none of ours.
    'POST /rpc/settings.get HTTP/1.1|HOST|AUTH|Expect: 200-ok|Content-Length: 2||{}',
  ];

  test('are refused, and none of them runs a call', async () => {
    await mapConcurrently(requests, 16, async (lines) => {
      const { status, text } = await sendLines(lines);
      expect({
        tried: lines.slice(0, 80),
        isRefused: [0, 400, 408, 413, 417, 421, 431, 505].includes(status),
      }).toEqual({ tried: lines.slice(0, 80), isRefused: true });
      expect({ tried: lines.slice(0, 80), isRefused: !text.includes('"ok":true') }).toEqual({
        tried: lines.slice(0, 80),
        isRefused: true,
      });
    });
  });

  test('headers beyond the count do not hide one that decides', async () => {
    const many = Array.from({ length: 70 }, (_, i) => `A${i}: b|`).join('');
    const { status } = await sendLines(`GET / HTTP/1.1|HOST|${many}Origin: https://example.org||`);
    expect(status).toBe(431);
  });

  test('nobody is let into another protocol', async () => {
    const upgrades = ['websocket', 'h2c', 'TLS/1.2', 'foo', 'HTTP/2.0, websocket'];
    for (const protocol of upgrades)
      for (const route of routes().filter((path) => path !== '/events')) {
        const headers = { ...server.authorised, Connection: 'Upgrade, close', Upgrade: protocol };
        const { status } = await server.request('GET', route, headers);
        expect(status).not.toBe(101);
        expect(status).not.toBe(0);
      }
  });
});

describe('ranges', () => {
  const ranges = [
    'bytes=0-',
    'bytes=-1',
    'bytes=0-0',
    'bytes=5-2',
    'bytes=-0',
    'bytes=--1',
    'bytes=-1--1',
    'bytes=0-0,-1',
    'bytes=0-1,0-1,0-1',
    `bytes=${'0-,'.repeat(2000)}0-`,
    `bytes=0-${'9'.repeat(4000)}`,
    `bytes=${'9'.repeat(4000)}-`,
    `bytes=-${'9'.repeat(400)}`,
    'bytes=9007199254740992-9007199254740993',
    'bytes=18446744073709551615-',
    'bytes=1e1-',
    'bytes=0x0-',
    'bytes= 0-1',
    'bytes=0 - 1',
    'bytes',
    'bytes=',
    '=0-1',
    'chars=0-1',
    'BYTES=0-1',
    'bytes=NaN-',
    'bytes=Infinity-',
    'bytes=0.5-1',
    'bytes=\u00b2-',
    '0-1',
  ];

  test('never bring more than the file, once', async () => {
    const path = `/data/${server.datasetId}/${server.cloud}`;
    const size = Number(
      /content-length: (\d+)/i.exec((await server.request('HEAD', path, server.authorised)).text)?.[1],
    );
    expect(size).toBeGreaterThan(100);
    await mapConcurrently(ranges, 16, async (range) => {
      const { status, text } = await server.request('GET', path, { ...server.authorised, Range: range });
      expect({ tried: range, isRefused: [200, 206, 416].includes(status) }).toEqual({
        tried: range,
        isRefused: true,
      });
      expect({ tried: range, isRefused: text.length - text.indexOf('\r\n\r\n') - 4 <= size }).toEqual({
        tried: range,
        isRefused: true,
      });
    });
  });
});

test('two hundred requests in one breath get as many answers, in order', async () => {
  const one = `GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`;
  const last = `GET /nothing HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`;
  const { text } = await server.send(one.repeat(199) + last);
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
  expect(statuses).toEqual([...Array.from({ length: 199 }, () => '200'), '404']);
});

test('every answer carries the headers that isolate the page', async () => {
  const askers: readonly Readonly<Record<string, string>>[] = [
    {},
    server.authorised,
    { Origin: 'null' },
    { Host: 'example.org' },
  ];
  for (const [method, path] of [
    ...routes().map((route) => ['GET', route] as const),
    ['POST', '/rpc/settings.get'] as const,
  ])
    for (const headers of askers) {
      if (path === '/events' && headers === server.authorised) continue;
      const { text } = await server.request(method, path, headers);
      for (const header of [
        "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
        'Cross-Origin-Opener-Policy: same-origin',
        'Cross-Origin-Embedder-Policy: require-corp',
        'Cross-Origin-Resource-Policy: same-origin',
        'X-Content-Type-Options: nosniff',
      ])
        expect({ tried: `${method} ${path}`, isRefused: text.includes(header) }).toEqual({
          tried: `${method} ${path}`,
          isRefused: true,
        });
      expect(text.toLowerCase()).not.toContain('access-control-');
    }
});

test('nothing secret came back', () => {
  expect(server.leaks).toEqual([]);
  expect(server.attacks).toBeGreaterThan(250);
});
