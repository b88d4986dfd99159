import { createHash, type Hash } from 'node:crypto';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import { revisionOf } from '#electron/services/revision.ts';
import { systemErrorCode } from '#shared/host/failure.ts';

/** What a file, or its beginning, was when it was read. */
export interface ReadInput {
  /** Absolute. */
  readonly path: string;
  /** Undefined: there was none. */
  readonly bytes?: number | undefined;
  /** Where it really lies, of a link in the place of a file; what is there is an input of its own. */
  readonly target?: string | undefined;
  /** SHA-256 of the bytes that were read, from the start, and how many these were; absent: only its length was asked. */
  readonly read?: { readonly bytes: number; readonly sha256: string } | undefined;
}

/**
 * A file system that remembers what was read through it, so that whatever was made of it can be known to be made of the
 * same later. Listings of folders are not remembered.
 */
export class ReadLog {
  readonly fileSystem: FileSystem;
  readonly #inputs = new Map<string, ReadInput>();
  #isComplete = true;

  constructor(base: FileSystem) {
    this.fileSystem = {
      ...base,
      stat: (path) =>
        this.#noting(path, async () => {
          const found = await base.stat(path);
          this.#note({ path, bytes: found.bytes });
          return found;
        }),
      readFile: (path, options) =>
        this.#noting(path, async () => {
          const bytes = await base.readFile(path, options);
          const hash = createHash('sha256').update(bytes);
          this.#note({ path, bytes: bytes.length, read: summaryOf(hash, bytes.length) });
          return bytes;
        }),
      readStream: (path, range) => this.#watched(path, range.start, base.readStream(path, range)),
    };
  }

  /** What was read since this was asked last; undefined where that cannot be told for sure. */
  take(): readonly ReadInput[] | undefined {
    const inputs = this.#isComplete ? [...this.#inputs.values()] : undefined;
    this.#inputs.clear();
    this.#isComplete = true;
    return inputs;
  }

  async *#watched(
    path: string,
    start: number,
    pieces: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    if (start > 0) this.#isComplete = false;
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    } finally {
      // Who has seen enough of a file leaves the rest of it unread.
      const length = this.#inputs.get(path)?.bytes;
      if (length === undefined) this.#isComplete = false;
      else this.#note({ path, bytes: length, read: summaryOf(hash, bytes) });
    }
  }

  async #noting<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT') this.#note({ path, bytes: undefined });
      // A link is in the way: it is followed, and what it leads to is read then.
      else if (code === 'ELOOP') await this.#noteLink(path);
      else this.#isComplete = false;
      throw error;
    }
  }

  async #noteLink(path: string): Promise<void> {
    const target = await this.fileSystem.realPath(path).catch(() => undefined);
    if (target === undefined) this.#isComplete = false;
    else this.#note({ path, bytes: undefined, target });
  }

  #note(input: ReadInput): void {
    const known = this.#inputs.get(input.path);
    const isSame =
      known === undefined ||
      (known.bytes === input.bytes &&
        known.target === input.target &&
        (known.read?.bytes !== input.read?.bytes || known.read?.sha256 === input.read?.sha256));
    if (!isSame) this.#isComplete = false;
    const isMore = (input.read?.bytes ?? -1) > (known?.read?.bytes ?? -1);
    if (known === undefined || isMore) this.#inputs.set(input.path, input);
  }
}

/** Is the file still what it was? */
export async function isUnchanged(
  fileSystem: FileSystem,
  { path, bytes, target, read }: ReadInput,
): Promise<boolean> {
  try {
    if (target !== undefined) return (await fileSystem.realPath(path)) === target;
    if (bytes !== undefined && read?.bytes === bytes) {
      const content = await fileSystem.readFile(path, { maxBytes: bytes });
      return content.length === bytes && revisionOf(content) === read.sha256;
    }
    const now = await fileSystem.stat(path);
    if (now.kind !== 'file' || now.bytes !== bytes) return false;
    if (read === undefined) return true;
    const hash = createHash('sha256');
    if (read.bytes > 0)
      for await (const piece of fileSystem.readStream(path, { start: 0, end: read.bytes }))
        hash.update(piece);
    return hash.digest('hex') === read.sha256;
  } catch (error) {
    return target === undefined && bytes === undefined && systemErrorCode(error) === 'ENOENT';
  }
}

function summaryOf(hash: Hash, bytes: number): NonNullable<ReadInput['read']> {
  return { bytes, sha256: hash.digest('hex') };
}
