import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { expect, test } from './support/app.ts';
import { labelForReview } from './support/reviewDrive.ts';

test('probe', async ({ page, sampleDrive, openFolder }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const folder = sampleDrive();
  await labelForReview(folder, 3, { misplacedMetres: 0.45 });
  await openFolder(folder);
  await page.keyboard.press('F4');
  await page.waitForTimeout(4000);
  await page.screenshot({ path: '/tmp/r1.png' });
  await page.keyboard.press('Tab');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: '/tmp/r2.png' });
  await page.keyboard.press('Space');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: '/tmp/r3.png' });
});
