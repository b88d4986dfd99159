import { dirname, join } from 'node:path';
import { FileListing } from '#shared/dataset/fileListing.ts';
import { DATASET_LAYOUTS } from '#shared/dataset/layouts.ts';
import type { MethodOutput } from '#shared/host/contract.ts';
import type { FileSystem } from './fileSystem.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';

/** A glance into a folder to guess its layout: browsing must stay quick on network drives. */
const GLANCE_FOLDERS = 12;
const GLANCE_FILES = 2000;
const MOST_ENTRIES = 1000;

/** The folders in `path`, each with the layout that a glance into it suggests. @throws HostError `denied` */
export async function listFolders(
  fileSystem: FileSystem,
  roots: GrantedRoots,
  path: string,
): Promise<MethodOutput<'folders.list'>> {
  const real = await roots.resolve(path);
  const names = await subfolders(fileSystem, real);
  const entries = await mapConcurrently(names.slice(0, MOST_ENTRIES), 8, async (name) => {
    const folder = join(real, name);
    const layout = await guessLayout(fileSystem, roots, folder);
    return { name, path: folder, ...(layout === undefined ? {} : { layout }) };
  });
  const parent = dirname(real);
  const isReachable =
    parent !== real &&
    (await roots.resolve(parent).then(
      () => true,
      () => false,
    ));
  return { path: real, entries, ...(isReachable ? { parent } : {}) };
}

async function subfolders(fileSystem: FileSystem, folder: string): Promise<string[]> {
  const entries = await fileSystem.readFolder(folder);
  return entries
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

async function guessLayout(
  fileSystem: FileSystem,
  roots: GrantedRoots,
  folder: string,
): Promise<string | undefined> {
  const files: string[] = [];
  const waiting = [''];
  for (let visited = 0; visited < GLANCE_FOLDERS && files.length < GLANCE_FILES; visited += 1) {
    const inner = waiting.shift();
    if (inner === undefined) break;
    // A folder that cannot be read shows no layout; opening it says why.
    const entries = await fileSystem.readFolder(join(folder, inner)).catch(() => []);
    for (const { name, kind } of entries.slice(0, GLANCE_FILES)) {
      const path = inner === '' ? name : `${inner}/${name}`;
      if (kind === 'folder' && !name.startsWith('.')) waiting.push(path);
      if (kind === 'file') files.push(path);
    }
  }
  const onDisk = new FolderOnDisk(fileSystem, roots, folder);
  const listing = new FileListing(files);
  for (const layout of DATASET_LAYOUTS) {
    if (await Promise.resolve(layout.detect(listing, onDisk)).catch(() => false)) return layout.id;
  }
  return undefined;
}
