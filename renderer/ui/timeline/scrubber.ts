/** A frame that is on its way this long is given up for where the pointer is now, milliseconds. */
const PATIENCE_MS = 250;

/**
 * Goes to the frames under a pointer that is dragged along. The pointer is quicker than frames can be: what it passes is
 * left out. A frame that is on its way may come for a moment all the same, or nothing would be seen of a steady drag.
 */
export class Scrubber {
  readonly #goTo: (index: number) => Promise<void>;
  #going: number | undefined;
  #next: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param goTo gives up what it was asked for before */
  constructor(goTo: (index: number) => Promise<void>) {
    this.#goTo = goTo;
  }

  /** The frame that is under the pointer. */
  want(index: number): void {
    if (this.#going === undefined) this.#start(index);
    else this.#next = index === this.#going ? undefined : index;
  }

  /** The pointer was let go: what is under it comes as soon as it can. */
  end(): void {
    const next = this.#next;
    this.#forget();
    if (next !== undefined) void this.#goTo(next);
  }

  /** Asks for nothing more. */
  dispose(): void {
    this.#forget();
  }

  #start(index: number): void {
    this.#forget();
    this.#going = index;
    this.#timer = setTimeout(() => this.#goOn(index), PATIENCE_MS);
    void this.#goTo(index).finally(() => this.#goOn(index));
  }

  /** The frame has come, or has had its time. */
  #goOn(index: number): void {
    if (this.#going !== index) return;
    const next = this.#next;
    this.#forget();
    if (next !== undefined) this.#start(next);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#going = undefined;
    this.#next = undefined;
  }
}
