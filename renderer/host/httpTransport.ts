import { bytesPath, type HostTransport } from '#shared/host/client.ts';
import { HostError } from '#shared/host/hostError.ts';
import { followEvents } from './followEvents.ts';
import { shareSubscription } from './shareSubscription.ts';

/** Reaches the loopback host over HTTP. @param origin `http://127.0.0.1:<port>` */
export function createHttpTransport(origin: string, token: string): HostTransport {
  const headers = { Authorization: `Bearer ${token}` };
  return {
    call: async (method, input, signal) => {
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
        throw new HostError(
          { code: 'unreachable', message: 'the program behind this page does not answer' },
          { cause },
        );
      }
    },
    subscribe: shareSubscription((listener) => followEvents(`${origin}/events`, headers, listener)),
    bytesUrl: (datasetId, path) => `${origin}${bytesPath(datasetId, path)}`,
    bytesHeaders: headers,
  };
}
