import { join } from 'node:path';
import { canonicalPath } from '#shared/dataset/canonicalPath.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { FileSystem, FolderEntry } from './fileSystem.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { systemReason } from './readProblems.ts';

const MOST_FILES = 2_000_000;
const MOST_FOLDERS = 200_000;
const DEEPEST = 32;
const STATS_AT_ONCE = 32;
const SKIPPED_FOLDERS = new Set(['node_modules', '$RECYCLE.BIN', 'System Volume Information']);

export interface ListedFile {
  /** Canonical: relative, `/`, NFC. */
  readonly path: string;
  readonly bytes: number;
  /** As the disk spells it: macOS and some archives keep names decomposed. */
  readonly diskPath: string;
}

export interface TreeListing {
  /** Sorted by path. */
  readonly files: readonly ListedFile[];
  /** Folders and files that could not be listed, each by name. */
  readonly problems: readonly Problem[];
}

/**
 * Lists every file below a folder. Names that start with a dot and `node_modules` are passed over; links are followed
 * as far as they stay in granted folders. What cannot be read is reported and the rest is listed.
 *
 * @throws ProblemError `folder.unreadable` when the folder itself cannot be read, or holds over two million files.
 */
export async function listTree(
  fileSystem: FileSystem,
  roots: GrantedRoots,
  root: string,
): Promise<TreeListing> {
  const files: ListedFile[] = [];
  const problems: Problem[] = [];
  let folders = 0;

  const visit = async (folder: string, above: readonly string[]): Promise<void> => {
    const real = await roots.resolve(join(root, folder));
    // A link back up would go round for ever. Two links to one folder are fine: scenes share calibrations that way.
    if (above.includes(real)) return;
    if (above.length >= DEEPEST) return void problems.push(unreadable(folder, 'tooDeep'));
    folders += 1;
    if (folders > MOST_FOLDERS) throw new ProblemError(unreadable('', 'tooManyFiles'));
    const entries = (await fileSystem.readFolder(real)).filter(isOfInterest);
    const found = await mapConcurrently(entries, STATS_AT_ONCE, (entry) => look(folder, entry));
    for (const subfolder of found.filter((path) => path !== undefined)) {
      await visit(subfolder, [...above, real]).catch((error: unknown) => {
        if (error instanceof ProblemError) throw error;
        problems.push(unreadable(subfolder, systemReason(error)));
      });
    }
  };

  /** Takes a file into the list; answers the path of a folder that is to be visited. */
  const look = async (folder: string, entry: FolderEntry): Promise<string | undefined> => {
    const diskPath = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.kind === 'folder') return diskPath;
    const path = canonicalPath(diskPath);
    if (path === undefined) return skip(diskPath, 'badPath');
    try {
      const real = entry.kind === 'link' ? await roots.resolve(join(root, diskPath)) : join(root, diskPath);
      const { kind, bytes } = await fileSystem.stat(real);
      if (kind === 'folder') return diskPath;
      if (kind === 'file') files.push({ path, bytes, diskPath });
    } catch (error) {
      return skip(diskPath, systemReason(error));
    }
    if (files.length > MOST_FILES) throw new ProblemError(unreadable('', 'tooManyFiles'));
    return undefined;
  };

  const skip = (path: string, reason: string): undefined => {
    problems.push({ code: 'file.skipped', severity: 'warning', path, params: { reason } });
  };

  await visit('', []).catch((error: unknown) => {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(unreadable(root, systemReason(error)), { cause: error });
  });
  return { files: files.sort(byPath), problems };
}

function isOfInterest({ name }: FolderEntry): boolean {
  return !name.startsWith('.') && !SKIPPED_FOLDERS.has(name);
}

function unreadable(path: string, reason: string): Problem {
  return { code: 'folder.unreadable', severity: 'error', path, params: { reason } };
}

function byPath(a: ListedFile, b: ListedFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
