/** The part of a web ReadableStream that is needed here, so that this package needs no DOM types. */
export interface ByteStream {
  getReader(): ByteReader;
}

export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
}

/**
 * The chunks of a web stream, for example of a `fetch` body. When the consumer stops early, the stream is cancelled, so
 * that what is left is not downloaded. (Async iteration of ReadableStream itself is missing in some browsers.)
 */
export async function* readableStreamChunks(stream: ByteStream): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let isFinished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
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
