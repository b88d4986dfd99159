import { pathToFileURL } from 'node:url';
import { inProject } from './project.mjs';

/**
 * Serves the app to the person's own browser until Ctrl+C.
 *
 * @param {{ folder: string | undefined, open: boolean }} options
 */
export async function startBrowser({ folder, open }) {
  /** @type {typeof import('../../electron/loopback/startLoopback.ts')} */
  const { startLoopback } = await import(pathToFileURL(inProject('dist/loopback/startLoopback.js')).href);
  const host = await startLoopback({ folder, browse: 'home' });
  console.log(`Boxwright is at ${host.url}`);
  console.log('The address is this session’s key: share it with nobody. Ctrl+C ends the program.');
  if (open) await openBrowser(host.url);
  await interrupted();
  await host.close();
}

/** @param {string} url */
async function openBrowser(url) {
  const { default: openUrl } = await import('open');
  try {
    const child = await openUrl(url);
    child.on('error', sayNoBrowser);
  } catch {
    sayNoBrowser();
  }
}

function sayNoBrowser() {
  console.log('No browser could be opened: open the address above yourself.');
}

/** @returns {Promise<void>} */
function interrupted() {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
}
