import { readableStreamChunks } from 'pcd-format';
import { responseProblem } from './cloudProblem.ts';
import { CloudStore } from './cloudStore.ts';
import type { WorkerRequest } from './protocol.ts';
import { serveClouds } from './serveClouds.ts';

/** The module worker: fetches, decodes and answers. Everything else is in files that tests run without a worker. */
const scope = self as unknown as DedicatedWorkerGlobalScope;

const store = new CloudStore(async (source, headers, signal) => {
  const response = await fetch(source.url, { headers, signal });
  if (!response.ok || response.body === null) throw responseProblem(response.status, source.path);
  return readableStreamChunks(response.body);
});

const serve = serveClouds(store, (reply, transfer) => scope.postMessage(reply, transfer as Transferable[]));

scope.addEventListener('message', (event: MessageEvent<WorkerRequest>) => serve(event.data));
