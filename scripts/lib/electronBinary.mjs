import { existsSync, readFileSync } from 'node:fs';
import { isAtLeast } from './checkNode.mjs';
import { inProject } from './project.mjs';
import { runPackage } from './run.mjs';

const GITHUB = 'https://github.com/electron/electron/releases/download/';
const PROBE_MS = 4000;
const DOWNLOAD_MS = 10 * 60 * 1000;
const PACKAGE = inProject('node_modules', 'electron');

/**
 * Finds Electron, fetching it when that is possible.
 *
 * @returns {Promise<{ path: string } | { reason: string }>} the reason is a half sentence: why it is not used
 */
export async function findElectron() {
  if (process.platform === 'linux') {
    const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
    if (!hasDisplay) return { reason: 'there is no display' };
    if (process.getuid?.() === 0) return { reason: 'its sandbox does not run as root' };
  }
  const installed = installedBinary();
  if (installed !== undefined) return { path: installed };
  const reason = await fetchBinary();
  if (reason !== undefined) return { reason };
  const fetched = installedBinary();
  return fetched === undefined ? { reason: 'its download left no program behind' } : { path: fetched };
}

function installedBinary() {
  const name = existsSync(`${PACKAGE}/path.txt`) ? readFileSync(`${PACKAGE}/path.txt`, 'utf8') : undefined;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path =
    override === undefined ? name && `${PACKAGE}/dist/${name}` : `${override}/${name ?? defaultName()}`;
  return path !== undefined && existsSync(path) ? path : undefined;
}

function defaultName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @returns {Promise<string | undefined>} why it could not be fetched */
async function fetchBinary() {
  if (!isAtLeast(process.versions.node, [22, 12, 0])) {
    return `its program is not installed and fetching it needs Node 22.12 (this is ${process.versions.node})`;
  }
  // Electron's own downloader honours the mirror too.
  const source = process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror'] || GITHUB;
  if (!URL.canParse(source))
    return `its program is not installed and ELECTRON_MIRROR is no address: ${source}`;
  const isReachable = await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }).then(
    () => true,
    () => false,
  );
  const { host } = new URL(source);
  if (!isReachable)
    return `its program is not installed and ${host} does not answer (set ELECTRON_MIRROR for another source)`;
  console.log(`Fetching Electron from ${host} (about 120 MB, once) …`);
  const { code } = await runPackage('electron/install.js', [], { timeoutMs: DOWNLOAD_MS });
  return code === 0 ? undefined : `its program could not be fetched from ${host}`;
}
