import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { sampleTruth } from '../testing/sampleTruth.ts';
import { saved, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { labelDrive, labelWithTruth } from './support/labelDrive.ts';

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

test(
  'several frames are chosen, edited as one and brought back with one undo',
  { tag: '@long' },
  async ({ page, sampleDrive, openFolder }) => {
    const folder = sampleDrive();
    await labelWithTruth(folder, 6);
    await openFolder(folder);
    await settle(page);
    await page.getByTestId(`object-row-${CAR}`).click();
    await page.keyboard.press('KeyV');
    const grid = page.getByRole('region', { name: 'One object in many frames' });
    const column = (n: number): Locator => grid.getByTestId(`batch-${n}`);
    const top = (n: number): Locator => column(n).getByRole('img', { name: /^Top/ });

    // What a fit gives is told once the points are there.
    await expect(column(1).getByText(/^Δ \d+\.\d\d m/)).toBeVisible();
    const delta = await column(1)
      .getByText(/^Δ \d+\.\d\d m/)
      .textContent();

    await top(1).click();
    await expect(column(1)).toHaveAttribute('aria-current', 'true');
    await top(3).click({ modifiers: ['Shift'] });
    await expect(grid.getByText('3 frames chosen')).toBeVisible();
    for (const n of [1, 2, 3]) await expect(column(n).getByLabel('Chosen')).toBeVisible();
    await expect(column(4).getByLabel('Chosen')).toBeHidden();
    await expect(column(3)).toHaveAttribute('aria-current', 'true');

    const { trackId } = sampleTruth()[0]!.objects.find(({ number }) => number === CAR)!;
    const centres = (): (readonly number[])[] =>
      [0, 1, 2, 3, 4].map((n) => {
        const file = join(folder, 'lidar', `00000${n}.pcd.labels.json`);
        const { objects } = parseSidecar(readFileSync(file, 'utf8'), file);
        return objects.find((object) => object.trackId === trackId)!.cuboid.centre;
      });
    const before = centres();
    // 25 cm to the right of each, in the view that the pointer was in last.
    await page.keyboard.press('Shift+KeyD');
    await saved(page);
    await expect
      .poll(() => centres().map((centre, n) => Math.hypot(...centre.map((x, axis) => x - before[n]![axis]!))))
      .toEqual([0, 0.25, 0.25, 0.25, 0].map((metres) => expect.closeTo(metres, 3)));
    await expect(column(1).getByText(/^Δ \d+\.\d\d m/)).not.toHaveText(delta ?? '');

    await page.keyboard.press('Control+KeyZ');
    await saved(page);
    await expect.poll(centres).toEqual(before);

    // The keys do the same, and Escape leaves one.
    await page.keyboard.press('Control+Shift+ArrowRight');
    await expect(grid.getByText('4 frames chosen')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(grid.getByText(/frames chosen/)).toBeHidden();
    await expect(grid).toBeVisible();
    await top(0).click({ modifiers: ['Control'] });
    await top(2).click({ modifiers: ['Control'] });
    await expect(grid.getByText('2 frames chosen')).toBeVisible();
    await top(4).click();
    await expect(grid.getByText(/frames chosen/)).toBeHidden();
    await expect(column(4)).toHaveAttribute('aria-current', 'true');
  },
);

test(
  'what is interpolated is refined to the points, as one step, and says what stayed',
  { tag: '@long' },
  async ({ page, sampleDrive, openFolder }) => {
    const folder = sampleDrive();
    const truth = sampleTruth();
    const last = truth.length - 1;
    const isEnd = (index: number): boolean => index === 0 || index === last;
    await labelDrive(
      folder,
      truth.map(({ objects }, index) => (isEnd(index) ? objects.filter(({ number }) => number === CAR) : [])),
    );
    await openFolder(folder);
    await settle(page);
    await page.getByTestId(`object-row-${CAR}`).click();
    await page.keyboard.press('KeyI');
    await expect(page.getByText(`Interpolated in ${last - 1} frames`)).toBeVisible();
    await page.keyboard.press('KeyV');
    const grid = page.getByRole('region', { name: 'One object in many frames' });
    const fourth = grid.getByTestId('batch-3');
    await expect(fourth.getByLabel('Look at it')).toBeVisible();
    await fourth.getByRole('img', { name: /^Top/ }).click();
    await expect(fourth).toHaveAttribute('aria-current', 'true');

    await page.keyboard.press('Control+KeyI');
    await expect(page.getByText(new RegExp(`^Refined \\d+ of ${last - 1}; \\d+ `))).toBeVisible({
      timeout: 30_000,
    });
    await expect(fourth.getByLabel('Look at it')).toBeHidden();
    await page.keyboard.press('Control+KeyZ');
    await expect(fourth.getByLabel('Look at it')).toBeVisible();
  },
);
