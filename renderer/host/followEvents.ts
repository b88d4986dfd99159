import { ServerSentEvents } from './serverSentEvents.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows the host's event stream until the returned function is called, and connects again when it breaks, with
 * growing pauses. `fetch` and not EventSource, which cannot send the token in a header.
 */
export function followEvents(
  url: string,
  headers: Readonly<Record<string, string>>,
  listener: (event: unknown) => void,
): () => void {
  const stop = new AbortController();
  void follow(url, headers, listener, stop.signal);
  return () => stop.abort();
}

async function follow(
  url: string,
  headers: Readonly<Record<string, string>>,
  listener: (event: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { headers, signal, cache: 'no-store' });
      // Another start of the program has another token: asking again would never help.
      if (response.status === 401) return;
      if (response.body !== null && response.ok) {
        pauseMs = FIRST_PAUSE_MS;
        await readAll(response.body, new ServerSentEvents((event) => signal.aborted || listener(event)));
      }
    } catch {
      // The host is away or the page is going: the loop decides whether to try again.
    }
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function readAll(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  events: ServerSentEvents,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    events.push(value);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
