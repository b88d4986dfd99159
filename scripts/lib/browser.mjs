import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Failure } from './failure.mjs';
import { run, runPackage } from './run.mjs';

/**
 * The browser for the end-to-end tests: an installed Chrome, Chromium or Edge; where there is none, one is installed
 * on a build machine, or the person is asked. Never skips: tests that did not run must not look green.
 *
 * @returns {Promise<string>} its path
 */
export async function findOrInstallBrowser() {
  const found = await findBrowser();
  if (found !== undefined) return found;
  if (isDebian() && isRoot() && process.env['CI'] !== undefined) await installDebianPackage();
  else if (process.stdin.isTTY && (await isWanted())) await installPlaywrightChromium();
  const installed = await findBrowser();
  if (installed !== undefined) return installed;
  const advice = isDebian() ? 'apt-get install chromium' : 'npx playwright install chromium';
  throw new Failure(
    `The end-to-end tests need Chrome, Chromium or Edge and found none. Install one (for example: ${advice}), or name one in BOXWRIGHT_BROWSER.`,
  );
}

/** @returns {Promise<string | undefined>} */
async function findBrowser() {
  const named = process.env['BOXWRIGHT_BROWSER'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Failure(`BOXWRIGHT_BROWSER names ${named}, which is not there.`);
  }
  const { chromium } = await import('@playwright/test');
  return [...wellKnownPlaces(), chromium.executablePath()].find((path) => existsSync(path));
}

function wellKnownPlaces() {
  if (process.platform === 'win32') return windowsPlaces();
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(':').concat('/usr/bin', '/usr/local/bin', '/snap/bin');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function windowsPlaces() {
  const programs = [
    'Google/Chrome/Application/chrome',
    'Chromium/Application/chrome',
    'Microsoft/Edge/Application/msedge',
  ];
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .flatMap((variable) => process.env[variable] ?? [])
    .flatMap((folder) => programs.map((program) => join(folder, `${program}.exe`)));
}

function isDebian() {
  return process.platform === 'linux' && existsSync('/usr/bin/apt-get');
}

function isRoot() {
  return process.getuid?.() === 0;
}

async function installDebianPackage() {
  console.log('No browser found: installing Debian’s chromium …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update'], { quiet: true, env });
  const install = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    quiet: true,
    env,
  });
  if (install.code !== 0) console.log(`${update.output}\n${install.output}`);
}

async function isWanted() {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    'No Chrome, Chromium or Edge found. Fetch Chromium for the tests (about 150 MB)? [y/N] ',
  );
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function installPlaywrightChromium() {
  await runPackage('@playwright/test/cli.js', ['install', 'chromium']);
}
