import { join } from 'node:path';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { isWatched, removedEvent, savedEvent, unreadableEvent } from './labelEvent.ts';
import type { SavedEvent, UnreadableEvent, WatchEvent } from './watchEvent.ts';

const STATS_AT_ONCE = 16;
/** So many files are asked for their stamps before the changed ones among them are read. */
const PIECE = 256;
/**
 * A disk may tell times to two seconds only. A file that was changed is read once more after that, or a second change of
 * the same length in the same moment would never show.
 */
const COARSEST_TIME_MS = 3000;

/** What is known of a label file. */
interface Known {
  /** Length, time and identity, as the disk has them. */
  stamp: string;
  /** Revision, or problem, that was told last; undefined: of before the watch began. */
  told?: string | undefined;
  /** What was wrong with it at the last look, and is told once it stays so: it may have been half-written. */
  doubt?: string | undefined;
  /** In milliseconds of `now`: its bytes are looked at even where the stamp stays. */
  lookAgainAt?: number | undefined;
}

/**
 * Finds out what has changed among the label files of a folder by looking at all of them: network drives send no
 * notifications. Of each file a few short texts are kept. Whoever replaces a file while it is read, or writes it in place,
 * is waited for: what is told was a whole file.
 */
export class LabelSweeps {
  readonly #known = new Map<string, Known>();
  readonly #folder: FolderOnDisk;
  readonly #fileSystem: FileSystem;
  readonly #now: () => number;
  #lostFor: string | undefined;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(folder: FolderOnDisk, fileSystem: FileSystem, now: () => number) {
    this.#folder = folder;
    this.#fileSystem = fileSystem;
    this.#now = now;
  }

  /** The label files that are known. */
  get size(): number {
    return this.#known.size;
  }

  /** Takes the files as they are for known, without reading them. @throws ProblemError where the folder cannot be read */
  async begin(): Promise<void> {
    const paths = (await this.#folder.scan()).filter(isWatched);
    await mapConcurrently(paths, STATS_AT_ONCE, async (path) => {
      const stamp = await this.#stampOf(path);
      if (stamp !== undefined) this.#known.set(path, { stamp });
    });
  }

  /** All that has changed since the last sweep. A folder that is out of reach is told once, and nothing in it is gone. */
  async *sweep(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const paths = await this.#scan();
    if ('event' in paths) {
      if (this.#lostFor !== paths.message) yield paths;
      this.#lostFor = paths.message;
      return;
    }
    this.#lostFor = undefined;
    for (let at = 0; at < paths.length && !signal.aborted; at += PIECE) {
      yield* this.look(paths.slice(at, at + PIECE), signal);
    }
    if (signal.aborted) return;
    const there = new Set(paths);
    const unlisted = this.#folder.problems.filter(({ code }) => code === 'folder.unreadable');
    for (const path of this.#known.keys()) {
      if (there.has(path) || unlisted.some((problem) => path.startsWith(`${problem.path}/`))) continue;
      this.#known.delete(path);
      yield removedEvent(path);
    }
  }

  /** What has changed among these. */
  async *look(paths: readonly string[], signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const stamps = await mapConcurrently(paths, STATS_AT_ONCE, (path) => this.#stampOf(path));
    for (const [i, path] of paths.entries()) {
      if (signal.aborted) return;
      const stamp = stamps[i];
      // Gone since it was listed: the next sweep will tell.
      if (stamp === undefined) continue;
      const event = await this.#lookAt(path, stamp);
      if (event !== undefined) yield event;
    }
  }

  async #scan(): Promise<string[] | UnreadableEvent> {
    try {
      return (await this.#folder.scan()).filter(isWatched);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return unreadableEvent('', error.problem);
    }
  }

  async #stampOf(path: string): Promise<string | undefined> {
    try {
      // Resolving takes several times as long. Where links lead is checked when a file is read.
      const found = await this.#fileSystem
        .stat(join(this.#folder.root, path))
        .catch(async () => this.#fileSystem.stat(await this.#folder.resolve(path)));
      return `${found.bytes} ${found.modifiedNs} ${found.fileId}`;
    } catch {
      return undefined;
    }
  }

  async #lookAt(path: string, stamp: string): Promise<WatchEvent | undefined> {
    const known = this.#known.get(path);
    const isDue = known?.lookAgainAt !== undefined && known.lookAgainAt <= this.#now();
    if (known?.stamp === stamp && known.doubt === undefined && !isDue) return undefined;
    const event = await this.#read(path);
    // Written on while it was read: what was read is of no time.
    if (event === undefined || (await this.#stampOf(path)) !== stamp) return undefined;
    const found = event.event === 'saved' ? event.revision : event.message;
    const isNew = known?.told !== found;
    const isSure = event.event === 'saved' || known?.doubt === `${stamp} ${found}`;
    this.#known.set(path, {
      stamp,
      told: isNew && isSure ? found : known?.told,
      doubt: isSure ? undefined : `${stamp} ${found}`,
      lookAgainAt: known?.stamp === stamp && isSure ? undefined : this.#now() + COARSEST_TIME_MS,
    });
    return isNew && isSure ? event : undefined;
  }

  async #read(path: string): Promise<SavedEvent | UnreadableEvent | undefined> {
    try {
      return savedEvent(path, await this.#folder.readText(path));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return error.problem.code === 'file.missing' ? undefined : unreadableEvent(path, error.problem);
    }
  }
}
