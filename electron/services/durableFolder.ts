import { dirname } from 'node:path';
import type { FileSystem } from './fileSystem.ts';

/**
 * Makes the folder where it is missing, and sees to it that a power cut takes neither it nor a folder that it lies in,
 * up to `top`. Also where they are there already: the program that made them may have died before it came to this.
 *
 * @param top the innermost folder that is sure to be there, by itself or by somebody else's care
 */
export async function makeFolderDurably(fileSystem: FileSystem, path: string, top: string): Promise<void> {
  await fileSystem.makeFolder(path);
  await syncFolders(fileSystem, dirname(path), top);
}

/** As {@link makeFolderDurably}, up to what is there already. */
export async function makeMissingFolders(fileSystem: FileSystem, path: string): Promise<void> {
  let top = dirname(path);
  while (top !== dirname(top) && !(await exists(fileSystem, top))) top = dirname(top);
  await makeFolderDurably(fileSystem, path, top);
}

/** Syncs the folder and those that it lies in, up to `top`. */
export async function syncFolders(fileSystem: FileSystem, path: string, top: string): Promise<void> {
  for (let place = path; ; place = dirname(place)) {
    await fileSystem.syncFolder(place);
    if (place === top || place === dirname(place)) return;
  }
}

function exists(fileSystem: FileSystem, path: string): Promise<boolean> {
  return fileSystem.stat(path).then(
    () => true,
    () => false,
  );
}
