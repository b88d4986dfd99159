import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The folder that a start of the program names, absolute. Switches (Chromium's own too) and the script's path are
 * passed over; a file means the folder it is in only when it is a folder after all.
 *
 * @param args the command line after the program itself
 */
export function folderArgument(args: readonly string[], workingFolder: string): string | undefined {
  return args
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => resolve(workingFolder, arg))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
}
