import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An Electron that somebody has unpacked: by USB stick, or for another project.
 *
 * @typedef {object} UnpackedElectron
 * @property {string} folder what `electron-v…-<system>.zip` was unpacked into
 * @property {string} name how the folder is called in messages
 */

/**
 * Where an unpacked Electron may lie, the first that is there counts: what `ELECTRON_OVERRIDE_DIST_PATH` names
 * (Electron's own variable), or `electron-dist/` in the clone.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} root the clone
 * @returns {UnpackedElectron | undefined}
 */
export function unpackedElectron(env, root) {
  const named = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named !== undefined && named !== '') return { folder: named, name: 'ELECTRON_OVERRIDE_DIST_PATH' };
  const folder = join(root, 'electron-dist');
  return existsSync(folder) ? { folder, name: 'electron-dist/' } : undefined;
}

/**
 * Looks into an unpacked Electron. Another version than the wanted one is used, with a warning: it is likely to work,
 * and it is the one that is there.
 *
 * @param {UnpackedElectron} unpacked
 * @param {string} wanted the version that package.json names
 * @param {NodeJS.Platform} [platform]
 * @returns {{ path: string, warning?: string } | { reason: string }} the reason is a half sentence
 */
export function inspectElectron({ folder, name }, wanted, platform = process.platform) {
  const program = programName(platform);
  const path = join(folder, program);
  if (!existsSync(path)) return { reason: `${name} has no program in it (${path} is not there)` };
  // Sticks are formatted without permission bits.
  if (!isExecutable(path)) return { reason: `its program may not be executed (chmod -R +x "${folder}")` };
  const version = versionIn(folder);
  if (version === wanted) return { path };
  const found = version === undefined ? 'of unknown version' : version;
  return { path, warning: `The Electron in ${name} is ${found}; this program was made for ${wanted}.` };
}

/**
 * Electron's program inside its folder.
 *
 * @param {NodeJS.Platform} platform
 */
export function programName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What the `version` file beside the program says.
 *
 * @param {string} folder
 */
function versionIn(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') || undefined;
  } catch {
    return undefined;
  }
}
