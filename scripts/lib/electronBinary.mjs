import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAtLeast } from './checkNode.mjs';
import { inspectElectron, programName, unpackedElectron } from './electronFolder.mjs';
import { electronSource, mirrorVariables } from './electronMirror.mjs';
import { inProject } from './project.mjs';
import { runPackage } from './run.mjs';

const PROBE_MS = 4000;
const DOWNLOAD_MS = 10 * 60 * 1000;

/**
 * Finds Electron, fetching it when that is possible: one that somebody unpacked, else the one that was fetched before.
 *
 * @returns {Promise<{ path: string } | { reason: string }>} the reason is a half sentence: why it is not used
 */
export async function findElectron() {
  if (process.platform === 'linux') {
    const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
    if (!hasDisplay) return { reason: 'there is no display' };
    if (process.getuid?.() === 0) return { reason: 'its sandbox does not run as root' };
  }
  const unpacked = unpackedElectron(process.env, inProject());
  if (unpacked !== undefined) {
    const found = inspectElectron(unpacked, wantedVersion());
    if ('warning' in found) console.log(found.warning);
    return found;
  }
  const fetched = fetchedBinary();
  if (fetched !== undefined) return { path: fetched };
  const reason = await fetchBinary();
  if (reason !== undefined) return { reason: `its program is not installed and ${reason}` };
  const path = fetchedBinary();
  return path === undefined ? { reason: 'its download left no program behind' } : { path };
}

/** The version that package.json pins. */
function wantedVersion() {
  /** @type {{ devDependencies: { electron: string } }} */
  const { devDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  return devDependencies.electron;
}

/** Where Electron's own downloader leaves it; it writes `path.txt` last, so one that was interrupted does not count. */
function fetchedBinary() {
  const folder = inProject('node_modules', 'electron');
  const path = join(folder, 'dist', programName(process.platform));
  return existsSync(join(folder, 'path.txt')) && existsSync(path) ? path : undefined;
}

/** @returns {Promise<string | undefined>} why it could not be fetched */
async function fetchBinary() {
  if (!isAtLeast(process.versions.node, [22, 12, 0])) {
    return `fetching it needs Node 22.12 (this is ${process.versions.node})`;
  }
  const source = electronSource(process.env);
  if ('reason' in source) return source.reason;
  const { host } = source.url;
  const isReachable = await fetch(source.url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }).then(
    () => true,
    () => false,
  );
  if (!isReachable) return `${host} does not answer (see docs/electron.md for other ways to get it)`;
  console.log(`Fetching Electron from ${host} (about 120 MB, once) …`);
  const { code } = await runPackage('electron/install.js', [], {
    timeoutMs: DOWNLOAD_MS,
    env: mirrorVariables(source.url),
  });
  return code === 0 ? undefined : `it could not be fetched from ${host}`;
}
