import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { drawSampleObject, positionOfSelection, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import { serve, type ServedApp } from './support/serve.ts';

/** The browser says what it could not reach. */
const UNREACHED = /Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|net::ERR/;

function sidecar(folder: string, frame = '000000'): Sidecar {
  return JSON.parse(readFileSync(join(folder, `lidar/${frame}.pcd.labels.json`), 'utf8')) as Sidecar;
}

const field = (page: Page, name: string) => page.getByTestId(`field-${name}`);

test('a page outlives its host: killed while dragging, worked on without, found again', async ({
  page,
  sampleDrive,
  openFolder,
  workFolder,
  consoleMessages,
}) => {
  consoleMessages.allow(UNREACHED);
  const folder = sampleDrive();
  const app = await openFolder(folder);
  const trouble = page.getByTestId('trouble');
  await drawSampleObject(page, 26);
  await saved(page);
  const before = sidecar(folder);
  expect(before.objects).toHaveLength(1);

  // In the middle of a drag of the whole cuboid in the view from above.
  const handle = await positionOfSelection(page, 'top');
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  await page.mouse.move(handle.x + 6, handle.y, { steps: 3 });
  await app.kill();
  await expect(trouble).toContainText('The program behind this page has stopped');
  await expect(trouble).toContainText('Everything is saved');
  await page.mouse.move(handle.x + 14, handle.y + 4, { steps: 3 });
  await page.mouse.up();
  await expect(trouble).toContainText('Your 1 edit is kept in this window');

  // Work goes on.
  await field(page, 'size-l').fill('4.75');
  await page.keyboard.press('Enter');
  await expect(trouble).toContainText('Your 2 edits are kept in this window');
  await field(page, 'size-l').blur();
  await drawSampleObject(page, 26);
  await expect(page.getByRole('option')).toHaveCount(2);
  expect(await wouldWarn(page)).toBe(true);

  const again = await restart(folder, workFolder);
  expect(again.url).toBe(app.url);
  await expect(trouble).toBeHidden({ timeout: 5000 });
  await saved(page);
  expect(await wouldWarn(page)).toBe(false);
  const { objects } = sidecar(folder);
  expect(objects).toHaveLength(2);
  const car = objects.find(({ id }) => id === before.objects[0]?.id);
  expect(car?.cuboid.size[0]).toBe(4.75);
  expect(car?.cuboid.centre).not.toEqual(before.objects[0]?.cuboid.centre);

  // The bytes of the dataset are there again as well.
  await page.getByTestId('frame-tick-1').click();
  await expect(page.getByTestId('frame-name')).toHaveText('000001');
  await frameOnScreen(page);
  await expect(page.getByTestId('frame-problems')).toBeHidden();

  // Nothing is doubled after a reload.
  await page.goto('about:blank');
  await page.goto(again.url);
  await frameOnScreen(page);
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.goto('about:blank');
  await again.stop();
});

test(
  'a host that ended properly has another address the next time',
  { tag: '@long' },
  async ({ page, sampleDrive, openFolder, workFolder }) => {
    const folder = sampleDrive();
    const app = await openFolder(folder);
    await page.goto('about:blank');
    await app.stop();
    const again = await restart(folder, workFolder);
    expect(new URL(again.url).hash).not.toBe(new URL(app.url).hash);
    await again.stop();
  },
);

test(
  'what is looked at while the host is away comes once it is back',
  { tag: '@long' },
  async ({ page, sampleDrive, openFolder, workFolder, consoleMessages }) => {
    consoleMessages.allow(UNREACHED);
    const folder = sampleDrive();
    const app = await openFolder(folder);
    await app.kill();
    await expect(page.getByTestId('trouble')).toBeVisible();
    await page.getByTestId('frame-tick-9').click();
    await page.waitForTimeout(500);
    await expect(page.getByTestId('frame-name')).toHaveText('000000');
    const again = await restart(folder, workFolder);
    await expect(page.getByTestId('frame-name')).toHaveText('000009');
    await frameOnScreen(page);
    await expect(page.getByTestId('frame-problems')).toBeHidden();
    await page.goto('about:blank');
    await again.stop();
  },
);

function restart(folder: string, workFolder: string): Promise<ServedApp> {
  return serve(folder, join(workFolder, 'home'));
}

/** Whether the browser would ask before the tab is closed. */
function wouldWarn(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  });
}
