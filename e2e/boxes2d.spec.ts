import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Sidecar, Box2dJson } from '#shared/labels/sidecar.ts';
import { drawSampleObject, saved, selectObject } from './support/actions.ts';
import { expect, test } from './support/app.ts';

/** To the right, six metres ahead: large in the front camera. */
const PARKED_CAR = 26;
const SIDECAR = 'lidar/000000.pcd.labels.json';

function boxesIn(folder: string): readonly Box2dJson[] {
  const path = join(folder, SIDECAR);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Sidecar).boxes2d : [];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Page positions of places in the front camera's panel, as parts of its width and height. */
async function inFrontImage(page: Page, ...places: readonly (readonly [number, number])[]): Promise<Place[]> {
  const { x, y, width, height } = (await page
    .getByTestId('large-image-front')
    .locator('canvas')
    .boundingBox())!;
  return places.map(([u, v]) => ({ x: x + u * width, y: y + v * height }));
}

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

test('a 2D box is drawn, linked, changed and undone on an image, and is in the sidecar', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await saved(page);
  await page
    .getByTestId('image-front')
    .locator('canvas')
    .dblclick({ position: { x: 20, y: 60 } });
  await expect(page.getByTestId('large-image-front')).toBeVisible();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const [a, b, moved] = await inFrontImage(page, [0.55, 0.35], [0.75, 0.6], [0.8, 0.65]);

  // Of the object that is selected.
  await selectObject(page, 1);
  await page.keyboard.press('Shift+KeyF');
  await drag(page, a!, b!);
  await expect(inspector).toContainText('2D box');
  await expect(inspector).toContainText('car 1');
  await expect.poll(() => boxesIn(folder)).toHaveLength(1);
  const [drawn] = boxesIn(folder);
  expect(drawn).toMatchObject({ camera: 'front', class: 'car', source: 'manual', linkedBy: 'person' });

  // A corner is dragged, the arrows nudge, a side is typed.
  await drag(page, b!, moved!);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const left = page.getByTestId('field-box-left');
  await expect(left).toHaveValue((drawn!.rectangle.left + 2).toFixed(1));
  await left.fill('350.25');
  await left.press('Enter');
  await left.press('Escape');
  await expect.poll(() => boxesIn(folder)[0]?.rectangle.left).toBe(350.25);
  expect(boxesIn(folder)[0]!.rectangle.right).toBeGreaterThan(drawn!.rectangle.right + 10);

  // Three steps back it is as it was drawn; unlinked, it is listed as what only the image shows.
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+KeyZ');
  await expect(left).toHaveValue(drawn!.rectangle.left.toFixed(1));
  await inspector.getByRole('button', { name: /^Unlink/ }).click();
  await expect(page.getByTestId('box-row-0')).toHaveText(/car/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('box-row-0')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Digit2');
  await expect(page.getByTestId('box-row-0')).not.toHaveText(/car/);
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('box-row-0')).toHaveCount(0);

  // What a detector found comes in through the same edits.
  await page.getByTestId('object-row-1').click();
  await page.keyboard.press('Control+KeyK');
  await page.getByTestId('palette-input').fill('Import 2D boxes');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import 2D boxes' });
  const { left: x, top: y, right, bottom } = drawn!.rectangle;
  const found = {
    images: [{ id: 1, file_name: 'front/000000.png' }],
    categories: [{ id: 1, name: 'car' }],
    annotations: [
      { id: 1, image_id: 1, category_id: 1, bbox: [x, y, right - x, bottom - y], score: 0.5 },
      { id: 2, image_id: 9, category_id: 1, bbox: [1, 1, 9, 9], score: 0.5 },
    ],
  };
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'found.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(found)),
    });
  await expect(dialog.getByRole('status')).toContainText('1 new');
  await expect(dialog).toContainText('its image is not in the list of images');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect.poll(() => boxesIn(folder)).toMatchObject([{ source: 'model', importedFrom: 'found.json' }]);

  // Away for a look at what lies under it, and back.
  const hidden = page.getByText('2D boxes hidden');
  await page.keyboard.press('F9');
  await expect(hidden).toBeVisible();
  await page.keyboard.press('F9');
  await expect(hidden).toHaveCount(0);
});
