import { dirname, resolve } from 'node:path';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { systemReason } from '#electron/services/readProblems.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** A path that a person named on the command line, with all links resolved. */
export interface Input {
  readonly kind: 'file' | 'folder';
  /** Absolute. */
  readonly path: string;
}

/** @throws ProblemError `file.missing`, `file.unreadable`; the path as it was typed */
export async function openInput(typed: string): Promise<Input> {
  try {
    const path = await nodeFileSystem.realPath(resolve(typed));
    const { kind } = await nodeFileSystem.stat(path);
    if (kind === 'file' || kind === 'folder') return { kind, path };
    throw new Error('notFile');
  } catch (cause) {
    const code = systemErrorCode(cause) === 'ENOENT' ? 'file.missing' : 'file.unreadable';
    const params = { reason: systemReason(cause) };
    throw new ProblemError({ code, severity: 'error', path: typed, params }, { cause });
  }
}

/** The folder as the dataset layouts read it; for a file, the folder it is in. */
export async function openFolder(
  { kind, path }: Input,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<FolderOnDisk> {
  const roots = new GrantedRoots(fileSystem);
  return new FolderOnDisk(fileSystem, roots, await roots.grant(kind === 'folder' ? path : dirname(path)));
}
