import { Worker } from 'node:worker_threads';

/** What every thread is told when it starts, beside what its work needs. */
export interface ThreadControl {
  /** Not 0 any more: what it makes is not asked for any more. */
  readonly stop: Int32Array;
}

/** What it tells: frames that it has done, or the part that came of its job; or why not. */
export type ThreadMessage<Part> =
  | { readonly frames: number }
  | { readonly part: Part }
  | { readonly failure: string };

/** What errors call it. */
interface Named {
  readonly id: string;
}

export interface ThreadsOptions<Item extends Named> {
  /** The program's own file, which finds out that it runs as a thread. */
  readonly entry: URL;
  readonly count: number;
  /** What each is told when it starts. */
  readonly start: object;
  /** What a thread is told of an item, once it is its turn. */
  readonly tellOf: (item: Item) => unknown;
  /** Its work cannot be broken off, only asked to end: native code would take the whole process with it. */
  readonly isPatient?: boolean;
}

/** What is parsed of a frame is forgotten soon; more room for it made nothing faster, and each thread would hold it. */
const YOUNG_MB = 16;

interface Job<Item, Part> {
  readonly item: Item;
  readonly onFrames: (count: number) => void;
  readonly resolve: (part: Part) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that make parts of items, as sequences are, one each at a time. */
export class Threads<Item extends Named, Part> {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[] = [];
  readonly #running = new Map<Worker, Job<Item, Part>>();
  readonly #waiting: Job<Item, Part>[] = [];
  readonly #tellOf: (item: Item) => unknown;
  readonly #isPatient: boolean;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  #end: unknown;
  #ended: Promise<void> | undefined;

  constructor({ entry, count, start, tellOf, isPatient = false }: ThreadsOptions<Item>) {
    this.#tellOf = tellOf;
    this.#isPatient = isPatient;
    const workerData = { ...start, stop: this.#stop } satisfies ThreadControl;
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    this.#workers = Array.from({ length: count }, () => new Worker(entry, { workerData, resourceLimits }));
    for (const worker of this.#workers) {
      this.#idle.push(worker);
      worker.on('message', (message: ThreadMessage<Part>) => this.#hear(worker, message));
      worker.on('error', (error) => this.#lose(worker, error));
      worker.on('exit', (code) => this.#lose(worker, new Error(`a thread ended with code ${code}`)));
    }
  }

  /** The part of an item. Rejects when it cannot be made, and when the threads are ended. */
  part(item: Item, onFrames: (count: number) => void): Promise<Part> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#end);
        return;
      }
      this.#waiting.push({ item, onFrames, resolve, reject });
      this.#next();
    });
  }

  /** At once, whatever they do; patient ones once each has seen that it is to stop. */
  end(reason: unknown = new Error('ended')): Promise<void> {
    this.#ended ??= this.#endAll(reason);
    return this.#ended;
  }

  async #endAll(reason: unknown): Promise<void> {
    this.#end = reason;
    Atomics.store(this.#stop, 0, 1);
    const answers = this.#isPatient ? [...this.#running.keys()].map(answerOf) : [];
    for (const { reject } of [...this.#running.values(), ...this.#waiting.splice(0)]) reject(reason);
    this.#running.clear();
    await Promise.all(answers);
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const [worker, job] = [this.#idle.shift()!, this.#waiting.shift()!];
      this.#running.set(worker, job);
      worker.postMessage(this.#tellOf(job.item), []);
    }
  }

  #hear(worker: Worker, message: ThreadMessage<Part>): void {
    const job = this.#running.get(worker);
    if (job === undefined) return;
    if ('frames' in message) {
      job.onFrames(message.frames);
      return;
    }
    this.#running.delete(worker);
    this.#idle.push(worker);
    if ('part' in message) job.resolve(message.part);
    else job.reject(new Error(`${job.item.id}: ${message.failure}`));
    this.#next();
  }

  /** Out of memory, as a rule. */
  #lose(worker: Worker, error: unknown): void {
    if (this.#end !== undefined) return;
    const job = this.#running.get(worker);
    const reason = error instanceof Error ? error.message : String(error);
    void this.end(job === undefined ? error : new Error(`${job.item.id}: ${reason}`));
  }
}

/** Once a thread is over with its job, or over. */
function answerOf(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.on('message', (message: ThreadMessage<unknown>) => {
      if (!('frames' in message)) resolve();
    });
    worker.on('exit', () => resolve());
  });
}
