import { close, constants, fstatSync, open, openSync, readlinkSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemErrorCode } from '#shared/host/failure.ts';

/**
 * No link in the last part, and no waiting for the other end of a pipe. Windows has neither flag.
 */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A program that saves a file may put a new one in its place at any moment: once more, then. */
const MOST_ATTEMPTS = 10;

// Numbers and not `FileHandle`s, which take three times as long: a dataset may have a small file for every frame.
const openInLine = promisify(open);
const closeNumber = promisify(close);

/** A disk that takes longer to open a file is a slow one, or one behind a network. */
const QUICK_MS = 2;
/** For so long a quick disk is taken to stay one, and nothing else runs in the meantime. */
const IN_PLACE_MS = 8;
let inPlaceUntil = 0;

/**
 * Waiting in line for a thread takes longer than opening a file does on a disk that is quick. So after one was, files are
 * opened in place for a few milliseconds; then one waits in line again, and the rest of the program has its turn.
 */
async function openNumber(path: string, flags: number): Promise<number> {
  const started = performance.now();
  const isInPlace = started < inPlaceUntil;
  const fd = isInPlace ? openSync(path, flags) : await openInLine(path, flags);
  const now = performance.now();
  if (now - started > QUICK_MS) inPlaceUntil = 0;
  else if (!isInPlace && now > inPlaceUntil) inPlaceUntil = now + IN_PLACE_MS;
  return fd;
}

export interface OpenedFile {
  /** To be closed by whoever opened it. */
  readonly fd: number;
  readonly bytes: number;
}

/**
 * Opens a file for reading at a real path, one without links, and refuses it when it turns out to lie elsewhere: whoever
 * may write in a folder can put a link in the place of a folder after its real path was checked and before the file is
 * opened. Rejects with `ELOOP` then, with `EISDIR` for folders, and with `EINVAL` for pipes and devices.
 */
export async function openChecked(realPath: string): Promise<OpenedFile> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const fd = await openNumber(realPath, READ_ONLY);
    try {
      // What an open file is, and where it lies, is known without asking the disk: waiting in line takes longer.
      const opened = fstatSync(fd);
      if (!opened.isFile())
        throw systemError(opened.isDirectory() ? 'EISDIR' : 'EINVAL', `${realPath} is no file`);
      const isThere = await liesAt(fd, realPath);
      if (isThere) return { fd, bytes: opened.size };
    } catch (error) {
      await closeNumber(fd);
      // It went away after it was opened.
      if (systemErrorCode(error) === 'ENOENT') continue;
      throw error;
    }
    await closeNumber(fd);
  }
  throw systemError('ELOOP', `${realPath} leads elsewhere`);
}

async function liesAt(fd: number, path: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const place = placeOf(fd);
    // The second: it lay there until another file was put in its place just now.
    if (place !== undefined)
      return [path, `${path} (deleted)`].some((own) => spelling(own) === spelling(place));
  }
  // Elsewhere nothing tells the path of an open file: what lies at the path now must be the file that was opened.
  if ((await realpath(path)) !== path) return false;
  // Opened again and not `stat`: on Windows some versions of Node tell another device number for a path (libuv #4698).
  const again = await openNumber(path, READ_ONLY);
  try {
    const opened = fstatSync(fd, { bigint: true });
    const present = fstatSync(again, { bigint: true });
    return present.dev === opened.dev && present.ino === opened.ino;
  } finally {
    await closeNumber(again);
  }
}

/** Undefined where there is no `/proc`. */
function placeOf(fd: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
}

/** Disks that do not tell upper from lower case may answer in a spelling of their own. */
function spelling(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** An error as the system's own: with a short code. */
export function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
