import { spawnSync } from 'node:child_process';

/**
 * Kills the program a thousand times while it is edited, has writers meet ten thousand times, and damages what they
 * wrote: `npm run torture [kills] [seed]`. What was found is found again with the seed that it names. Needs a build.
 */
const [kills = '1000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const env = { ...process.env, BOXWRIGHT_TORTURE: kills, BOXWRIGHT_SEED: seed };
const run = (/** @type {string[]} */ ...args) =>
  spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;

const units = run(
  'node_modules/vitest/vitest.mjs',
  'run',
  'shared/labels',
  'electron/services',
  'testing/torture',
);
const config = '--config=e2e/playwright.config.ts';
const specs = ['kills', 'cliAtScale', 'commandKills'].map((name) => `e2e/${name}.spec.ts`);
process.exitCode = units || run('node_modules/@playwright/test/cli.js', 'test', config, ...specs);
