import type { Diff } from './diff.ts';
import type { HistoryEntry } from './history.ts';
import { recordEdit, type Transaction, type TransactionBase } from './transaction.ts';

/** What a gesture needs of its document. */
export interface GestureHost {
  /** The document without any preview. */
  readonly base: TransactionBase;
  show(diff: Diff): void;
  finish(diff: Diff): HistoryEntry | undefined;
  drop(): void;
}

/**
 * An edit in the making, such as a drag. Every preview is computed from the state at the start, so that a thousand small
 * moves add up to no drift; only the commit makes history, one entry. A gesture that is over (committed, cancelled, or
 * dropped because its frame was replaced) does nothing any more.
 */
export class Gesture {
  /** Resolves when it is over, however it ended. */
  readonly over: Promise<void>;
  #host: GestureHost | undefined;
  #diff: Diff = new Map();
  #end: () => void = () => undefined;

  constructor(host: GestureHost) {
    this.#host = host;
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isOpen(): boolean {
    return this.#host !== undefined;
  }

  /** Shows the edit in place of the last preview. What it throws leaves the last preview standing. */
  preview(edit: (tx: Transaction) => void): void {
    if (this.#host === undefined) return;
    this.#diff = recordEdit(this.#host.base, edit);
    this.#host.show(this.#diff);
  }

  /** Makes the last preview real; undefined when it changes nothing or the gesture is over. */
  commit(): HistoryEntry | undefined {
    const host = this.#host;
    this.#host = undefined;
    this.#end();
    return host?.finish(this.#diff);
  }

  /** Ends without a trace. */
  cancel(): void {
    const host = this.#host;
    this.#host = undefined;
    this.#end();
    host?.drop();
  }
}
