import { join } from 'node:path';
import { z } from 'zod';
import { recentSchema, type Recent } from '#shared/host/contract.ts';
import type { FileSystem } from './fileSystem.ts';
import { UserFile } from './userFile.ts';

const MOST_RECENTS = 20;

/** `recents.json` in the user's folder: the folders that were opened, the last one first. */
export function createRecents(fileSystem: FileSystem, configFolder: string) {
  const file = new UserFile(fileSystem, join(configFolder, 'recents.json'), z.array(recentSchema), []);
  return {
    list: (): Promise<Recent[]> => file.read(),
    add: (recent: Recent): Promise<Recent[]> =>
      file.change((before) => [recent, ...without(before, recent.path)].slice(0, MOST_RECENTS)),
    remove: (path: string): Promise<Recent[]> => file.change((before) => without(before, path)),
  };
}

function without(recents: readonly Recent[], path: string): Recent[] {
  return recents.filter((recent) => recent.path !== path);
}
