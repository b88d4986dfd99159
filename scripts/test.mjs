import { checkNode } from './lib/checkNode.mjs';

checkNode();
const { runMain } = await import('./lib/failure.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');

await runMain(async () => {
  await ensureInstalled();
  // Loaded only now: they need the packages.
  const { runSteps } = await import('./lib/steps.mjs');
  const { TEST_STEPS } = await import('./lib/testSteps.mjs');
  await runSteps(TEST_STEPS);
});
