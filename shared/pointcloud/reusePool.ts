/** What is used again: a memory, a buffer. */
interface Reusable {
  readonly byteLength: number;
}

/**
 * Memory that is used again and again: a page that is touched for the first time costs several times what it costs to
 * fill it. Pieces that nobody uses are kept up to a limit of bytes, those given back last the longest.
 */
export class ReusePool<T extends Reusable> {
  readonly #create: (bytes: number) => T;
  readonly #mostFreeBytes: number;
  #free: T[] = [];

  /** @param create makes a piece of at least so many bytes */
  constructor(create: (bytes: number) => T, mostFreeBytes: number) {
    this.#create = create;
    this.#mostFreeBytes = mostFreeBytes;
  }

  /** Of the pieces that nobody uses. */
  get freeBytes(): number {
    return this.#free.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /**
   * A piece of at least so many bytes, its contents whatever they were; not one that is much larger, or a small frame
   * would cost what a large one costs. Throws what making one throws.
   */
  take(bytes: number): T {
    const found = this.#free
      .filter(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes + 2 ** 20)
      .sort((a, b) => a.byteLength - b.byteLength)[0];
    if (found === undefined) return this.#create(bytes);
    this.#free = this.#free.filter((piece) => piece !== found);
    return found;
  }

  /** Takes a piece back; nobody may look at it any more. */
  give(piece: T): void {
    this.#free.push(piece);
    while (this.freeBytes > this.#mostFreeBytes) this.#free.shift();
  }
}
