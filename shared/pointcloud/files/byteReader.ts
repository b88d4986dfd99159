const NOTHING = new Uint8Array(0);

/**
 * Reads a file that arrives in chunks of any size: gathers just as much as is asked for, and joins what a chunk cut in
 * two. Chunks are not kept, so that a source may reuse their memory. Close it, so that what is left is not fetched.
 */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  /** Where pieces are joined; grows by doubling, so that one-byte chunks cost no more than others. */
  #joined: Uint8Array = NOTHING;
  #unread: Uint8Array = NOTHING;

  constructor(chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#signal = signal;
  }

  /** The bytes at hand; valid until the next `fill` or `skip`. */
  get unread(): Uint8Array {
    return this.#unread;
  }

  /**
   * Waits until at least so many bytes are at hand; false: the file ends before.
   * @throws the signal's reason when aborted, and whatever the source throws
   */
  async fill(least: number): Promise<boolean> {
    while (this.#unread.length < least) if (!(await this.#pull())) return false;
    return true;
  }

  /** Drops the first `count` of the bytes at hand. */
  consume(count: number): void {
    this.#unread = this.#unread.subarray(count);
  }

  /** Drops the next `count` bytes of the file, without keeping them; false: the file ends before. */
  async skip(count: number): Promise<boolean> {
    let left = count;
    while (left > this.#unread.length) {
      left -= this.#unread.length;
      this.#unread = NOTHING;
      if (!(await this.#pull())) return false;
    }
    this.consume(left);
    return true;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #pull(): Promise<boolean> {
    this.#signal?.throwIfAborted();
    if (this.#unread.length > 0) this.#keepUnread();
    const { done, value } = await this.#chunks.next();
    this.#signal?.throwIfAborted();
    if (done === true) return false;
    if (this.#unread.length === 0) this.#unread = value;
    else this.#join(value);
    return true;
  }

  #keepUnread(): void {
    if (this.#unread.buffer === this.#joined.buffer) return;
    const rest = this.#unread;
    this.#unread = this.#joined.subarray(0, 0);
    this.#join(rest);
  }

  #join(chunk: Uint8Array): void {
    const rest = this.#unread;
    const length = rest.length + chunk.length;
    let start = rest.byteOffset;
    if (start + length > this.#joined.length) {
      const roomy = length > this.#joined.length ? new Uint8Array(2 * length) : this.#joined;
      roomy.set(rest);
      this.#joined = roomy;
      start = 0;
    }
    this.#joined.set(chunk, start + rest.length);
    this.#unread = this.#joined.subarray(start, start + length);
  }
}
