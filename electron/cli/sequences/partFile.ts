import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ReadInput } from './readLog.ts';

/**
 * A part: what one sequence came to, piece by piece, in a file of its own that appears when it is whole. Each piece is its
 * length (four bytes) and its value, as structured clones are, compressed; then a length of 0, `about` as JSON with its
 * length behind it, and the SHA-256 of all before. It is read by the same version of the program and of Node only.
 */
export interface AboutPart {
  /** Of everything beside files that it was made of. */
  readonly key: string;
  /** The files; absent: not known for sure. */
  readonly inputs?: readonly ReadInput[] | undefined;
}

const HASH_BYTES = 32;
/** Time is worth more than space: it is read once or twice. */
const LEVEL = 1;

/** @param temporary where it is written first, in the same folder */
export async function writePart(
  path: string,
  temporary: string,
  pieces: AsyncIterable<unknown>,
  about: () => AboutPart,
): Promise<void> {
  const file = await open(temporary, 'w');
  const hash = createHash('sha256');
  try {
    for await (const piece of pieces) {
      const bytes = deflateRawSync(serialize(piece), { level: LEVEL });
      await append(file, hash, uint32(bytes.length), bytes);
    }
    const end = Buffer.from(JSON.stringify(about()));
    await append(file, hash, uint32(0), end, uint32(end.length));
    await file.writeFile(hash.digest());
    // A name without its bytes after a power cut is told by the hash: nothing waits for the disk here.
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The pieces of a part that is there and whole. */
export async function* readPart(path: string): AsyncGenerator {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const length = (await take(file, 4)).readUInt32LE();
      if (length === 0) return;
      yield deserialize(inflateRawSync(await take(file, length))) as unknown;
    }
  } finally {
    await file.close();
  }
}

/** What a part was made of; undefined where there is none, or it is not whole. */
export async function aboutPart(path: string): Promise<AboutPart | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    const hash = createHash('sha256');
    const content = createReadStream(path, { end: size - HASH_BYTES - 1 }) as AsyncIterable<Buffer>;
    for await (const piece of content) hash.update(piece);
    const end = Buffer.alloc(4 + HASH_BYTES);
    await file.read(end, 0, end.length, size - end.length);
    if (!hash.digest().equals(end.subarray(4))) return undefined;
    const about = Buffer.alloc(end.readUInt32LE());
    await file.read(about, 0, about.length, size - end.length - about.length);
    // Written by this program: the hash says that it is as it was.
    return JSON.parse(about.toString('utf8')) as AboutPart;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

async function append(file: FileHandle, hash: Hash, ...chunks: readonly Buffer[]): Promise<void> {
  const bytes = Buffer.concat(chunks);
  hash.update(bytes);
  await file.writeFile(bytes);
}

async function take(file: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length);
  if (bytesRead < length) throw new Error('a part ended early');
  return buffer;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
