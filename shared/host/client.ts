import { z } from 'zod';
import {
  contract,
  hostEventSchema,
  type HostClient,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from './contract.ts';
import type { HostConnection } from './connection.ts';
import { envelopeSchema } from './envelope.ts';
import { HostError, type HostFailure } from './hostError.ts';

/** How calls, events and bytes travel to a host. Nothing that comes back is trusted before the client checked it. */
export interface HostTransport {
  /** Resolves with an envelope; rejects with a HostError `unreachable` when the host cannot be reached. */
  call(method: MethodName, input: unknown, signal: AbortSignal | undefined): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
  bytesUrl(datasetId: string, path: string): string;
  readonly bytesHeaders: Readonly<Record<string, string>>;
  readonly connection: HostConnection;
}

/** For a host that ends with its page. */
export const ALWAYS_CONNECTED: HostConnection = { state: 'connected', subscribe: () => () => undefined };

/** The typed client over any transport. Input is checked before it leaves, output and events when they arrive. */
export function createHostClient(transport: HostTransport): HostClient {
  return {
    call: (method, input, options) => call(transport, method, input, options?.signal),
    subscribe: (listener) =>
      transport.subscribe((raw) => {
        const event = hostEventSchema.safeParse(raw);
        // Host and page are of one version; what is no event is somebody else's message.
        if (event.success) listener(event.data);
      }),
    bytesUrl: (datasetId, path) => transport.bytesUrl(datasetId, path),
    get bytesHeaders() {
      return transport.bytesHeaders;
    },
    connection: transport.connection,
  };
}

async function call<M extends MethodName>(
  transport: HostTransport,
  method: M,
  input: MethodInput<M>,
  signal: AbortSignal | undefined,
): Promise<MethodOutput<M>> {
  const { input: inputSchema, output: outputSchema } = contract[method];
  const sent = inputSchema.safeParse(input);
  if (!sent.success) fail('invalid-request', `${method}: ${z.prettifyError(sent.error)}`);
  if (signal?.aborted === true) fail('cancelled', 'the call was cancelled');

  const envelope = envelopeSchema.safeParse(
    await orCancelled(transport.call(method, sent.data, signal), signal),
  );
  if (!envelope.success) fail('internal', `${method}: the answer is no envelope`);
  if (!envelope.data.ok) throw new HostError(envelope.data.error);
  const value = outputSchema.safeParse(envelope.data.value);
  if (!value.success) fail('internal', `${method}: unexpected answer: ${z.prettifyError(value.error)}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed with this method's own schema, which TypeScript cannot tie to it through the union of methods
  return value.data as MethodOutput<M>;
}

/** Rejects as soon as the signal aborts, whatever the transport does meanwhile. */
function orCancelled<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer;
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(new HostError({ code: 'cancelled', message: 'the call was cancelled' }));
    signal.addEventListener('abort', onAbort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function fail(code: HostFailure['code'], message: string): never {
  throw new HostError({ code, message });
}

/** The path of a data file as both hosts serve it: `/data/<datasetId>/<path>`, every segment percent-encoded. */
export function bytesPath(datasetId: string, path: string): string {
  return `/data/${[datasetId, ...path.split('/')].map(encodeURIComponent).join('/')}`;
}
