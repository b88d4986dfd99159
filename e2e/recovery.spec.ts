import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawSampleObject, saved } from './support/actions.ts';
import { expect, test } from './support/app.ts';

test('what was in no file when everything ended is there again, said, shown and taken back', async ({
  page,
  sampleDrive,
  openFolder,
  consoleMessages,
}) => {
  consoleMessages.allow(/Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|net::ERR/);
  const folder = sampleDrive();
  const app = await openFolder(folder);
  // Label files cannot be written: the edit is in the journal alone.
  await page.route(/\/rpc\/(labels|tracks)\.save$/, (route) => route.abort());
  await drawSampleObject(page, 26);
  await page.getByTestId('save-state').getByRole('button').first().click();
  await expect(page.locator('.save-health')).toContainText('Every edit is in it, safe from a power cut');
  await page.keyboard.press('Escape');
  await app.kill();
  await page.goto('about:blank');
  await page.unrouteAll();
  const sidecar = join(folder, 'lidar/000000.pcd.labels.json');
  expect(existsSync(sidecar)).toBe(false);

  await openFolder(folder);
  const banner = page.getByRole('status').filter({ hasText: 'recovered from the journal' });
  await expect(banner).toContainText('1 edit');
  await expect(page.getByRole('option')).toHaveCount(1);
  await saved(page);
  expect(existsSync(sidecar)).toBe(true);

  await page.keyboard.press('Escape');
  await banner.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  await banner.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(banner).toBeHidden();
  await page.keyboard.press('Control+Shift+KeyZ');
  await expect(page.getByRole('option')).toHaveCount(1);
  await saved(page);

  // Yesterday's deed can be undone today.
  await page.reload();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByRole('option')).toHaveCount(0);
  await saved(page);
});
