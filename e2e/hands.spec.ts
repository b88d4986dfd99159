import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { drawSampleObject, positionOfSelection, saved, selectObject, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

/** To the right, six metres ahead: large in the front camera. */
const PARKED_CAR = 26;

function readObjects(folder: string, frame: string): Sidecar['objects'] {
  const path = join(folder, `lidar/${frame}.pcd.labels.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Sidecar).objects : [];
}

function rows(page: Page): Locator {
  return page.getByRole('option');
}

function selected(page: Page): Locator {
  return page.locator('[role="option"][aria-selected="true"]');
}

/** How many pixels of the front camera's panel have about the colour that cars are drawn in. */
function outlined(page: Page): Promise<number> {
  return page.getByTestId('image-front').evaluate((panel) => {
    const canvas = panel.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const isNear = (at: number, value: number): boolean => Math.abs(data[at]! - value) < 24;
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (isNear(i, 0x39) && isNear(i + 1, 0xab) && isNear(i + 2, 0xd6)) count += 1;
    }
    return count;
  });
}

test('duplicate, copy and paste, and copy from the previous frame, by keyboard', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await page.keyboard.press('Control+KeyD');
  await expect(rows(page)).toHaveCount(2);
  await expect(selected(page)).toHaveCount(1);
  await saved(page);
  const [a, b] = readObjects(folder, '000000').map(({ cuboid }) => cuboid);
  expect(b!.size).toEqual(a!.size);
  const apart = Math.hypot(b!.centre[0] - a!.centre[0], b!.centre[1] - a!.centre[1]);
  expect(apart).toBeCloseTo(a!.size[1], 2);

  await page.keyboard.press('KeyX');
  await expect(page.getByTestId('frame-name')).toContainText('000001');
  await expect(rows(page)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+KeyV');
  await expect(rows(page)).toHaveCount(2);
  await expect(selected(page)).toHaveCount(2);
  await expect(page.getByTestId('notices')).toContainText('2 objects copied from the previous frame');
  await saved(page);
  expect(readObjects(folder, '000001').map(({ provenance, status }) => [provenance.source, status])).toEqual([
    ['propagated', 'draft'],
    ['propagated', 'draft'],
  ]);
  await page.keyboard.press('Control+KeyZ');
  await expect(rows(page)).toHaveCount(0);

  await page.keyboard.press('KeyZ');
  await expect(rows(page)).toHaveCount(2);
  await selectObject(page, 1);
  await page.keyboard.press('Control+KeyC');
  await page.keyboard.press('KeyX');
  await expect(rows(page)).toHaveCount(0);
  // In a text field the same keys are the field's.
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Control+KeyV');
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(0);
  await page.keyboard.press('Control+KeyV');
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByTestId('object-row-1')).toBeVisible();
});

test('hide, isolate and lock change what is seen and touched, not what is labelled', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await page.keyboard.press('Control+KeyD');
  await expect(rows(page)).toHaveCount(2);
  await saved(page);
  const before = readObjects(folder, '000000');
  await page.keyboard.press('Escape');
  // Over nothing, so that nothing is highlighted.
  await page.mouse.move(5, 5);
  await settle(page);
  const both = await outlined(page);

  await selectObject(page, 1);
  await page.keyboard.press('KeyH');
  await expect(selected(page)).toHaveCount(0);
  await expect(page.getByRole('option', { name: /hidden$/ })).toHaveCount(1);
  await expect.poll(() => outlined(page)).toBeLessThan(both * 0.8);
  await page.getByTitle('Show car 1').click();
  await expect(page.getByRole('option', { name: /hidden$/ })).toHaveCount(0);
  await page.mouse.move(5, 5);
  await expect.poll(() => outlined(page)).toBeGreaterThan(both * 0.95);

  await selectObject(page, 2);
  await page.keyboard.press('Shift+KeyH');
  await expect(page.getByTestId('object-row-1')).toHaveAttribute('aria-label', /hidden$/);
  await page.keyboard.press('Control+Shift+KeyH');
  await expect(page.getByRole('option', { name: /hidden$/ })).toHaveCount(0);

  await selectObject(page, 1);
  const at = await positionOfSelection(page, 'perspective');
  await page.keyboard.press('KeyL');
  await expect(page.getByTestId('object-row-1')).toHaveAttribute('aria-label', /locked$/);
  await page.keyboard.press('KeyW');
  await expect(page.getByTestId('notices')).toContainText('locked objects stay as they are');
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.mouse.click(at.x, at.y);
  await expect(selected(page)).toHaveCount(0);
  expect(readObjects(folder, '000000')).toEqual(before);

  await page.getByTitle('Unlock car 1').click();
  await selectObject(page, 1);
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(1);
});
