/** Written at most so often, milliseconds: a terminal is slower than the work. */
const EVERY = 100;

/** A count of what is done, on one line of a terminal that is written over; silent where standard error is none. */
export class Progress {
  readonly #total: number;
  readonly #noun: string;
  #done = 0;
  #shownAt = 0;

  constructor(total: number, noun: string) {
    this.#total = total;
    this.#noun = noun;
  }

  step(): void {
    this.#done += 1;
    if (!process.stderr.isTTY) return;
    const now = performance.now();
    if (now - this.#shownAt < EVERY) return;
    this.#shownAt = now;
    const percent = Math.floor((100 * Math.min(this.#done, this.#total)) / Math.max(1, this.#total));
    process.stderr.write(`\r${percent} %  ${this.#done} of ${this.#total} ${this.#noun}`);
  }

  /** Wipes the line. */
  end(): void {
    if (process.stderr.isTTY && this.#shownAt > 0) process.stderr.write('\r\u001B[K');
  }
}
