import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import type { SceneDiagnostics } from '#renderer/scene/diagnostics.ts';
import { leaveOut } from './leaveOut.ts';
import { giveFolder, ordinaryUser, type User } from './ordinaryUser.ts';
import { serve, VERSION_COMMAND, type ServedApp } from './serve.ts';

export interface Fixtures {
  /** A folder of this test's own, deleted afterwards. */
  readonly workFolder: string;
  /** A copy of the sample drive in the work folder. */
  readonly sampleDrive: () => string;
  /** Serves a folder, opens it in the page, and waits until its first frame is on screen. */
  readonly openFolder: (
    folder: string,
    options?: { waitForFrame?: boolean; isBoundByPermissions?: boolean },
  ) => Promise<ServedApp>;
  /** Opens a copy of the sample drive; answers its folder. */
  readonly openSample: () => Promise<string>;
  /** What the browser's console said, warnings and errors; a test fails when it said anything unexpected. */
  readonly consoleMessages: { allow(pattern: RegExp): void };
}

const samples = fileURLToPath(new URL('../../samples/drive', import.meta.url));

export const test = base.extend<Fixtures>({
  // Playwright takes the fixtures that a fixture needs from this pattern: here none.
  // oxlint-disable-next-line no-empty-pattern
  workFolder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'boxwright-e2e-'));
    await use(folder);
    makeWritable(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  sampleDrive: async ({ workFolder }, use) => {
    await use(() => {
      const copy = join(workFolder, 'drive');
      cpSync(samples, copy, { recursive: true });
      return copy;
    });
  },

  consoleMessages: [
    async ({ page }, use) => {
      const allowed: RegExp[] = [];
      const said: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'warning' || message.type() === 'error') said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(String(error)));
      await use({ allow: (pattern) => allowed.push(pattern) });
      // Reading a canvas back is slow, and the browser says so; that is the test's doing, not the app's.
      const unexpected = said.filter(
        (text) =>
          !/GPU stall due to ReadPixels|willReadFrequently/.test(text) &&
          !allowed.some((pattern) => pattern.test(text)),
      );
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],

  openFolder: async ({ page, workFolder }, use) => {
    const running: ServedApp[] = [];
    await use(async (folder, { waitForFrame = true, isBoundByPermissions = false } = {}) => {
      const home = join(workFolder, 'home');
      mkdirSync(home, { recursive: true });
      const app = await serve(folder, home, isBoundByPermissions ? userFor(workFolder) : undefined);
      running.push(app);
      await page.goto(app.url);
      if (waitForFrame) await frameOnScreen(page);
      return app;
    });
    await page.goto('about:blank');
    for (const app of running) await app.stop();
  },

  openSample: async ({ sampleDrive, openFolder }, use) => {
    await use(async () => {
      const folder = sampleDrive();
      await openFolder(folder);
      return folder;
    });
  },
});

export { expect };

/** The work folder becomes the user's, where it is another than who runs the tests. */
function userFor(workFolder: string): User | undefined {
  const found = ordinaryUser(VERSION_COMMAND);
  if ('reason' in found) leaveOut(found.reason);
  const user = 'user' in found ? found.user : undefined;
  if (user !== undefined) giveFolder(workFolder, user);
  return user;
}

/** Folders that a test made read-only could not be emptied. */
function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(join(folder, entry.name));
  }
}

/** Waits until a frame's cloud is drawn. */
export async function frameOnScreen(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const figures: Partial<SceneDiagnostics> = window.boxwrightDiagnostics ?? {};
    return (figures.gpuPoints ?? 0) > 0;
  });
}
