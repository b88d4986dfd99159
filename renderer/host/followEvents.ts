import { ServerSentEvents } from './serverSentEvents.ts';

const FIRST_PAUSE_MS = 250;
/** A connection to a port on this computer where nobody listens costs next to nothing. */
const LONGEST_PAUSE_MS = 1000;
/** A stream that lasted no longer is not connected again at once: something is wrong with it. */
const BRIEF_MS = 1000;

export interface EventSource {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Is it our host that answers? Asked before anything secret is sent again, once the stream has ended. */
  isOurs(signal: AbortSignal): Promise<boolean>;
  /** `checking`: the stream has ended, and whether the host is still there is being found out. */
  onState(state: 'connected' | 'checking' | 'lost'): void;
  onEvent(event: unknown): void;
}

/**
 * Follows the host's event stream until the returned function is called, and connects again when it breaks: at once,
 * then with pauses for as long as it takes. `fetch` and not the browser's EventSource, which cannot send the token in a
 * header.
 */
export function followEvents(source: EventSource): () => void {
  const stop = new AbortController();
  void follow(source, stop.signal);
  return () => stop.abort();
}

async function follow(source: EventSource, signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  let isFirst = true;
  while (!signal.aborted) {
    const started = performance.now();
    const end = await attempt(source, isFirst, signal);
    if (signal.aborted) return;
    isFirst = false;
    if (end === 'broken') {
      pauseMs = FIRST_PAUSE_MS;
      source.onState('checking');
      if (performance.now() - started < BRIEF_MS) await pause(pauseMs, signal);
      continue;
    }
    source.onState('lost');
    // Another start of the program has another token: asking again would never help.
    if (end === 'refused') return;
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** `broken`: it was there and ended; `away`: nobody answered, or not our host. */
async function attempt(
  { url, headers, isOurs, onState, onEvent }: EventSource,
  isFirst: boolean,
  signal: AbortSignal,
): Promise<'broken' | 'away' | 'refused'> {
  let isThere = false;
  try {
    if (!isFirst && !(await isOurs(signal))) return 'away';
    const response = await fetch(url, { headers, signal, cache: 'no-store' });
    if (response.status === 401) return 'refused';
    if (response.body === null || !response.ok) return 'away';
    isThere = true;
    onState('connected');
    await readAll(response.body, new ServerSentEvents((event) => signal.aborted || onEvent(event)));
  } catch {
    // The host is away or the page is going: whoever called decides whether to try again.
  }
  return isThere ? 'broken' : 'away';
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
