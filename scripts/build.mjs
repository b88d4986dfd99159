import { checkNode } from './lib/checkNode.mjs';

checkNode();
const { runMain } = await import('./lib/failure.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensureBuilt } = await import('./lib/build.mjs');

await runMain(async () => {
  await ensureInstalled();
  await ensureBuilt();
});
