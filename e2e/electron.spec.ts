import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { findElectron } from '../scripts/lib/electronBinary.mjs';
import { drawCuboid, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

const main = fileURLToPath(new URL('../dist/main/main.js', import.meta.url));

test('the main job in Electron', async ({ sampleDrive, workFolder }) => {
  const electron = await findElectron();
  test.skip(
    !('path' in electron),
    `Electron is not tested here: ${'reason' in electron ? electron.reason : ''}`,
  );
  if (!('path' in electron)) return;
  const folder = sampleDrive();
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [main, folder],
    env: { ...process.env, BOXWRIGHT_HOME: join(workFolder, 'home') },
  });
  try {
    const page = await app.firstWindow();
    await frameOnScreen(page);
    await drawCuboid(page);
    await saved(page);
    expect(existsSync(join(folder, 'lidar/000000.pcd.labels.json'))).toBe(true);
  } finally {
    await app.close();
  }
});
