import { folderOf, nameOf } from '#shared/dataset/canonicalPath.ts';
import { groupBy } from '#shared/dataset/groupBy.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { Backups } from './backups.ts';
import type { OpenDataset } from './datasets.ts';
import type { FileSystem } from './fileSystem.ts';
import { notSaved, type FilePlace, type FileVault, type StoredBytes } from './fileVault.ts';
import type { FolderOnDisk } from './folderOnDisk.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { fileProblem } from './readProblems.ts';

const FOLDERS_AT_ONCE = 16;

/** A label file as it is shown. */
export interface FoundLabels {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly hash: string;
  /** What a save must expect; `null`: the file lies in the data folder and the label root has none. */
  readonly revision: string | null;
  /** When it was last written, ms since 1970. */
  readonly savedAt: number;
}

/**
 * The label files of a dataset, which lie in its label root at the same relative paths as in the data folder.
 *
 * One rule for each file by itself: the one in the label root is the truth. Only where the label root has none is the
 * one in the data folder shown; editing starts from it, `null` is the revision that the first save expects, and the
 * save goes to the label root. The data folder is never written while the label root is another folder, and a label
 * root that is not there hides what is in the data folder: it may hold newer labels.
 */
export class LabelFiles {
  readonly #fileSystem: FileSystem;
  readonly #vault: FileVault;
  readonly #backups: Backups;

  constructor(fileSystem: FileSystem, vault: FileVault, backups: Backups) {
    this.#fileSystem = fileSystem;
    this.#vault = vault;
    this.#backups = backups;
  }

  /** Are labels kept elsewhere, and the data not there any more: a drive that was unplugged? */
  async isDataGone(open: OpenDataset, witness: string): Promise<boolean> {
    return open.labelFolder !== open.folder && !(await this.#isThere(open, witness));
  }

  /** Undefined when there is none. @throws ProblemError `file.unreadable`, `folder.unreadable` */
  async find(open: OpenDataset, path: string, signal?: AbortSignal): Promise<FoundLabels | undefined> {
    const stored = await this.#vault.read(await labelPlace(open, path), signal);
    return stored === undefined ? this.#inDataFolder(open, path, signal) : found(stored);
  }

  /**
   * Writes a file of the label root as {@link FileVault.replace} does; `compose` is given what {@link find} finds. The
   * version that is replaced is kept; one that cannot be kept is no reason not to save.
   *
   * @param witness a data file; while it is there, the folder of a label file beside the data may be made: tracks of a
   *   sequence whose clouds lie in several folders have one of their own. While it is gone, what lies beside the data
   *   is not asked for: whoever saves has seen it before
   * @throws ProblemError `save.*`, with nothing written
   */
  async replace(
    open: OpenDataset,
    path: string,
    expected: string | null,
    compose: (before: FoundLabels | undefined) => Promise<Uint8Array>,
    witness?: string,
  ): Promise<string> {
    const place = await labelPlace(open, path).catch((error: unknown) => {
      const isGone = error instanceof ProblemError && error.problem.code === 'folder.unreadable';
      throw isGone ? notSaved(path, 'folderGone', error) : error;
    });
    const isDataThere = witness === undefined ? undefined : await this.#isThere(open, witness);
    const makesFolder = place.makesFolder === true || isDataThere === true;
    const beside = async () => (isDataThere === false ? undefined : this.#inDataFolder(open, path));
    return this.#vault.replace(
      { ...place, makesFolder },
      expected,
      async (current) => compose(current === undefined ? await beside() : found(current)),
      (current) => this.#backups.keep(open.labelFolder, path, current),
    );
  }

  /** As {@link FileVault.makeDurable}. */
  async makeDurable(open: OpenDataset, path: string, revision: string): Promise<void> {
    await this.#vault.makeDurable(await labelPlace(open, path), revision);
  }

  /**
   * Looks into the folders of many label files once each. The answer tells which of them are surely not there; one
   * that came later than this look is found when it is asked for itself.
   */
  async missing(open: OpenDataset, paths: readonly string[]): Promise<(path: string) => boolean> {
    const folders = [...groupBy(paths, folderOf).keys()];
    const places = [...new Set([open.labelFolder, open.folder])];
    const names = await mapConcurrently(folders, FOLDERS_AT_ONCE, async (folder) => {
      const lists = await Promise.all(places.map((place) => this.#namesIn(place, folder)));
      return lists.some((all) => all === undefined) ? undefined : new Set(lists.flatMap((all) => all ?? []));
    });
    const byFolder = new Map(folders.map((folder, i) => [folder, names[i]]));
    return (path) => byFolder.get(folderOf(path))?.has(comparable(nameOf(path))) === false;
  }

  async #isThere({ folder }: OpenDataset, path: string): Promise<boolean> {
    return folder.size(path).then(
      () => true,
      () => false,
    );
  }

  async #inDataFolder(
    open: OpenDataset,
    path: string,
    signal?: AbortSignal,
  ): Promise<FoundLabels | undefined> {
    if (open.labelFolder === open.folder) return undefined;
    const kept = await this.#vault.read(await placeIn(open.folder, path), signal);
    return kept && { ...found(kept), revision: null };
  }

  /** Undefined when the folder cannot be read. */
  async #namesIn(place: FolderOnDisk, folder: string): Promise<readonly string[] | undefined> {
    try {
      const entries = await this.#fileSystem.readFolder(await place.resolveFolder(folder));
      return entries.map(({ name }) => comparable(name));
    } catch (error) {
      return systemErrorCode(error) === 'ENOENT' ? [] : undefined;
    }
  }
}

/** Where a label file of the dataset is written. @throws ProblemError as {@link LabelFiles.find} */
export async function labelPlace(open: OpenDataset, path: string): Promise<FilePlace> {
  const place = await placeIn(open.labelFolder, path);
  // A folder that is missing among the data itself means that the drive is gone, not that it should be made.
  return open.labelFolder === open.folder ? place : { ...place, makesFolder: true };
}

/** A link that leads out of the granted folders costs only its own file. */
async function placeIn(folder: FolderOnDisk, relative: string): Promise<FilePlace> {
  try {
    return { relative, absolute: await folder.resolve(relative) };
  } catch (cause) {
    if (systemErrorCode(cause) !== 'ENOENT') throw fileProblem('file.unreadable', relative, cause);
    const params = { reason: 'folderGone' };
    throw new ProblemError(
      { code: 'folder.unreadable', severity: 'error', path: folder.root, params },
      { cause },
    );
  }
}

function found({ bytes, revision, savedAt }: StoredBytes): FoundLabels {
  return { bytes, hash: revision, revision, savedAt };
}

/** Disks may keep names in another Unicode form, and may not tell upper from lower case. */
function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
