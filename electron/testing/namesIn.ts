import { readdir } from 'node:fs/promises';
import { OWN_FOLDER } from '#shared/labels/labelPaths.ts';

/** What lies in a folder, at any depth, `/`-separated and sorted; without what the program keeps there for itself. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== OWN_FOLDER && !name.startsWith(`${OWN_FOLDER}/`))
    .sort();
}
