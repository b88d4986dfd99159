import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** Takes the pictures of the README and of docs/screenshots anew: `npm run screenshots` after a build. */
export default defineConfig({
  ...base,
  projects: [{ name: 'pictures', testMatch: '**/*.shots.ts' }],
});
