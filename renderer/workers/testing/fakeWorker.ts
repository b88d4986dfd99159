import { cloudKernels } from '../../../testing/cloudKernels.ts';
import type { OpenImage } from '../cameraPoints.ts';
import { CloudStore, type OpenSweep } from '../cloudStore.ts';
import type { WorkerReply, WorkerRequest } from '../protocol.ts';
import { serveClouds } from '../serveClouds.ts';
import type { WorkerPort } from '../workerClient.ts';

const noImage: OpenImage = () => Promise.reject(new Error('there is no image'));

/** A worker without a thread: what is posted is cloned and arrives later, as with a real one. It can be made to die. */
export class FakeWorker implements WorkerPort {
  readonly requests: WorkerRequest[] = [];
  isTerminated = false;
  readonly #serve: (request: WorkerRequest) => void;
  readonly #onMessage: ((event: { readonly data: WorkerReply }) => void)[] = [];
  readonly #onError: ((event: unknown) => void)[] = [];

  constructor(open: OpenSweep, openImage: OpenImage = noImage) {
    const store = new CloudStore(open, undefined, cloudKernels);
    this.#serve = serveClouds({ store, openImage }, (reply, transfer) => {
      const data = structuredClone(reply, { transfer: transfer as ArrayBuffer[] });
      queueMicrotask(() => {
        if (!this.isTerminated) for (const listener of this.#onMessage) listener({ data });
      });
    });
  }

  /** The methods that were called, without cancellations. */
  get calls(): readonly string[] {
    return this.requests.map((request) =>
      request.kind === 'call' ? `${request.method} ${request.input.frameId}` : 'cancel',
    );
  }

  postMessage(request: WorkerRequest, transfer: Transferable[]): void {
    const copy = structuredClone(request, { transfer: transfer as ArrayBuffer[] });
    this.requests.push(copy);
    queueMicrotask(() => {
      if (!this.isTerminated) this.#serve(copy);
    });
  }

  addEventListener(type: 'message', listener: (event: { readonly data: WorkerReply }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: unknown) => void): void;
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: never) => void): void {
    if (type === 'message') this.#onMessage.push(listener as (event: { readonly data: WorkerReply }) => void);
    else if (type === 'error') this.#onError.push(listener as (event: unknown) => void);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  die(): void {
    for (const listener of this.#onError) listener(new Event('error'));
  }
}
