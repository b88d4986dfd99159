import type { HistoryEntry } from '../document/history.ts';

/** Repeated small edits this close together, in milliseconds, are one for undo. */
const BURST = 400;

/** Keeps apart one burst of a held or repeated key from the next. */
export class Burst {
  readonly #now: () => number;
  #last: { readonly key: string; readonly entry: HistoryEntry; readonly at: number } | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Runs an edit, handing it the entry that it may join; `key` says what is edited and how. */
  run(key: string, edit: (mergeInto: HistoryEntry | undefined) => HistoryEntry | undefined): void {
    const joins = this.#last?.key === key && this.#now() - this.#last.at <= BURST;
    const entry = edit(joins ? this.#last?.entry : undefined);
    this.#last = entry === undefined ? undefined : { key, entry, at: this.#now() };
  }
}
