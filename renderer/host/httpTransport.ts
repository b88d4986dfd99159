import { bytesPath, type HostTransport } from '#shared/host/client.ts';
import { Connection } from '#shared/host/connection.ts';
import { HostError } from '#shared/host/hostError.ts';
import { followEvents } from './followEvents.ts';
import { provesToken } from './hostProof.ts';
import { shareSubscription } from './shareSubscription.ts';

/**
 * Reaches the loopback host over HTTP. Once its event stream has ended nothing that holds the token is sent until the
 * host has proved that it is the same, or another start with the same token.
 *
 * @param origin `http://127.0.0.1:<port>`
 */
export function createHttpTransport(origin: string, token: string): HostTransport {
  const headers = { Authorization: `Bearer ${token}` };
  const connection = new Connection();
  let check: Check | undefined;
  const endCheck = (): void => {
    check?.end();
    check = undefined;
  };
  const follow = (onEvent: (event: unknown) => void) => {
    const stop = followEvents({
      url: `${origin}/events`,
      headers,
      isOurs: (signal) => provesToken(origin, token, signal),
      onEvent,
      onState: (state) => {
        if (state === 'checking') check ??= new Check();
        else {
          connection.state = state;
          endCheck();
        }
      },
    });
    return () => {
      stop();
      endCheck();
    };
  };
  return {
    call: async (method, input, signal) => {
      await check?.ended;
      if (connection.state === 'lost') throw unreachable();
      try {
        const response = await fetch(`${origin}/rpc/${method}`, {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(input),
          signal: signal ?? null,
        });
        return (await response.json()) as unknown;
      } catch (cause) {
        if (signal?.aborted === true)
          throw new HostError({ code: 'cancelled', message: 'the call was cancelled' });
        throw unreachable(cause);
      }
    },
    subscribe: shareSubscription(follow),
    bytesUrl: (datasetId, path) => `${origin}${bytesPath(datasetId, path)}`,
    get bytesHeaders() {
      return check === undefined && connection.state === 'connected' ? headers : {};
    },
    connection,
  };
}

/** Finding out who answers; takes a moment. */
class Check {
  readonly #listeners = new Set<() => void>();

  readonly ended = new Promise<void>((resolve) => this.#listeners.add(resolve));

  end(): void {
    for (const listener of this.#listeners) listener();
  }
}

function unreachable(cause?: unknown): HostError {
  return new HostError(
    { code: 'unreachable', message: 'the program behind this page does not answer' },
    { cause },
  );
}
