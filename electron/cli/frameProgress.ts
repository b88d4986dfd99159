import type { OnProgress } from './progress.ts';

/** Frames that are done in all of several items; those of an item that nobody counted are done once it is over. */
export class FrameProgress<Item> {
  readonly #framesIn: (item: Item) => number;
  readonly #onProgress: OnProgress | undefined;
  readonly #total: number;
  readonly #ofItems = new Map<Item, number>();
  #done = 0;

  constructor(items: readonly Item[], framesIn: (item: Item) => number, onProgress: OnProgress | undefined) {
    this.#framesIn = framesIn;
    this.#onProgress = onProgress;
    this.#total = items.reduce((sum, item) => sum + framesIn(item), 0);
  }

  add(item: Item, count: number): void {
    this.#ofItems.set(item, (this.#ofItems.get(item) ?? 0) + count);
    this.#done += count;
    this.#onProgress?.(this.#done, this.#total);
  }

  finish(item: Item): void {
    this.add(item, this.#framesIn(item) - (this.#ofItems.get(item) ?? 0));
    this.#ofItems.delete(item);
  }
}
