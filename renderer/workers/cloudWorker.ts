import { loadPcdKernels, readableStreamChunks } from 'pcd-format';
// Never inlined: the content security policy allows no data: address.
import pcdKernelsUrl from 'pcd-format/kernels.wasm?url&no-inline';
import cloudKernelsUrl from '#shared/pointcloud/dist/kernels.wasm?url&no-inline';
import { responseProblem } from './cloudProblem.ts';
import { decodeImage } from './decodeImage.ts';
import type { OpenImage } from './cameraPoints.ts';
import { CloudStore } from './cloudStore.ts';
import type { WorkerRequest } from './protocol.ts';
import { serveClouds } from './serveClouds.ts';

/** The module worker: fetches, decodes and answers. Everything else is in files that tests run without a worker. */
const scope = self as unknown as DedicatedWorkerGlobalScope;

// An engine without WebAssembly, or without its SIMD: clouds are decoded and prepared all the same.
const pcdKernels = bytesOf(pcdKernelsUrl)
  .then(loadPcdKernels)
  .catch(() => undefined);
const cloudKernels = bytesOf(cloudKernelsUrl)
  .then((bytes) => WebAssembly.compile(bytes))
  .catch(() => undefined);

const store = new CloudStore(
  async (source, headers, signal) => {
    const response = await fetch(source.url, { headers, signal });
    if (!response.ok || response.body === null) throw responseProblem(response.status, source.path);
    return readableStreamChunks(response.body);
  },
  pcdKernels,
  cloudKernels,
  freeMemoryBytes(),
);

const openImage: OpenImage = async ({ url, path }, headers, signal) => {
  const response = await fetch(url, { headers, signal });
  if (!response.ok) throw responseProblem(response.status, path);
  return decodeImage(await response.blob());
};

const serve = serveClouds({ store, openImage }, (reply, transfer) =>
  scope.postMessage(reply, transfer as Transferable[]),
);

scope.addEventListener('message', (event: MessageEvent<WorkerRequest>) => serve(event.data));

/** An eighth of what the computer has, as far as the browser tells (it names no more than 8 GiB, some nothing at all). */
function freeMemoryBytes(): number | undefined {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return deviceMemory === undefined ? undefined : (Math.min(8, deviceMemory) / 8) * 2 ** 30;
}

async function bytesOf(url: string): Promise<ArrayBuffer> {
  return (await fetch(url)).arrayBuffer();
}
