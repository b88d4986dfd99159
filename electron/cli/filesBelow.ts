import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '#shared/host/failure.ts';

/**
 * All that is in a folder and below and is no folder, relative to it, with `/`, in order; nothing where there is no such
 * folder.
 *
 * @param folder absolute
 */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
