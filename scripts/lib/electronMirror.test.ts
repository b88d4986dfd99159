import { expect, test } from 'vitest';
import { electronSource, mirrorVariables } from './electronMirror.mjs';

const MIRROR = 'https://npmmirror.com/mirrors/electron/';

test.each([
  [{}, 'https://github.com/electron/electron/releases/download/'],
  [{ ELECTRON_MIRROR: '' }, 'https://github.com/electron/electron/releases/download/'],
  [{ ELECTRON_MIRROR: MIRROR }, MIRROR],
  [{ NPM_CONFIG_ELECTRON_MIRROR: MIRROR, ELECTRON_MIRROR: 'https://elsewhere/' }, MIRROR],
  [{ npm_config_electron_mirror: MIRROR, ELECTRON_MIRROR: 'https://elsewhere/' }, MIRROR],
])('%j fetches from %s', (env, expected) => {
  const source = electronSource(env);
  expect('url' in source && source.url.href).toBe(expected);
});

test.each(['npmmirror.com/mirrors/electron', 'file:///mnt/usb', 'C:\\electron'])(
  '%s is no address',
  (mirror) => {
    expect(electronSource({ ELECTRON_MIRROR: mirror })).toEqual({
      reason: `ELECTRON_MIRROR is no address: ${mirror}`,
    });
  },
);

test('a mirror without its last slash works too', () => {
  expect(mirrorVariables(new URL('https://mirror.example/electron'))).toEqual({
    npm_config_electron_mirror: 'https://mirror.example/electron/',
  });
});
