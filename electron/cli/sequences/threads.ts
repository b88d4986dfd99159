import { Worker } from 'node:worker_threads';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { ThreadDataset, ThreadSequence } from './threadDataset.ts';
import type { Work } from './work.ts';

/** What a thread is told when it starts. */
export interface ThreadStart {
  readonly dataset: ThreadDataset;
  readonly work: Work;
  /** The folder of parts. */
  readonly parts: string;
  /** Parts may be there, and stay. */
  readonly isKept: boolean;
}

/** What it tells: frames that it has done, or a sequence, with the place of its part; or why not. */
export type ThreadMessage =
  | { readonly frames: number }
  | { readonly part: string }
  | { readonly failure: string };

/** What is parsed of a frame is forgotten soon; more room for it made nothing faster, and each thread would hold it. */
const YOUNG_MB = 16;

interface Job {
  readonly sequence: Sequence;
  readonly onFrames: (count: number) => void;
  readonly resolve: (part: string) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that make parts of sequences, one each at a time. */
export class Threads {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[] = [];
  readonly #running = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];
  #end: unknown;

  readonly #tellOf: (sequence: Sequence) => ThreadSequence;

  /**
   * @param entry the program's own file, which finds out that it runs as a thread
   * @param tellOf what a thread is told of a sequence, once it is its turn
   */
  constructor(entry: URL, count: number, start: ThreadStart, tellOf: (sequence: Sequence) => ThreadSequence) {
    this.#tellOf = tellOf;
    this.#workers = Array.from(
      { length: count },
      () => new Worker(entry, { workerData: start, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } }),
    );
    for (const worker of this.#workers) {
      this.#idle.push(worker);
      worker.on('message', (message: ThreadMessage) => this.#hear(worker, message));
      worker.on('error', (error) => this.#lose(worker, error));
      worker.on('exit', (code) => this.#lose(worker, new Error(`a thread ended with code ${code}`)));
    }
  }

  /** The part of a sequence. Rejects when it cannot be made, and when the threads are ended. */
  part(sequence: Sequence, onFrames: (count: number) => void): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#end);
        return;
      }
      this.#waiting.push({ sequence, onFrames, resolve, reject });
      this.#next();
    });
  }

  /** At once, whatever they do. */
  async end(reason: unknown = new Error('ended')): Promise<void> {
    this.#end = reason;
    for (const { reject } of [...this.#running.values(), ...this.#waiting.splice(0)]) reject(reason);
    this.#running.clear();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const [worker, job] = [this.#idle.shift()!, this.#waiting.shift()!];
      this.#running.set(worker, job);
      worker.postMessage(this.#tellOf(job.sequence), []);
    }
  }

  #hear(worker: Worker, message: ThreadMessage): void {
    const job = this.#running.get(worker);
    if (job === undefined) return;
    if ('frames' in message) {
      job.onFrames(message.frames);
      return;
    }
    this.#running.delete(worker);
    this.#idle.push(worker);
    if ('part' in message) job.resolve(message.part);
    else job.reject(new Error(`${job.sequence.id}: ${message.failure}`));
    this.#next();
  }

  /** Out of memory, as a rule. */
  #lose(worker: Worker, error: unknown): void {
    if (this.#end !== undefined) return;
    const job = this.#running.get(worker);
    const reason = error instanceof Error ? error.message : String(error);
    void this.end(job === undefined ? error : new Error(`${job.sequence.id}: ${reason}`));
  }
}
