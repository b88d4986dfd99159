import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { drawCuboid, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import { addressOf } from './support/serve.ts';

const start = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url));
const samples = fileURLToPath(new URL('../samples/drive/lidar', import.meta.url));

/** `npm start -- --browser --no-open …` without npm in between, so that stopping it stops it. */
async function startApp(page: Page, home: string, ...args: string[]): Promise<() => Promise<void>> {
  const child: ChildProcess = spawn(process.execPath, [start, '--browser', '--no-open', ...args], {
    env: { ...process.env, BOXWRIGHT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await page.goto(await addressOf(child));
  await frameOnScreen(page);
  return async () => {
    await page.goto('about:blank');
    const exited = once(child, 'exit');
    child.kill('SIGINT');
    await exited;
  };
}

test('the first start opens a copy of the sample drive, the next one the last folder', async ({
  page,
  workFolder,
  sampleDrive,
}) => {
  test.setTimeout(120_000);
  const home = join(workFolder, 'home');
  const before = readdirSync(samples);
  const stopFirst = await startApp(page, home);
  await expect(page.getByTestId('frame-tick-13')).toBeVisible();
  await drawCuboid(page);
  await saved(page);
  await stopFirst();
  expect(readdirSync(samples), 'the sample drive itself is never written').toEqual(before);

  const other = sampleDrive();
  const stopSecond = await startApp(page, home, other);
  await expect(page.getByRole('option')).toHaveCount(0);
  await drawCuboid(page);
  await saved(page);
  await stopSecond();

  const stopThird = await startApp(page, home);
  await expect(page.getByRole('option')).toHaveCount(1);
  expect(readdirSync(join(other, 'lidar'))).toContain('000000.pcd.labels.json');
  await stopThird();
});
