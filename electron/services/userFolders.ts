import { join } from 'node:path';

/** Where the program keeps what is not the person's data. */
export interface UserFolders {
  /** Settings and recent folders. */
  readonly config: string;
  /** The copy of the sample drive. */
  readonly data: string;
}

/**
 * The places that each system prescribes (XDG base directories; Application Support; APPDATA). `BOXWRIGHT_HOME` puts
 * everything into one folder instead: for portable installations and tests.
 */
export function userFolders(
  platform: string,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): UserFolders {
  const own = env['BOXWRIGHT_HOME'];
  if (own !== undefined && own !== '') return { config: own, data: own };
  if (platform === 'win32') {
    const folder = join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Boxwright');
    return { config: folder, data: folder };
  }
  if (platform === 'darwin') {
    const folder = join(home, 'Library', 'Application Support', 'Boxwright');
    return { config: folder, data: folder };
  }
  return {
    config: join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'boxwright'),
    data: join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'boxwright'),
  };
}
