import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '#shared/host/failure.ts';
import type { FileSystem } from './fileSystem.ts';

const TEMPORARY = /^\..+\.boxwright-tmp$/;
/** Another program may be in the middle of a save; one this old was left behind by a crash. */
const LEFTOVER_AGE_MS = 60 * 60 * 1000;
/** A virus scanner or indexer holds a file on Windows for a moment: 1.6 s in all. */
const RENAME_PAUSES_MS = [10, 50, 100, 200, 400, 800];
const SHARING_VIOLATIONS = new Set(['EPERM', 'EBUSY', 'EACCES']);

export interface AtomicWriteOptions {
  /** The last look before the file is replaced; throws to leave it as it is. */
  readonly beforeReplace?: () => Promise<void>;
  /** Permission bits of the file that is replaced. */
  readonly mode?: number | undefined;
}

/**
 * Replaces the file so that a crash or power cut at any moment leaves the old bytes or the new, never a mixture: a
 * temporary file in the same folder is written and synced, renamed over the old one, and the folder synced. Rejects
 * with the system's error, having removed the temporary file.
 *
 * @returns whether a power cut leaves the new bytes; false: the folder could not be synced, and it may leave the old
 */
export async function writeAtomically(
  fileSystem: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<boolean> {
  // Not made from the file's name, which may be as long as names can be, nor from the process id, which another
  // container or computer on the same drive may have as well.
  const temporary = join(dirname(path), `.${randomUUID()}.boxwright-tmp`);
  try {
    await writeSynced(fileSystem, temporary, bytes, options.mode);
    await options.beforeReplace?.();
    await renamePatiently(fileSystem, temporary, path);
  } catch (error) {
    // What failed is the write; a temporary file that cannot be removed either is cleared by the next session.
    await fileSystem.remove(temporary).catch(() => undefined);
    throw error;
  }
  // The new bytes are in place: a folder that cannot be synced makes the save less durable, not failed. Called a failure,
  // it would leave the caller with an outdated revision.
  return fileSystem.syncFolder(dirname(path)).then(
    () => true,
    () => false,
  );
}

/** Removes temporary files that a crash left behind an hour ago or earlier. */
export async function removeLeftovers(fileSystem: FileSystem, folder: string, nowMs: number): Promise<void> {
  for (const { name } of await fileSystem.readFolder(folder)) {
    if (!TEMPORARY.test(name)) continue;
    const path = join(folder, name);
    const { modifiedNs } = await fileSystem.stat(path);
    // Either way: a time far ahead was written by a clock that was wrong.
    const ageMs = Math.abs(nowMs - Number(modifiedNs / 1_000_000n));
    if (ageMs > LEFTOVER_AGE_MS) await fileSystem.remove(path);
  }
}

async function writeSynced(
  fileSystem: FileSystem,
  path: string,
  bytes: Uint8Array,
  mode: number | undefined,
): Promise<void> {
  const file = await fileSystem.create(path, mode);
  try {
    await file.write(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function renamePatiently(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  for (const pauseMs of RENAME_PAUSES_MS) {
    try {
      return await fileSystem.rename(from, to);
    } catch (error) {
      if (!SHARING_VIOLATIONS.has(systemErrorCode(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return fileSystem.rename(from, to);
}
