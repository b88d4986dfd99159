import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { ensureBuilt } from './build.mjs';
import { findOrInstallBrowser } from './browser.mjs';
import { inProject } from './project.mjs';
import { runPackage } from './run.mjs';

const REPORTS = inProject('.cache', 'reports');

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Everything that `npm test` checks, the quickest first. @type {readonly import('./steps.mjs').Step[]} */
export const TEST_STEPS = [
  { name: 'format', run: () => quietly('oxfmt/bin/oxfmt', ['--check', '.']) },
  { name: 'lint', run: () => quietly('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '.']) },
  { name: 'types', run: () => quietly('typescript/bin/tsc', ['-b', '--force']) },
  { name: 'unit and contract tests', run: runVitest },
  {
    name: 'build',
    run: async () => {
      await ensureBuilt();
      return { ok: true };
    },
  },
  { name: 'end-to-end tests', run: runPlaywright },
];

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
async function quietly(script, args) {
  const { code, output } = await runPackage(script, args, { quiet: true });
  return { ok: code === 0, output };
}

async function runVitest() {
  const report = freshReport('vitest.json');
  const { code } = await runPackage('vitest/vitest.mjs', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = readReport(report, vitestReport);
  return {
    ok: code === 0,
    passed: counts?.numPassedTests ?? 0,
    failed: counts?.numFailedTests ?? 0,
    skipped: counts?.numPendingTests ?? 0,
  };
}

async function runPlaywright() {
  const browser = await findOrInstallBrowser();
  const report = freshReport('playwright.json');
  const args = ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json'];
  const { code } = await runPackage('@playwright/test/cli.js', args, {
    env: { BOXWRIGHT_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  const stats = readReport(report, playwrightReport)?.stats;
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  return { ok: code === 0, passed, failed: stats?.unexpected ?? 0, skipped: stats?.skipped ?? 0 };
}

/**
 * The place for a report, with none in it from the last time.
 *
 * @param {string} name
 */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  rmSync(`${REPORTS}/${name}`, { force: true });
  return `${REPORTS}/${name}`;
}

/**
 * Undefined where a runner broke before it wrote its report; its exit code has told.
 *
 * @template {z.ZodType} T
 * @param {string} path
 * @param {T} schema
 * @returns {z.infer<T> | undefined}
 */
function readReport(path, schema) {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
