import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inProject } from './project.mjs';
import { runNpm } from './run.mjs';

const LOCK = inProject('package-lock.json');
const STAMP = inProject('node_modules', '.boxwright-stamp');
/** npm's own note of what it installed. */
const INSTALLED = inProject('node_modules', '.package-lock.json');

/** Installs what package-lock.json names, unless it is there already. */
export async function ensureInstalled() {
  const wanted = lockHash();
  if (isInstalled(wanted)) return;
  console.log('Installing packages (npm ci) …');
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund', '--progress=true', '--loglevel=error']);
  if (code !== 0) {
    throw new Failure(
      'The packages could not be installed; npm says why above. Without a connection to the npm registry, set a mirror with “npm config set registry <address>”.',
    );
  }
  writeFileSync(STAMP, wanted);
}

/** @param {string} wanted */
function isInstalled(wanted) {
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted;
  // Somebody ran `npm ci` by hand.
  if (!existsSync(INSTALLED) || statSync(INSTALLED).mtimeMs < statSync(LOCK).mtimeMs) return false;
  writeFileSync(STAMP, wanted);
  return true;
}

/** Binaries differ by system, so a folder that was copied from another one counts as not installed. */
function lockHash() {
  const hash = createHash('sha256').update(readFileSync(LOCK));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}
