import type { ServerResponse } from 'node:http';
import type { HostEvent } from '#shared/host/contract.ts';

const HEARTBEAT_MS = 15_000;

/**
 * Sends the host's events as server-sent events until the page goes away; heartbeats keep the connection known. A
 * client that lets more than `unreadBytes` pile up is hung up on: the page, if it is one, connects again.
 */
export function streamEvents(
  response: ServerResponse,
  subscribe: (listener: (event: HostEvent) => void) => () => void,
  unreadBytes: number,
): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  const send = (text: string): void => {
    response.write(text);
    if (response.writableLength > unreadBytes) response.destroy();
  };
  send(': connected\n\n');
  const unsubscribe = subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => send(': alive\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
