import { join } from 'node:path';
import { settingsSchema, type Settings } from '#shared/host/settings.ts';
import { DEFAULT_SETTINGS } from '#shared/host/defaultSettings.ts';
import type { FileSystem } from './fileSystem.ts';
import { UserFile } from './userFile.ts';

/** `settings.json` in the user's folder. A key that an older version did not write gets its default. */
export function createSettings(fileSystem: FileSystem, configFolder: string) {
  const path = join(configFolder, 'settings.json');
  const file = new UserFile(fileSystem, path, settingsSchema.partial(), DEFAULT_SETTINGS);
  return {
    get: async (): Promise<Settings> => ({ ...DEFAULT_SETTINGS, ...(await file.read()) }),
    change: async (changes: Partial<Settings>): Promise<Settings> => {
      const after = await file.change((before) => ({ ...before, ...changes }));
      return { ...DEFAULT_SETTINGS, ...after };
    },
  };
}
