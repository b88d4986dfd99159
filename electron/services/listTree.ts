import { join } from 'node:path';
import { canonicalPath, joinPath } from '#shared/dataset/canonicalPath.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { FileSystem, FolderEntry } from './fileSystem.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { checkNames } from './nameProblems.ts';
import { systemReason } from './readProblems.ts';

const MOST_FILES = 4_000_000;
const MOST_FOLDERS = 200_000;
const DEEPEST = 32;
const FOLDERS_AT_ONCE = 16;
const STATS_AT_ONCE = 32;
const SKIPPED_FOLDERS = new Set(['node_modules', '$RECYCLE.BIN', 'System Volume Information']);
/** Nearly every path is like this, and canonical as it stands. */
const PLAIN_PATH = /^[\w .\-/]+$/;

export interface TreeListing {
  /** Canonical paths: relative, `/`, NFC. Sorted. */
  readonly files: readonly string[];
  /** Of those that the disk spells otherwise, how: macOS and some archives keep names decomposed. */
  readonly diskPaths: ReadonlyMap<string, string>;
  /** Folders that lie elsewhere because links lead to them or around them, as the disk spells them → real path. */
  readonly linkedFolders: ReadonlyMap<string, string>;
  /** Folders and files that could not be listed, each by name, and names that not every system can tell apart. */
  readonly problems: readonly Problem[];
}

export interface ListingOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how many files were found so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

/** A folder still to be read. */
interface Visit {
  /** As the disk spells it, relative to the root. */
  readonly folder: string;
  /** The real paths of the folders that it is in. */
  readonly above: readonly string[];
}

/**
 * Lists every file below a folder by name alone; only links are looked at closer. Names that start with a dot and
 * `node_modules` are passed over; links are followed as far as they stay in granted folders. What cannot be read is
 * reported and the rest is listed.
 *
 * @throws ProblemError `folder.unreadable` when the folder itself cannot be read, or holds over four million files;
 *   rejects with the signal's reason when it aborts.
 */
export async function listTree(
  fileSystem: FileSystem,
  roots: GrantedRoots,
  root: string,
  { signal, onProgress }: ListingOptions = {},
): Promise<TreeListing> {
  const files: string[] = [];
  const diskPaths = new Map<string, string>();
  const linkedFolders = new Map<string, string>();
  const problems: Problem[] = [];
  let folders = 0;

  /** Takes the files of a folder into the list; answers the folders in it. */
  const visit = async ({ folder, above }: Visit): Promise<Visit[]> => {
    signal?.throwIfAborted();
    const wanted = join(root, folder);
    const real = await roots.resolve(wanted);
    if (real !== wanted) linkedFolders.set(folder, real);
    // A link back up would go round for ever. Two links to one folder are fine: scenes share calibrations that way.
    if (above.includes(real)) return [];
    folders += 1;
    if (folders > MOST_FOLDERS) throw new ProblemError(unreadable('', 'tooManyFiles'));
    const names = checkNames(folder, (await fileSystem.readFolder(real)).filter(isOfInterest));
    problems.push(...names.problems);
    const inner: Visit[] = [];
    const unclear: FolderEntry[] = [];
    for (const entry of names.entries) {
      if (entry.kind === 'file') take(joinPath(folder, entry.name));
      else if (entry.kind === 'folder') inner.push(visitOf(joinPath(folder, entry.name), real, above));
      else unclear.push(entry);
    }
    const linked = await mapConcurrently(unclear, STATS_AT_ONCE, async ({ name }) => {
      const diskPath = joinPath(folder, name);
      const kind = await kindBehind(diskPath);
      if (kind === 'file') take(diskPath);
      return kind === 'folder' ? [visitOf(diskPath, real, above)] : [];
    });
    onProgress?.(files.length);
    return [...inner, ...linked.flat()].filter(isShallow);
  };

  const isShallow = ({ folder, above }: Visit): boolean => {
    const isDeep = above.length >= DEEPEST;
    if (isDeep) problems.push(unreadable(folder, 'tooDeep'));
    return !isDeep;
  };

  const take = (diskPath: string): void => {
    const path = PLAIN_PATH.test(diskPath) ? diskPath : canonicalPath(diskPath);
    if (path === undefined) return skip(diskPath, 'badPath');
    files.push(path);
    if (path !== diskPath) diskPaths.set(path, diskPath);
    if (files.length > MOST_FILES) throw new ProblemError(unreadable('', 'tooManyFiles'));
  };

  /** What a link, or an entry whose kind the disk does not tell, leads to; undefined, and reported, when nowhere. */
  const kindBehind = async (diskPath: string): Promise<string | undefined> => {
    try {
      return (await fileSystem.stat(await roots.resolve(join(root, diskPath)))).kind;
    } catch (error) {
      skip(diskPath, systemReason(error));
      return undefined;
    }
  };

  const skip = (path: string, reason: string): void => {
    problems.push({ code: 'file.skipped', severity: 'warning', path, params: { reason } });
  };

  const visitOrReport = (next: Visit): Promise<Visit[]> =>
    visit(next).catch((error: unknown) => {
      if (error instanceof ProblemError || signal?.aborted === true) throw error;
      const problem = unreadable(next.folder === '' ? root : next.folder, systemReason(error));
      if (next.folder === '') throw new ProblemError(problem, { cause: error });
      problems.push(problem);
      return [];
    });

  let level: readonly Visit[] = [{ folder: '', above: [] }];
  while (level.length > 0) level = (await mapConcurrently(level, FOLDERS_AT_ONCE, visitOrReport)).flat();
  return { files: files.sort(), diskPaths, linkedFolders, problems: problems.sort(byPath) };
}

function visitOf(folder: string, real: string, above: readonly string[]): Visit {
  return { folder, above: [...above, real] };
}

function isOfInterest({ name }: FolderEntry): boolean {
  return !name.startsWith('.') && !SKIPPED_FOLDERS.has(name);
}

function unreadable(path: string, reason: string): Problem {
  return { code: 'folder.unreadable', severity: 'error', path, params: { reason } };
}

/** Folders are read side by side: without an order of their own, lists would come out differently each time. */
function byPath({ path: a = '' }: Problem, { path: b = '' }: Problem): number {
  return a < b ? -1 : Number(a > b);
}
