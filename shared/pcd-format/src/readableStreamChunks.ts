/** The part of a web ReadableStream that is needed here, so that this package needs no DOM types. */
export interface ByteStream {
  getReader(): ByteReader;
  getReader(options: { readonly mode: 'byob' }): ByobReader;
}

interface Reader {
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
}

interface Piece<B extends ArrayBufferLike = ArrayBufferLike> {
  readonly done: boolean;
  readonly value?: Uint8Array<B> | undefined;
}

export interface ByteReader extends Reader {
  read(): Promise<Piece>;
}

/** Reads into memory that it is lent; the answer is a view on the same memory, under another name. */
export interface ByobReader extends Reader {
  read(view: Uint8Array<ArrayBuffer>): Promise<Piece<ArrayBuffer>>;
}

/** As much as a stream is asked for at a time, where it can fill memory that is used again. */
const CHUNK_BYTES = 2 ** 20;

/**
 * The chunks of a web stream, for example of a `fetch` body; each is valid until the next one is asked for. When the
 * consumer stops early, the stream is cancelled, so that what is left is not downloaded. (Async iteration of
 * ReadableStream itself is missing in some browsers.)
 */
export async function* readableStreamChunks(stream: ByteStream): AsyncGenerator<Uint8Array, void, undefined> {
  const [reader, read] = openReader(stream);
  let isFinished = false;
  try {
    for (;;) {
      const { done, value } = await read();
      if (done) break;
      if (value !== undefined) yield value;
    }
    isFinished = true;
  } finally {
    // A cancel that fails must not hide the error on account of which the consumer stopped.
    if (!isFinished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** Streams of bytes fill the same memory again and again; others, such as those that a page makes itself, bring their own. */
function openReader(stream: ByteStream): readonly [Reader, () => Promise<Piece>] {
  let byob: ByobReader;
  try {
    byob = stream.getReader({ mode: 'byob' });
  } catch {
    const reader = stream.getReader();
    return [reader, () => reader.read()];
  }
  let buffer = new ArrayBuffer(CHUNK_BYTES);
  const read = async (): Promise<Piece> => {
    const piece = await byob.read(new Uint8Array(buffer));
    // Undefined when the stream was cancelled meanwhile; the memory is then gone, and no further read comes.
    if (piece.value !== undefined) ({ buffer } = piece.value);
    return piece;
  };
  return [byob, read];
}
