import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { drawSampleObject, saved, selectObject } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

/** To the right, six metres ahead. */
const PARKED_CAR = 26;

function readSidecar(folder: string, frame: string): Sidecar {
  return JSON.parse(readFileSync(join(folder, `lidar/${frame}.pcd.labels.json`), 'utf8')) as Sidecar;
}

function field(page: Page, name: string): Locator {
  return page.getByTestId(`field-${name}`);
}

test('Space marks a frame as done, saves and goes on; undo and a reload know of it', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await expect(page.getByTestId('done-count')).toHaveText(/^0 of /);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('frame-name')).toContainText('000001');
  await expect(page.getByTestId('done-count')).toHaveText(/^1 of /);
  await page.getByRole('button', { name: 'Done, next' }).click();
  await expect(page.getByTestId('frame-name')).toContainText('000002');
  await saved(page);
  expect(readSidecar(folder, '000001')).toMatchObject({ objects: [], frame: { done: {} } });

  // One history: it goes back to where the mark was set.
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByTestId('frame-name')).toContainText('000001');
  await expect(page.getByTestId('done-count')).toHaveText(/^1 of /);
  await saved(page);
  expect(readSidecar(folder, '000001').frame).not.toHaveProperty('done');

  await page.reload();
  await frameOnScreen(page);
  await expect(page.getByTestId('done-count')).toHaveText(/^1 of /);
  await expect(page.getByTestId('frame-tick-0')).toHaveAccessibleName(/· done ·/);
});

test('occlusion and truncation, by a letter and by mouse, of several objects at once', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await page.keyboard.press('Backquote');
  await expect(page.getByRole('toolbar', { name: 'Attributes of the selection' })).toBeVisible();
  await page.keyboard.press('KeyL');
  await expect(page.getByRole('toolbar', { name: 'Attributes of the selection' })).toHaveCount(0);
  await page.keyboard.press('Control+KeyD');
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.getByRole('button', { name: 'Not occluded' }).click();
  await page.getByTestId('object-row-1').click({ modifiers: ['Shift'] });
  const occluded = page.getByRole('group', { name: 'Occluded' });
  await expect(occluded.getByRole('button', { pressed: true })).toHaveCount(0);
  await page.getByRole('group', { name: 'Truncated' }).getByRole('button', { name: 'Yes' }).click();
  await saved(page);
  const attributes = readSidecar(folder, '000000').objects.map((object) => object.attributes);
  expect(attributes).toContainEqual({ occlusion: 2, truncation: 1 });
  expect(attributes).toContainEqual({ occlusion: 0, truncation: 1 });
  await page.keyboard.press('Control+KeyZ');
  await expect(
    page.getByRole('group', { name: 'Truncated' }).getByRole('button', { pressed: true }),
  ).toHaveCount(0);
});

test(
  'numbers: several at once, dragged by their letter, and typed fast while saving',
  { tag: '@long' },
  async ({ page, openSample }) => {
    const folder = await openSample();
    await drawSampleObject(page, PARKED_CAR);
    await page.keyboard.press('Control+KeyD');
    await expect(page.getByRole('option')).toHaveCount(2);
    await saved(page);
    await selectObject(page, 1);
    await page.getByTestId('object-row-2').click({ modifiers: ['Shift'] });
    await expect(field(page, 'centre-y')).toHaveAttribute('placeholder', 'Mixed');
    const before = readSidecar(folder, '000000').objects.map(({ cuboid }) => cuboid.centre[1]);
    await field(page, 'centre-y').fill('+0.2');
    await page.keyboard.press('Enter');
    const centres = (): number[] =>
      readSidecar(folder, '000000').objects.map(({ cuboid }) => cuboid.centre[1]);
    await expect.poll(centres).toEqual(before.map((y) => Number((y + 0.2).toFixed(4))));

    const grip = page.getByTestId('field-centre-y').locator('xpath=preceding-sibling::span');
    const { x, y } = (await grip.boundingBox())!;
    const drag = async (pixels: number): Promise<void> => {
      await page.mouse.move(x + 5, y + 12);
      await page.mouse.down();
      await page.mouse.move(x + 5 + pixels, y + 12, { steps: 5 });
    };
    await drag(40);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await drag(50);
    await page.mouse.up();
    await expect.poll(centres).toEqual(before.map((at) => Number((at + 0.7).toFixed(4))));
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(centres).toEqual(before.map((at) => Number((at + 0.2).toFixed(4))));

    // No key is lost, whatever arrives meanwhile: counts, and saves of what was typed before.
    await selectObject(page, 1);
    await field(page, 'centre-x').focus();
    for (let i = 1; i <= 5; i += 1) {
      await page.keyboard.type(`1${i}.3125`);
      await expect(field(page, 'centre-x')).toHaveValue(`1${i}.3125`);
      await page.keyboard.press('Enter');
      await expect(field(page, 'centre-x')).toHaveValue(`1${i}.31`);
      await page.keyboard.press('Control+KeyA');
    }
  },
);

test(
  'the tally of the day goes up, comes back on undo, and outlives a reload',
  { tag: '@long' },
  async ({ page, openSample }) => {
    await openSample();
    await expect(page.getByTestId('today')).toHaveText('Today 0');
    await drawSampleObject(page, PARKED_CAR);
    await expect(page.getByTestId('today')).toHaveText('Today 1');
    await page.keyboard.press('Control+KeyD');
    await expect(page.getByTestId('today')).toHaveText('Today 2');
    await page.keyboard.press('Control+KeyZ');
    await expect(page.getByTestId('today')).toHaveText('Today 1');
    await saved(page);
    await page.reload();
    await expect(page.getByTestId('today')).toHaveText('Today 1');
  },
);
