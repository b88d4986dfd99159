import { dirname, join } from 'node:path';
import { systemErrorCode } from '#shared/host/failure.ts';
import { damagedFolder, versionsFolder } from '#shared/labels/labelPaths.ts';
import { versionsToDrop } from '#shared/labels/versions/thinVersions.ts';
import { parseVersionName, versionName, type VersionName } from '#shared/labels/versions/versionName.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { writeAtomically } from './atomicWrite.ts';
import { BackupBudget } from './backupBudget.ts';
import { makeFolderDurably } from './durableFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import type { StoredBytes } from './fileVault.ts';
import type { FolderOnDisk } from './folderOnDisk.ts';
import { fileProblem, systemReason } from './readProblems.ts';

/** An earlier version that lies in the label root. */
export interface KeptVersion extends VersionName {
  /** The name of its file. */
  readonly id: string;
}

/** Of all earlier versions in a label root, first ones aside; labels are text, some ten thousand saves of a full frame. */
const MOST_BYTES = 1024 * 1024 * 1024;

/**
 * Keeps the version of a label file that a save is about to replace, and thins out what is older.
 *
 * A copy and not a second link to the old file: memory cards and sticks have no links, programs that keep folders in
 * step break them, and a link would change with a file that somebody writes in place. It is not synced: the file it was
 * made from has been, and what a power cut leaves unfinished is told by its checksum. So it takes a millisecond or two of
 * a save.
 */
export class Backups {
  readonly #fileSystem: FileSystem;
  readonly #nowMs: () => number;
  readonly #budget: BackupBudget;
  /** Why the last version of a file could not be kept, by folder of its versions. */
  readonly #problems = new Map<string, Problem>();

  constructor(fileSystem: FileSystem, nowMs: () => number, mostBytes = MOST_BYTES) {
    this.#fileSystem = fileSystem;
    this.#nowMs = nowMs;
    this.#budget = new BackupBudget(fileSystem, mostBytes);
  }

  /** Keeps a version of the label file `path`. Never rejects: {@link problemOf} tells what failed. */
  async keep(
    labelFolder: FolderOnDisk,
    path: string,
    { bytes, revision, savedAt }: StoredBytes,
  ): Promise<void> {
    const key = join(labelFolder.root, versionsFolder(path));
    try {
      const folder = await labelFolder.resolve(versionsFolder(path));
      const kept = await this.#versionsIn(folder);
      const newest = kept.at(-1);
      // A save that failed after its version was kept, and is tried again.
      if (newest?.check === revision.slice(0, 8)) return;
      const version = { number: (newest?.number ?? 0) + 1, savedAt, check: revision };
      const id = versionName(version);
      await this.#write(folder, id, bytes);
      this.#problems.delete(key);
      this.#budget.add(labelFolder.root, bytes.length);
      await this.#thin(folder, [...kept, { ...version, id }]);
    } catch (error) {
      const params = { reason: systemReason(error) };
      this.#problems.set(key, { code: 'backup.failed', severity: 'warning', path, params });
    }
  }

  /** Oldest first; none where the folder cannot be read. */
  async list(labelFolder: FolderOnDisk, path: string): Promise<readonly KeptVersion[]> {
    const folder = await labelFolder.resolve(versionsFolder(path)).catch(() => undefined);
    return folder === undefined ? [] : this.#versionsIn(folder).catch(() => []);
  }

  /** The bytes of a version, as they are. Rejects with the system's error. */
  async read(labelFolder: FolderOnDisk, path: string, id: string): Promise<Uint8Array> {
    // The name comes from the page: what is not a version's is not asked of the disk.
    if (parseVersionName(id) === undefined) throw Object.assign(new Error('no version'), { code: 'ENOENT' });
    return this.#fileSystem.readFile(await labelFolder.resolve(`${versionsFolder(path)}/${id}`));
  }

  /**
   * Keeps a label file that cannot be read before something takes its place; answers where, in the label root. Synced,
   * unlike versions: it is the only one of what a person may still rescue.
   *
   * @throws ProblemError `version.notKept`
   */
  async keepDamaged(labelFolder: FolderOnDisk, path: string, damaged: StoredBytes): Promise<string> {
    const { bytes, revision, savedAt } = damaged;
    try {
      const folder = await labelFolder.resolve(damagedFolder(path));
      await makeFolderDurably(this.#fileSystem, folder, labelFolder.root);
      const number = ((await this.#versionsIn(folder)).at(-1)?.number ?? 0) + 1;
      const name = versionName({ number, savedAt, check: revision });
      await writeAtomically(this.#fileSystem, join(folder, name), bytes);
      return `${damagedFolder(path)}/${name}`;
    } catch (cause) {
      throw fileProblem('version.notKept', path, cause);
    }
  }

  /** Why the version that the last save of the file replaced was not kept; undefined if it was, or none was replaced. */
  problemOf(labelFolder: FolderOnDisk, path: string): Problem | undefined {
    return this.#problems.get(join(labelFolder.root, versionsFolder(path)));
  }

  /** Resolves once nothing is done in the background. */
  idle(): Promise<void> {
    return this.#budget.idle();
  }

  async #versionsIn(folder: string): Promise<readonly KeptVersion[]> {
    try {
      const entries = await this.#fileSystem.readFolder(folder);
      return entries
        .flatMap(({ name }) => {
          const version = parseVersionName(name);
          return version === undefined ? [] : [{ ...version, id: name }];
        })
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async #write(folder: string, id: string, bytes: Uint8Array): Promise<void> {
    const path = join(folder, id);
    const create = () => this.#fileSystem.create(path);
    const file = await create().catch(async (error: unknown) => {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
      await this.#fileSystem.makeFolder(dirname(path));
      return create();
    });
    try {
      try {
        await file.write(bytes);
      } finally {
        await file.close();
      }
    } catch (error) {
      await this.#fileSystem.remove(path).catch(() => undefined);
      throw error;
    }
  }

  async #thin(folder: string, kept: readonly KeptVersion[]): Promise<void> {
    for (const { id } of versionsToDrop(kept, this.#nowMs()))
      // What somebody else has removed, or holds open, is looked at again with the next version.
      await this.#fileSystem.remove(join(folder, id)).catch(() => undefined);
  }
}
