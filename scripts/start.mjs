import { checkNode } from './lib/checkNode.mjs';

checkNode();
const { runMain } = await import('./lib/failure.mjs');
const { parseStartArguments, requireFolder } = await import('./lib/startArguments.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensureBuilt } = await import('./lib/build.mjs');
const { findElectron } = await import('./lib/electronBinary.mjs');
const { startElectron } = await import('./lib/startElectron.mjs');
const { startBrowser } = await import('./lib/startBrowser.mjs');

await runMain(async () => {
  // npm changes into the project's folder; INIT_CWD is where the person typed.
  const { folder, browser, open } = parseStartArguments(
    process.argv.slice(2),
    process.env['INIT_CWD'] ?? process.cwd(),
  );
  if (folder !== undefined) requireFolder(folder);
  await ensureInstalled();
  await ensureBuilt();
  const reason = browser ? undefined : await tryElectron(folder);
  if (reason === 'closed') return;
  if (reason !== undefined) console.log(`Electron is not used: ${reason}. Serving to the browser instead.`);
  await startBrowser({ folder, open });
});

/**
 * @param {string | undefined} folder
 * @returns {Promise<string>} `closed` after a session, else why there was none
 */
async function tryElectron(folder) {
  const electron = await findElectron();
  if ('reason' in electron) return electron.reason;
  return (await startElectron(electron.path, folder)) ?? 'closed';
}
