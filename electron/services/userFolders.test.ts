import { join } from 'node:path';
import { expect, test } from 'vitest';
import { userFolders } from './userFolders.ts';

const HOME = join('/', 'home', 'ada');

test.each([
  ['linux', {}, join(HOME, '.config', 'boxwright'), join(HOME, '.local', 'share', 'boxwright')],
  ['linux', { XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d' }, join('/c', 'boxwright'), join('/d', 'boxwright')],
  [
    'linux',
    { XDG_CONFIG_HOME: '' },
    join(HOME, '.config', 'boxwright'),
    join(HOME, '.local', 'share', 'boxwright'),
  ],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Boxwright'), join('/roaming', 'Boxwright')],
  ['win32', {}, join(HOME, 'AppData', 'Roaming', 'Boxwright'), join(HOME, 'AppData', 'Roaming', 'Boxwright')],
  [
    'darwin',
    {},
    join(HOME, 'Library', 'Application Support', 'Boxwright'),
    join(HOME, 'Library', 'Application Support', 'Boxwright'),
  ],
  ['linux', { BOXWRIGHT_HOME: '/portable' }, '/portable', '/portable'],
])('%s with %j', (platform, env: Record<string, string>, config, data) => {
  expect(userFolders(platform, HOME, env)).toEqual({ config, data });
});
