import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { followEvents } from './followEvents.ts';

/** Each connection is answered by the next of these; the last answers all that follow. */
async function serveEvents(...answers: ((response: ServerResponse) => void)[]) {
  let connections = 0;
  const server = createServer((_request, response) => {
    const answer = answers[Math.min(connections, answers.length - 1)];
    connections += 1;
    answer?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  return { url, connections: () => connections };
}

test('connects again after the stream broke', async () => {
  const { url } = await serveEvents(
    (response) => response.end('data: 1\n\n'),
    (response) => response.writeHead(500).end(),
    (response) => response.write('data: 2\n\n'),
  );
  const events: unknown[] = [];
  onTestFinished(followEvents(url, {}, (event) => events.push(event)));
  await vi.waitFor(() => expect(events).toEqual([1, 2]), 4000);
});

test('does not ask again when it is not authorised', async () => {
  const { url, connections } = await serveEvents((response) => response.writeHead(401).end());
  onTestFinished(followEvents(url, {}, () => undefined));
  await vi.waitFor(() => expect(connections()).toBe(1));
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(connections()).toBe(1);
});

test('is silent once it was stopped', async () => {
  let send: ((text: string) => void) | undefined;
  const { url } = await serveEvents((response) => {
    send = (text) => response.write(text);
    response.write('data: 1\n\n');
  });
  const events: unknown[] = [];
  const stop = followEvents(url, {}, (event) => events.push(event));
  await vi.waitFor(() => expect(events).toEqual([1]));
  stop();
  send?.('data: 2\n\n');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(events).toEqual([1]);
});
