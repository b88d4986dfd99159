import { WorkerClient, type WorkerPort } from './workerClient.ts';

interface Slot {
  client: WorkerClient;
  bytes: number;
}

/**
 * Two workers: while one decodes the next frame, the other answers questions about the frame on screen at once.
 * One that dies is replaced, and `onLost` told which.
 */
export class WorkerPool {
  static readonly SIZE = 2;
  readonly #createWorker: () => WorkerPort;
  readonly #onLost: (slot: number) => void;
  readonly #slots: readonly Slot[];

  constructor(createWorker: () => WorkerPort, onLost: (slot: number) => void) {
    this.#createWorker = createWorker;
    this.#onLost = onLost;
    this.#slots = Array.from({ length: WorkerPool.SIZE }, (_, i) => ({ client: this.#start(i), bytes: 0 }));
  }

  client(slot: number): WorkerClient {
    return this.#at(slot).client;
  }

  /** Bytes of the clouds and indices that each worker holds, as it last reported. */
  bytes(): readonly number[] {
    return this.#slots.map(({ bytes }) => bytes);
  }

  setBytes(slot: number, bytes: number): void {
    this.#at(slot).bytes = bytes;
  }

  terminate(): void {
    for (const { client } of this.#slots) client.terminate();
  }

  #start(slot: number): WorkerClient {
    return new WorkerClient(this.#createWorker(), () => {
      this.#at(slot).client = this.#start(slot);
      this.#at(slot).bytes = 0;
      this.#onLost(slot);
    });
  }

  #at(slot: number): Slot {
    const found = this.#slots[slot];
    if (found === undefined) throw new RangeError(`there is no worker ${slot}`);
    return found;
  }
}
