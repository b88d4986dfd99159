import { GrantedRoots } from './grantedRoots.ts';
import type { FileSystem } from './fileSystem.ts';

/** Finds files of the built UI in `folder`, and nothing outside it. */
export function createUiFiles(fileSystem: FileSystem, folder: string): (path: string) => Promise<string> {
  const roots = new GrantedRoots(fileSystem);
  return async (path) => roots.resolveInside(await roots.grant(folder), path);
}
