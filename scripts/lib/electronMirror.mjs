const GITHUB = 'https://github.com/electron/electron/releases/download/';

/**
 * Where Electron's downloader will fetch from, in the order in which it looks: `electron_mirror` in an .npmrc, then
 * `ELECTRON_MIRROR`, then GitHub.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ url: URL } | { reason: string }} the reason is a half sentence
 */
export function electronSource(env) {
  const source =
    env['npm_config_electron_mirror'] ||
    env['NPM_CONFIG_ELECTRON_MIRROR'] ||
    env['ELECTRON_MIRROR'] ||
    GITHUB;
  const isAddress = URL.canParse(source) && /^https?:$/.test(new URL(source).protocol);
  return isAddress ? { url: new URL(source) } : { reason: `ELECTRON_MIRROR is no address: ${source}` };
}

/**
 * The mirror for the downloader, which puts address and folder together without a slash between them.
 *
 * @param {URL} source
 */
export function mirrorVariables(source) {
  const { href } = source;
  return { npm_config_electron_mirror: href.endsWith('/') ? href : `${href}/` };
}
