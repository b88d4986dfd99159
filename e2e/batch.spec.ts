import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { saved, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { labelWithTruth } from './support/labelDrive.ts';

/** A car that drives ahead of the vehicle and is seen in every frame. */
const CAR = 3;

test('an object is carried on, looked at in many frames side by side, put right there and confirmed', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  const folder = sampleDrive();
  await labelWithTruth(folder, 2);
  await openFolder(folder);
  await settle(page);
  await page.getByTestId('frame-tick-1').click();
  await page.getByTestId(`object-row-${CAR}`).click();
  await page.keyboard.press('Shift+KeyI');
  await expect(page.getByText('Carried on over 12 frames. The sequence ends there')).toBeVisible();

  await page.keyboard.press('KeyV');
  const grid = page.getByRole('region', { name: 'One object in many frames' });
  const third = grid.getByTestId('batch-2');
  await expect(third.getByText('Carried over')).toBeVisible();
  await expect(third.getByText(/^\d+ points$/)).toBeVisible();

  // The frame under the pointer is the one that is worked in.
  const top = third.getByRole('img', { name: /^Top/ });
  await top.hover();
  await expect(third).toHaveAttribute('aria-current', 'true');
  const box = (await top.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await expect
    .poll(async () => {
      await page.mouse.move(middle.x, middle.y);
      return top.evaluate((canvas) => canvas.style.cursor);
    })
    .toBe('move');
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y - 20, { steps: 3 });
  await page.mouse.up();
  await expect(third.getByText('Keyframe')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(third.getByLabel('Confirmed')).toBeVisible();
  await expect(grid.getByTestId('batch-3')).toHaveAttribute('aria-current', 'true');
  await saved(page);

  const file = join(folder, 'lidar', '000002.pcd.labels.json');
  const { objects } = parseSidecar(readFileSync(file, 'utf8'), file);
  const [car] = objects;
  expect(objects).toHaveLength(1);
  expect(car).toMatchObject({ status: 'confirmed', provenance: { source: 'manual', keyframe: true } });

  await page.keyboard.press('Escape');
  await expect(grid).toBeHidden();
});
