import type { ServerResponse } from 'node:http';
import type { HostEvent } from '#shared/host/contract.ts';

const HEARTBEAT_MS = 15_000;

/** Sends the host's events as server-sent events until the page goes away; heartbeats keep the connection known. */
export function streamEvents(
  response: ServerResponse,
  subscribe: (listener: (event: HostEvent) => void) => () => void,
): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.write(': connected\n\n');
  const unsubscribe = subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
