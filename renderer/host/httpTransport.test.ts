import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createHttpTransport } from './httpTransport.ts';

const TOKEN = 'A'.repeat(43);

/** A program at the port, which notes what it is asked. It knows the token or not. */
async function program(port: number, secret: string | undefined) {
  const requests: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    requests.push({ url, headers });
    const nonce = /^\/proof\?nonce=(.+)$/.exec(url)?.[1];
    const key = secret ?? 'a guess';
    if (nonce !== undefined)
      response.end(createHmac('sha256', key).update(`boxwright-proof:${nonce}`).digest('base64url'));
    else if (url === '/events') response.write(': connected\n\n');
    else response.end('{"ok":true,"value":1}');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = () => endServer(server);
  onTestFinished(end);
  return { requests, end, port: (server.address() as AddressInfo).port };
}

async function endServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function connected(port: number) {
  const transport = createHttpTransport(`http://127.0.0.1:${port}`, TOKEN);
  onTestFinished(transport.subscribe(() => undefined));
  const states: string[] = [];
  transport.connection.subscribe((state) => states.push(state));
  return { transport, states, ask: () => transport.call('host.info', {}, undefined) };
}

test('says when the host goes and when it is back', async () => {
  const first = await program(0, TOKEN);
  const { transport, states, ask } = await connected(first.port);
  expect(await ask()).toEqual({ ok: true, value: 1 });
  await vi.waitFor(() => expect(first.requests.some(({ url }) => url === '/events')).toBe(true));
  await first.end();
  await vi.waitFor(() => expect(states).toEqual(['lost']));
  await expect(ask()).rejects.toMatchObject({ failure: { code: 'unreachable' } });
  expect(transport.bytesHeaders).toEqual({});
  await program(first.port, TOKEN);
  await vi.waitFor(() => expect(states).toEqual(['lost', 'connected']), 4000);
  expect(await ask()).toEqual({ ok: true, value: 1 });
  expect(transport.bytesHeaders).toEqual({ Authorization: `Bearer ${TOKEN}` });
});

test('whoever takes the port of a host that has gone is told nothing', async () => {
  const first = await program(0, TOKEN);
  const { transport, states, ask } = await connected(first.port);
  await vi.waitFor(() => expect(first.requests.some(({ url }) => url === '/events')).toBe(true));
  await first.end();
  const stranger = await program(first.port, undefined);
  await vi.waitFor(() => expect(stranger.requests.length).toBeGreaterThan(1), 4000);
  await expect(ask()).rejects.toMatchObject({ failure: { code: 'unreachable' } });
  expect(states).toEqual(['lost']);
  expect(transport.bytesHeaders).toEqual({});
  expect(stranger.requests.every(({ url }) => url?.startsWith('/proof?'))).toBe(true);
  expect(JSON.stringify(stranger.requests)).not.toContain(TOKEN);
});

test('a call made while it is being found out waits for the answer', async () => {
  const first = await program(0, TOKEN);
  const { transport, ask } = await connected(first.port);
  await vi.waitFor(() => expect(first.requests.some(({ url }) => url === '/events')).toBe(true));
  await first.end();
  const again = await program(first.port, TOKEN);
  await vi.waitFor(() => expect(transport.bytesHeaders).toEqual({}));
  expect(await ask()).toEqual({ ok: true, value: 1 });
  expect(again.requests[0]?.url).toMatch(/^\/proof/);
});
