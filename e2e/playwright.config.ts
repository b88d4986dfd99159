import { defineConfig } from '@playwright/test';

/** What measures times or counts frames has the machine to itself; the rest runs side by side. */
const MEASURED = '{latency,longSequence,manyObjects,rendering,scrubbing}.spec.ts';

/** A build machine has a quarter of an hour. What another test nearly shows as well is left to whoever runs it by hand. */
const isBuildMachine = process.env['CI'] !== undefined;
if (isBuildMachine && process.env['TEST_WORKER_INDEX'] === undefined)
  console.log('Tests marked @long are left out on build machines: `npm run e2e` without CI runs them.');

/** `scripts/test.mjs` finds a browser and passes it on; without it Playwright's own Chromium is used. */
const executablePath = process.env['BOXWRIGHT_BROWSER'];

export default defineConfig({
  testDir: '.',
  timeout: 60_000,
  ...(isBuildMachine ? { grepInvert: /@long/ } : {}),
  expect: { timeout: 10_000 },
  workers: 2,
  projects: [
    { name: 'shared', testMatch: '**/*.spec.ts', testIgnore: MEASURED },
    { name: 'measured', testMatch: MEASURED, workers: 1, dependencies: ['shared'] },
  ],
  // Software rendering on a busy build machine is slow at times; what needed a second try is reported as flaky.
  retries: isBuildMachine ? 1 : 0,
  forbidOnly: isBuildMachine,
  outputDir: '../test-results',
  reporter: [['line']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Software rendering, so that results are the same on every machine; the other flags keep the browser off the network.
      args: [
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        // The page itself is put together without OpenGL: by SwiftShader it costs as much as the clouds.
        '--disable-gpu-compositing',
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
