import type { Dirent, Stats } from 'node:fs';
import { closeSync, constants, createReadStream, readFile, readSync, watch } from 'node:fs';
import {
  type FileHandle,
  access,
  copyFile,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { systemErrorCode } from '#shared/host/failure.ts';
import type { EntryKind, FileSystem, NewFile } from './fileSystem.ts';
import { openChecked, systemError } from './openChecked.ts';

const readOpened = promisify<number, { readonly signal?: AbortSignal }, Buffer>(readFile);

/**
 * What is this small is read in place: waiting in line takes twice as long as all of opening and reading it, and a dataset
 * may have a small file for every frame. The disk has answered just now, when the file was opened.
 */
const SMALL_BYTES = 64 * 1024;

/** Each piece waits in line once, so larger ones are faster; but there may be very many readers. */
const PIECE_BYTES = 256 * 1024;

/** The real file system. */
export const nodeFileSystem: FileSystem = {
  stat: async (path) => {
    const found = await stat(path, { bigint: true });
    return {
      kind: kindOf(found),
      bytes: Number(found.size),
      modifiedNs: found.mtimeNs,
      mode: Number(found.mode & 0o777n),
      fileId: found.ino,
    };
  },
  realPath: (path) => realpath(path),
  readFolder: async (path) => {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  readFile: async (path, { signal, maxBytes = Infinity } = {}) => {
    const { fd, bytes } = await openChecked(path);
    try {
      if (bytes > maxBytes) throw systemError('EFBIG', `${path} has ${bytes} bytes`);
      signal?.throwIfAborted();
      return readSmall(fd, bytes) ?? (await readOpened(fd, signal === undefined ? {} : { signal }));
    } finally {
      closeSync(fd);
    }
  },
  readStream,
  create: async (path, mode) => writable(await open(path, 'wx', mode)),
  append: async (path) => writable(await open(path, 'a')),
  overwrite: async (path, bytes) => {
    // Neither emptied first nor replaced: see the port.
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT);
    try {
      await file.write(bytes, 0, bytes.length, 0);
      await file.truncate(bytes.length);
    } finally {
      await file.close();
    }
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  removeFolder: (path) => rmdir(path),
  makeFolder,
  copyFile: (from, to) => copyFile(from, to),
  syncFolder,
  isWritable: (path) =>
    access(path, constants.W_OK).then(
      () => true,
      () => false,
    ),
  watchFolder: (path, listener) => {
    const watcher = watch(path, { persistent: false }, (_event, name) => listener(name ?? undefined));
    // A watched folder that disappears is no news here: the next read of a file in it tells.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  },
};

/** Not Node's own recursion, which never ends where a folder is that takes no others, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    // Somebody else has made it in the meantime.
    if (systemErrorCode(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}

function writable(file: FileHandle): NewFile {
  return {
    write: (bytes) => file.writeFile(bytes),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

/** Undefined for what is larger, or turns out to be: files may grow. */
function readSmall(fd: number, bytes: number): Buffer | undefined {
  if (bytes >= SMALL_BYTES) return undefined;
  // One byte more than there should be: only the end of the file leaves it out.
  const buffer = Buffer.allocUnsafe(bytes + 1);
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(fd, buffer, length, buffer.length - length, length);
    if (read === 0) return buffer.subarray(0, length);
    length += read;
  }
  return undefined;
}

/**
 * Opened only once somebody reads: a stream that nobody wants holds no file. Fails when the file has become shorter: an
 * answer whose length was announced must not end as if it were whole.
 */
async function* readStream(
  path: string,
  { start, end }: { readonly start: number; readonly end: number },
): AsyncIterable<Uint8Array> {
  const { fd } = await openChecked(path);
  let at = start;
  const pieces = createReadStream(path, { fd, start, end: end - 1, highWaterMark: PIECE_BYTES });
  for await (const piece of pieces as AsyncIterable<Uint8Array>) {
    at += piece.byteLength;
    yield piece;
  }
  if (at < end) throw new Error(`${path} ended ${end - at} bytes early`);
}

function kindOf(entry: Pick<Dirent | Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems refuse to sync folders; they order renames themselves.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR'].includes(systemErrorCode(error) ?? '')) throw error;
  } finally {
    await folder.close();
  }
}
