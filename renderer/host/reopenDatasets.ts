import { Connection } from '#shared/host/connection.ts';
import type { HostClient, HostEvent, MethodInput, MethodName, MethodOutput } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';

/**
 * Lets a page outlive its host: one that was started again knows no datasets. What was open is opened again before the
 * host counts as connected, and where a call about it is answered `not-open` all the same. Ids follow from the folder's real path, so that
 * everything that names the dataset, addresses of its bytes too, goes on as before.
 */
export function reopenDatasets(host: HostClient): HostClient {
  /** Where each open dataset lies, by its id. */
  const paths = new Map<string, string>();
  const opening = new Map<string, Promise<boolean>>();
  const listeners = new Set<(event: HostEvent) => void>();

  /** False: there is another dataset now, or none. */
  const reopen = async (datasetId: string, path: string): Promise<boolean> => {
    const opened = await host.call('dataset.open', { path });
    if (opened.datasetId !== datasetId) {
      await host.call('dataset.close', { datasetId: opened.datasetId });
      return false;
    }
    const { others } = opened;
    for (const listener of listeners) listener({ type: 'dataset.others', datasetId, others });
    return true;
  };

  const reopenOnce = (datasetId: string, path: string): Promise<boolean> => {
    const running = opening.get(datasetId);
    if (running !== undefined) return running;
    const started = reopen(datasetId, path).finally(() => opening.delete(datasetId));
    opening.set(datasetId, started);
    return started;
  };

  const connection = new Connection();
  let attempt = 0;
  const restore = async (): Promise<void> => {
    const own = ++attempt;
    // What cannot be opened any more says so when it is asked for.
    await Promise.allSettled(
      [...paths].map(async ([datasetId, path]) => {
        const { isOpen } = await host.call('dataset.isOpen', { datasetId });
        if (!isOpen) await reopenOnce(datasetId, path);
      }),
    );
    if (own === attempt) connection.state = host.connection.state;
  };
  host.connection.subscribe((state) => {
    if (state === 'connected') return void restore();
    attempt += 1;
    connection.state = state;
  });

  async function call<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    options?: { signal?: AbortSignal },
  ): Promise<MethodOutput<M>> {
    const output = await callOpen(method, input, options);
    if ('datasetId' in output && 'path' in output) paths.set(output.datasetId, output.path);
    if (method === 'dataset.close' && 'datasetId' in input) paths.delete(input.datasetId);
    return output;
  }

  async function callOpen<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    options?: { signal?: AbortSignal },
  ): Promise<MethodOutput<M>> {
    try {
      return await host.call(method, input, options);
    } catch (error) {
      const datasetId = 'datasetId' in input ? input.datasetId : '';
      const path = paths.get(datasetId);
      const isLost = error instanceof HostError && error.failure.code === 'not-open';
      // Where it is not open there is nothing to close; and whatever `close` answers, nobody reads it.
      if (isLost && method === 'dataset.close' && path !== undefined) return {} as MethodOutput<M>;
      if (!isLost || path === undefined || !(await reopenOnce(datasetId, path))) throw error;
      return host.call(method, input, options);
    }
  }

  return {
    call,
    subscribe: (listener) => {
      const own = (event: HostEvent): void => listener(event);
      listeners.add(own);
      const stop = host.subscribe(own);
      return () => {
        listeners.delete(own);
        stop();
      };
    },
    bytesUrl: (datasetId, path) => host.bytesUrl(datasetId, path),
    get bytesHeaders() {
      return host.bytesHeaders;
    },
    connection,
  };
}
