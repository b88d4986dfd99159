import path, { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystem } from '#electron/services/fileSystem.ts';

/**
 * What a start of the program names, absolute: `boxwright FOLDER` when packaged, `electron main.js FOLDER` in a clone.
 * Switches (Chromium's own too) are passed over. Linux desktops name a folder by its URL.
 *
 * @param argv the whole command line
 */
export function namedPath(
  argv: readonly string[],
  workingFolder: string,
  isPackaged: boolean,
  { resolve, sep } = path,
): string | undefined {
  const named = argv.slice(1).filter((argument) => !argument.startsWith('-'))[isPackaged ? 0 : 1];
  if (named === undefined) return undefined;
  const isWindows = sep === '\\';
  if (named.startsWith('file://')) return resolve(workingFolder, pathOfUrl(named, isWindows));
  // Windows reads the end of "D:\" as a quote that belongs to the name, which no name there can hold.
  return resolve(workingFolder, isWindows ? named.replace(/"$/, '\\') : named);
}

/** The folder that a path means: itself, or for a file the folder it is in. Fails when there is nothing. */
export async function folderOf(fileSystem: Pick<FileSystem, 'stat'>, place: string): Promise<string> {
  const { kind } = await fileSystem.stat(place);
  return kind === 'folder' ? place : dirname(place);
}

function pathOfUrl(url: string, isWindows: boolean): string {
  try {
    return fileURLToPath(url, { windows: isWindows });
  } catch {
    // Of another computer, or malformed: a path that is not there, which is said.
    return url;
  }
}
