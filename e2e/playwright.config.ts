import { defineConfig } from '@playwright/test';

/** `scripts/test.mjs` finds a browser and passes it on; without it Playwright's own Chromium is used. */
const executablePath = process.env['BOXWRIGHT_BROWSER'];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  // Software rendering on a busy build machine is slow at times; what needed a second try is reported as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
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
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
