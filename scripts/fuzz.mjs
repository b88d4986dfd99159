import { spawnSync } from 'node:child_process';

/**
 * Millions of damaged point clouds for the decoder: `npm run fuzz [runs] [seed]`. The seed is in the name of the test, so
 * that what was found can be found again.
 */
const [runs = '5000000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'shared/pcd-format/src/fuzz.test.ts'],
  { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed } },
);
process.exitCode = status ?? 1;
