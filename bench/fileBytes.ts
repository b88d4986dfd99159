import { closeSync, openSync, readSync } from 'node:fs';

/** Fills `target` from the start of a file. */
export function readInto(path: string, target: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const fd = openSync(path, 'r');
  for (let at = 0; at < target.length;) at += readSync(fd, target, at, target.length - at, at);
  closeSync(fd);
  return target;
}

/** A file in pieces, each in the same memory. */
export async function* chunksOf(path: string, chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  const fd = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(fd, chunk, 0, chunk.length, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(fd);
  }
}
