import { createStore, type StoreApi } from 'zustand/vanilla';

export type LongWorkState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly deed: 'carry' | 'refine';
      /** Frames, or cuboids. */
      readonly done: number;
      readonly total: number;
    };

/** What goes through many frames while a person works on: one at a time, to be followed and ended. */
export class LongWork {
  readonly store: StoreApi<LongWorkState> = createStore<LongWorkState>(() => ({ kind: 'idle' }));
  #run: AbortController | undefined;
  /** The last one, and with it all before. */
  #last: Promise<unknown> = Promise.resolve();

  /** Ends what is running, and begins once that has written what it has. */
  async start<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    const running = this.#last.then(() => work(run.signal));
    this.#last = running.catch(() => undefined);
    try {
      return await running;
    } finally {
      if (this.#run === run) {
        this.#run = undefined;
        this.store.setState({ kind: 'idle' }, true);
      }
    }
  }

  /** Says how far it has come. */
  tell(deed: 'carry' | 'refine', done: number, total: number): void {
    this.store.setState({ kind: 'running', deed, done, total }, true);
  }

  /** Ends what is running; false: nothing is. */
  stop(): boolean {
    const isRunning = this.#run !== undefined;
    this.#run?.abort();
    return isRunning;
  }

  /** Resolves when nothing is running, nor being written. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
