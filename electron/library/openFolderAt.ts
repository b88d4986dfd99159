import { fileURLToPath } from 'node:url';
import { openFolder, openInput } from '#electron/cli/openInput.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** @throws ProblemError where there is no folder */
export async function openFolderAt(place: string | URL): Promise<FolderOnDisk> {
  const path = typeof place === 'string' ? place : fileURLToPath(place);
  const input = await openInput(path);
  if (input.kind === 'folder') return openFolder(input);
  throw new ProblemError({
    code: 'folder.unreadable',
    severity: 'error',
    path,
    params: { reason: 'notFolder' },
  });
}
