import { defineConfig } from '@playwright/test';
import base from '../../e2e/playwright.config.ts';

/** How many actions a cuboid takes in the real app: `npm run effort` after a build. */
export default defineConfig({
  ...base,
  testDir: '.',
  timeout: 30 * 60_000,
  retries: 0,
  workers: 1,
  projects: [{ name: 'effort', testMatch: '**/*.effort.ts' }],
});
