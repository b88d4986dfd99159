import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { followEvents, type EventSource } from './followEvents.ts';

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

/** Follows, and notes what it hears. */
function listen(url: string, isOurs: EventSource['isOurs'] = () => Promise.resolve(true)) {
  const events: unknown[] = [];
  const states: string[] = [];
  const stop = followEvents({
    url,
    headers: {},
    isOurs,
    onState: (state) => states.push(state),
    onEvent: (event) => events.push(event),
  });
  onTestFinished(stop);
  return { events, states, stop };
}

test('connects again after the stream broke', async () => {
  const { url } = await serveEvents(
    (response) => response.end('data: 1\n\n'),
    (response) => response.writeHead(500).end(),
    (response) => response.write('data: 2\n\n'),
  );
  const { events, states } = listen(url);
  await vi.waitFor(() => expect(events).toEqual([1, 2]), 4000);
  expect(states).toEqual(['connected', 'checking', 'lost', 'connected']);
});

test('a stream that is cut and goes on at once was never lost', async () => {
  const { url } = await serveEvents(
    (response) => {
      response.write('data: 1\n\n');
      setTimeout(() => response.destroy(), 1100);
    },
    (response) => response.write('data: 2\n\n'),
  );
  const { events, states } = listen(url);
  await vi.waitFor(() => expect(events).toEqual([1, 2]), 4000);
  expect(states).toEqual(['connected', 'checking', 'connected']);
});

test('asks nothing of whoever has taken the port', async () => {
  const { url, connections } = await serveEvents((response) => response.end('data: 1\n\n'));
  const isOurs = vi.fn<EventSource['isOurs']>(() => Promise.resolve(false));
  const { states } = listen(url, isOurs);
  await vi.waitFor(() => expect(isOurs.mock.calls.length).toBeGreaterThan(2), 4000);
  expect(connections()).toBe(1);
  expect(states.at(-1)).toBe('lost');
});

test('does not ask again when it is not authorised', async () => {
  const { url, connections } = await serveEvents((response) => response.writeHead(401).end());
  const { states } = listen(url);
  await vi.waitFor(() => expect(connections()).toBe(1));
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(connections()).toBe(1);
  expect(states).toEqual(['lost']);
});

test('is silent once it was stopped', async () => {
  let send: ((text: string) => void) | undefined;
  const { url } = await serveEvents((response) => {
    send = (text) => response.write(text);
    response.write('data: 1\n\n');
  });
  const { events, stop } = listen(url);
  await vi.waitFor(() => expect(events).toEqual([1]));
  stop();
  send?.('data: 2\n\n');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(events).toEqual([1]);
});
