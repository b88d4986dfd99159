import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { saved, selectObject, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { labelWithTruth } from './support/labelDrive.ts';

const FILE = 'lidar/000000.pcd.labels.json';

function objectsIn(folder: string) {
  const path = join(folder, FILE);
  return parseSidecar(readFileSync(path, 'utf8'), path).objects;
}

/** Opens the versions of the frame by the palette, as a person does who does not know where it is. */
async function openVersions(page: Page) {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('earlier');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Earlier versions of frame/ });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Labels every object of the first frames, and then moves one in the first and deletes another. */
async function workOn(page: Page, openFolder: (folder: string) => Promise<unknown>, folder: string) {
  await labelWithTruth(folder, 2);
  await openFolder(folder);
  await settle(page);
  await page.getByTestId('frame-tick-0').click();
  const count = objectsIn(folder).length;
  await selectObject(page, 3);
  await page.keyboard.press('KeyA');
  await saved(page);
  await selectObject(page, 2);
  await page.keyboard.press('Delete');
  await expect.poll(() => objectsIn(folder).length).toBe(count - 1);
  return count;
}

test('a deleted object is found in an earlier version and brought back, which is undone like any edit', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  const folder = sampleDrive();
  const count = await workOn(page, openFolder, folder);
  const dialog = await openVersions(page);
  const newest = dialog.getByTestId('version-0');
  await expect(newest).toBeFocused();
  await expect(newest).toContainText(`${count} objects`);
  await expect(newest).toContainText('−1');
  await expect(dialog.getByRole('button', { name: /Missing now/ })).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByTestId('version-1')).toHaveAttribute('aria-current', 'true');
  await expect(dialog.getByRole('button', { name: /moved 0\.\d\d m/ })).toBeVisible();
  await expect(dialog.getByRole('table', { name: 'Numbers then and now' })).toContainText('Heading');

  await dialog.getByRole('button', { name: /Missing now/ }).click();
  await dialog.getByRole('button', { name: /^Restore \w+ ?\d*$/ }).click();
  await expect(dialog.getByRole('button', { name: /Missing now/ })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Restore the frame' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Restored as it was at \d\d:\d\d:\d\d$/)).toBeVisible();
  await expect.poll(() => objectsIn(folder).length).toBe(count);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => objectsIn(folder).length).toBe(count - 1);
});

test('a frame without earlier versions says so', { tag: '@long' }, async ({ page, openSample }) => {
  await openSample();
  const dialog = await openVersions(page);
  await expect(dialog).toContainText('No earlier versions yet');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test(
  'a label file that was damaged is put right from its banner, and kept',
  { tag: '@long' },
  async ({ page, sampleDrive, openFolder }) => {
    const folder = sampleDrive();
    const count = await workOn(page, openFolder, folder);
    writeFileSync(join(folder, FILE), '{"format": "boxwr');
    await page.getByTestId('frame-problems').getByRole('button', { name: 'Earlier versions…' }).click();
    const dialog = page.getByRole('dialog', { name: /Earlier versions of frame/ });
    await expect(dialog).toContainText('.boxwright/damaged');
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await expect(
      page.getByText(/^Restored\. The damaged file is kept: \.boxwright\/damaged\//),
    ).toBeVisible();
    expect(objectsIn(folder)).toHaveLength(count);
    const [kept] = readdirSync(join(folder, '.boxwright', 'damaged', FILE));
    expect(readFileSync(join(folder, '.boxwright', 'damaged', FILE, kept!), 'utf8')).toBe(
      '{"format": "boxwr',
    );
    await selectObject(page, 3);
    await page.keyboard.press('KeyA');
    await saved(page);
  },
);

test('behind the save status stands how safe the work is', async ({ page, sampleDrive, openFolder }) => {
  const folder = sampleDrive();
  await workOn(page, openFolder, folder);
  await page.getByTestId('save-state').getByRole('button').click();
  const health = page.getByRole('dialog', { name: /How safe the work is/ });
  await expect(health).toContainText('No edits wait to be saved');
  await expect(health).toContainText(/2 of this frame, since/);
  await health.getByRole('button', { name: 'Show…' }).click();
  await expect(page.getByRole('dialog', { name: /Earlier versions of frame/ })).toBeVisible();
});
