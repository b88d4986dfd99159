import { dirname } from 'node:path';
import { systemErrorCode } from '#shared/host/failure.ts';
import { HostError } from '#shared/host/hostError.ts';
import { ProblemError, type ProblemCode } from '#shared/problems/problem.ts';
import type { ProblemReason } from '#shared/problems/reasons.ts';
import { removeLeftovers, writeAtomically } from './atomicWrite.ts';
import { syncFolders } from './durableFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import { KeyedQueue } from './keyedQueue.ts';
import { fileProblem, unreadableFile } from './readProblems.ts';
import { revisionOf } from './revision.ts';

export interface StoredBytes {
  readonly bytes: Uint8Array;
  readonly revision: string;
  /** When the file was last written, ms since 1970, as the disk says. */
  readonly savedAt: number;
}

/** A label file as its callers name it: where it is, and how problems call it. */
export interface FilePlace {
  readonly absolute: string;
  readonly relative: string;
  /** Whether the folder that it is in is made when it is missing. */
  readonly makesFolder?: boolean;
}

/** What the system's error means to the person who saves. */
const REASON_BY_SYSTEM_CODE: Readonly<Record<string, ProblemReason>> = {
  ENAMETOOLONG: 'nameTooLong',
  ENOENT: 'folderGone',
};

/** A sidecar of ten thousand objects has about 10 MB. */
const LARGEST_BYTES = 64 * 1024 * 1024;

const PROBLEM_BY_SYSTEM_CODE: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: 'save.diskFull',
  EDQUOT: 'save.diskFull',
  EACCES: 'save.denied',
  EPERM: 'save.denied',
  EROFS: 'save.denied',
};

/**
 * Reads and replaces whole label files. A replacement names the revision that it started from; when another one is on
 * disk, nothing is written. One writer at a time per file.
 */
export class FileVault {
  readonly #fileSystem: FileSystem;
  readonly #nowMs: () => number;
  readonly #turns = new KeyedQueue();
  readonly #sweptFolders = new Set<string>();
  readonly #known = new Map<string, string | null>();
  /** Revisions that a power cut cannot take, as far as the files themselves and their names go. */
  readonly #durable = new Map<string, string>();
  /** As for the folders that they lie in. */
  readonly #durableFolders = new Set<string>();

  constructor(fileSystem: FileSystem, nowMs: () => number) {
    this.#fileSystem = fileSystem;
    this.#nowMs = nowMs;
  }

  /** Undefined when there is no such file. Rejects with a `file.unreadable` problem when there is and it cannot be read. */
  read(place: FilePlace, signal?: AbortSignal): Promise<StoredBytes | undefined> {
    // In line with the writers, so that what is known never falls behind a write of our own.
    return this.#turns.run(place.absolute, async () => {
      const stored = await this.#read(place, signal);
      this.#known.set(place.absolute, stored?.revision ?? null);
      return stored;
    });
  }

  /**
   * The present revision where it is another than was last read or written here, else undefined. A file that was never
   * looked at counts as changed.
   */
  changedRevision(place: FilePlace): Promise<string | null | undefined> {
    return this.#turns.run(place.absolute, async () => {
      const revision = (await this.#read(place))?.revision ?? null;
      if (this.#known.get(place.absolute) === revision) return undefined;
      this.#known.set(place.absolute, revision);
      return revision;
    });
  }

  /**
   * Writes the bytes that `compose` makes of the present file. Rejects with a `save.*` problem, the file untouched.
   * Bytes that are there already are not written again, and are no conflict: the caller repeats a save whose answer it
   * never got.
   *
   * @param expected the revision that the change started from; `null`: there was no file
   * @param keep is given what is about to be replaced, just before; it must not reject
   */
  replace(
    place: FilePlace,
    expected: string | null,
    compose: (current: StoredBytes | undefined) => Promise<Uint8Array>,
    keep?: (current: StoredBytes) => Promise<void>,
  ): Promise<string> {
    return this.#turns.run(place.absolute, async () => {
      const current = await this.#read(place);
      const bytes = await compose(current);
      if (bytes.length > LARGEST_BYTES) throw tooLargeToSave(place);
      const revision = revisionOf(bytes);
      if (revision === current?.revision) return revision;
      checkExpected(place, current, expected);
      try {
        if (place.makesFolder === true) await this.#fileSystem.makeFolder(dirname(place.absolute));
        await this.#sweep(dirname(place.absolute));
        const isDurable = await writeAtomically(this.#fileSystem, place.absolute, bytes, {
          mode: current === undefined ? undefined : (await this.#fileSystem.stat(place.absolute)).mode,
          beforeReplace: async () => {
            // Before the last look, which must be the last thing before the rename.
            if (current !== undefined) await keep?.(current);
            checkExpected(place, await this.#read(place), expected);
            // Known before the rename, so that the watcher does not take our own write for someone else's.
            this.#known.set(place.absolute, revision);
          },
        });
        if (isDurable) this.#durable.set(place.absolute, revision);
      } catch (error) {
        this.#known.delete(place.absolute);
        throw saveProblem(place, error);
      }
      return revision;
    });
  }

  /**
   * Resolves once a power cut cannot take what {@link replace} answered with: the file was there already, perhaps by a
   * program that died too early, or its folder was just made. Rejects with the system's error.
   */
  makeDurable({ absolute, relative }: FilePlace, revision: string): Promise<void> {
    return this.#turns.run(absolute, async () => {
      const folder = dirname(absolute);
      if (this.#durable.get(absolute) !== revision) {
        await syncFile(this.#fileSystem, absolute);
        await this.#fileSystem.syncFolder(folder);
        this.#durable.set(absolute, revision);
      }
      if (this.#durableFolders.has(folder)) return;
      const root = relative.split('/').reduce((place) => dirname(place), absolute);
      await syncFolders(this.#fileSystem, folder, root);
      this.#durableFolders.add(folder);
    });
  }

  async #read(place: FilePlace, signal?: AbortSignal): Promise<StoredBytes | undefined> {
    try {
      const { kind, bytes: size, modifiedNs } = await this.#fileSystem.stat(place.absolute);
      // Reading a pipe would wait for ever, and with it everybody who wants this file.
      if (kind === 'other') throw unreadableFile(place.relative, 'notFile');
      if (size > LARGEST_BYTES) throw unreadableFile(place.relative, 'tooLarge');
      const bytes = await this.#fileSystem.readFile(place.absolute, signal === undefined ? {} : { signal });
      return { bytes, revision: revisionOf(bytes), savedAt: Number(modifiedNs / 1_000_000n) };
    } catch (cause) {
      // A name that is too long for the disk is no file's.
      if (['ENOENT', 'ENAMETOOLONG'].includes(systemErrorCode(cause) ?? '')) return undefined;
      const isOurs = cause instanceof ProblemError || (cause instanceof Error && cause.name === 'AbortError');
      throw isOurs ? cause : fileProblem('file.unreadable', place.relative, cause);
    }
  }

  /** Leftovers are swept once per folder and session: reading a folder of ten thousand files is not free. */
  async #sweep(folder: string): Promise<void> {
    if (this.#sweptFolders.has(folder)) return;
    this.#sweptFolders.add(folder);
    // Sweeping is housekeeping: the save goes on without it.
    await removeLeftovers(this.#fileSystem, folder, this.#nowMs()).catch(() => undefined);
  }
}

async function syncFile(fileSystem: FileSystem, path: string): Promise<void> {
  const file = await fileSystem.append(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function checkExpected(place: FilePlace, current: StoredBytes | undefined, expected: string | null): void {
  if ((current?.revision ?? null) === expected) return;
  throw new ProblemError({ code: 'save.conflict', severity: 'error', path: place.relative });
}

/** It could not be read back. */
function tooLargeToSave({ relative }: FilePlace): ProblemError {
  return notSaved(relative, 'tooLarge');
}

function saveProblem({ relative }: FilePlace, cause: unknown): unknown {
  if (cause instanceof ProblemError || cause instanceof HostError) return cause;
  const systemCode = systemErrorCode(cause) ?? '';
  const reason = REASON_BY_SYSTEM_CODE[systemCode];
  if (reason !== undefined) return notSaved(relative, reason, cause);
  return fileProblem(PROBLEM_BY_SYSTEM_CODE[systemCode] ?? 'save.failed', relative, cause);
}

/** The file is as it was. */
export function notSaved(path: string, reason: ProblemReason, cause?: unknown): ProblemError {
  return new ProblemError({ code: 'save.failed', severity: 'error', path, params: { reason } }, { cause });
}
