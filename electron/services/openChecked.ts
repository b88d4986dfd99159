import { constants } from 'node:fs';
import { open, readlink, realpath, stat, type FileHandle } from 'node:fs/promises';
import { systemErrorCode } from '#shared/host/failure.ts';

/**
 * No link in the last part, and no waiting for the other end of a pipe. Windows has neither flag.
 */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A program that saves a file may put a new one in its place at any moment: once more, then. */
const MOST_ATTEMPTS = 10;

/**
 * Opens a file for reading at a real path, one without links, and refuses it when it turns out to lie elsewhere: whoever
 * may write in a folder can put a link in the place of a folder after its real path was checked and before the file is
 * opened. Rejects with `ELOOP` then, and with `EINVAL` for pipes and devices.
 */
export async function openChecked(realPath: string): Promise<FileHandle> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const file = await open(realPath, READ_ONLY);
    try {
      const isThere = await liesAt(file, realPath);
      if (isThere) return file;
    } catch (error) {
      await file.close();
      // It went away after it was opened.
      if (systemErrorCode(error) === 'ENOENT') continue;
      throw error;
    }
    await file.close();
  }
  throw systemError('ELOOP', `${realPath} leads elsewhere`);
}

async function liesAt(file: FileHandle, path: string): Promise<boolean> {
  const opened = await file.stat({ bigint: true });
  if (!opened.isFile() && !opened.isDirectory()) throw systemError('EINVAL', `${path} is no file`);
  if (process.platform === 'linux') {
    const place = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
    // The second: it lay there until another file was put in its place just now.
    if (place !== undefined)
      return [path, `${path} (deleted)`].some((own) => spelling(own) === spelling(place));
  }
  // Elsewhere nothing tells the path of an open file: what lies at the path now must be the file that was opened.
  const [real, present] = await Promise.all([realpath(path), stat(path, { bigint: true })]);
  return real === path && present.dev === opened.dev && present.ino === opened.ino;
}

/** Disks that do not tell upper from lower case may answer in a spelling of their own. */
function spelling(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
