import type { Page } from '@playwright/test';
import { drawSampleObject, positionInView, saved, selectObject, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

/** To the right, six metres ahead: large in the front camera. */
const PARKED_CAR = 26;
/** Across the street: whole in the left camera, a corner of it in the front one. */
const CAR_ACROSS = 42;

interface Pixels {
  /** Mean of all channels. */
  readonly mean: number;
  /** How many have the very colour that cars are drawn in. */
  readonly car: number;
}

function pixelsOf(page: Page, panel: string): Promise<Pixels> {
  return page.getByTestId(panel).evaluate((section) => {
    const canvas = section.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    let car = 0;
    for (let i = 0; i < data.length; i += 4) {
      sum += data[i]! + data[i + 1]! + data[i + 2]!;
      if (data[i] === 0x39 && data[i + 1] === 0xab && data[i + 2] === 0xd6) car += 1;
    }
    return { mean: (sum / data.length) * (4 / 3), car };
  });
}

/** Of a panel, once it has drawn a car. */
async function carPixels(page: Page, panel: string): Promise<number> {
  await expect.poll(async () => (await pixelsOf(page, panel)).car).toBeGreaterThan(10);
  return (await pixelsOf(page, panel)).car;
}

test(
  'gamma changes the pictures and not what is drawn over them, and is kept',
  { tag: '@long' },
  async ({ page, openSample }) => {
    await openSample();
    await drawSampleObject(page, PARKED_CAR);
    const selection = page.locator('[role="option"][aria-selected="true"]');
    await carPixels(page, 'image-front');
    await settle(page);
    const before = await pixelsOf(page, 'image-front');

    await page.keyboard.press('Backslash');
    await page.getByRole('slider', { name: 'Gamma' }).focus();
    const centre = page.getByTestId('field-centre-x');
    const at = await centre.inputValue();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status').filter({ hasText: '2.00' })).toBeVisible();
    expect(await centre.inputValue(), 'the arrows are the slider’s').toBe(at);
    await expect
      .poll(async () => (await pixelsOf(page, 'image-front')).mean)
      .toBeGreaterThan(before.mean + 15);
    // Where lines are smoothed a picture shines through; filled with their colour are as many pixels as before.
    expect(await carPixels(page, 'image-front')).toBeGreaterThan(before.car * 0.85);

    // Escape closes what floats, and only that.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('slider')).toHaveCount(0);
    await expect(selection).toHaveCount(1);
    await saved(page);

    await page.reload();
    await expect
      .poll(async () => (await pixelsOf(page, 'image-front')).mean)
      .toBeGreaterThan(before.mean + 15);
    await page.getByRole('button', { name: /^Brightness and contrast/ }).click();
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(async () => (await pixelsOf(page, 'image-front')).mean).toBeLessThan(before.mean + 5);
  },
);

test('an image in the large place, by key and by double-click, and back to the same view', async ({
  page,
  openSample,
}) => {
  await openSample();
  await settle(page);
  const point = [10, 2, 0] as const;
  const before = await positionInView(page, 'perspective', point);
  const large = (camera: string) => page.getByTestId(`large-image-${camera}`);

  await page.getByTestId('image-left').locator('canvas').dblclick();
  await expect(large('left')).toBeVisible();
  await page.keyboard.press('Quote');
  await expect(large('rear')).toBeVisible();
  await page.keyboard.press('Semicolon');
  await expect(large('left')).toBeVisible();
  await large('left').hover();
  await page.mouse.wheel(0, -400);
  await large('left').locator('canvas').dblclick();
  await expect(large('left')).toHaveCount(0);

  await page.keyboard.press('KeyN');
  await expect(page.getByTestId(/^large-image-/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId(/^large-image-/)).toHaveCount(0);
  expect(await positionInView(page, 'perspective', point)).toEqual(before);
});

test('all images side by side take edits, and leave nothing behind', async ({ page, openSample }) => {
  await page.addInitScript(() => {
    const live = { bitmaps: 0 };
    Object.assign(window, { live });
    const create = window.createImageBitmap.bind(window) as (...args: unknown[]) => Promise<ImageBitmap>;
    Object.assign(window, {
      createImageBitmap: async (...args: unknown[]) => {
        live.bitmaps += 1;
        return create(...args);
      },
    });
    const close = ImageBitmap.prototype.close;
    ImageBitmap.prototype.close = function (this: ImageBitmap) {
      live.bitmaps -= 1;
      close.call(this);
    };
  });
  await openSample();
  await drawSampleObject(page, PARKED_CAR);
  const compare = page.getByRole('region', { name: 'All cameras' });
  const toggle = async (): Promise<void> => {
    await page.keyboard.press('Shift+KeyN');
    await expect(compare).toBeVisible();
    await page.keyboard.press('Shift+KeyN');
    await expect(compare).toHaveCount(0);
  };
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const held = async (): Promise<{ listeners: number; canvases: number; bitmaps: number }> => {
    await settle(page);
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    const listeners = metrics.find(({ name }) => name === 'JSEventListeners')!.value;
    const canvases = await page.locator('canvas').count();
    const bitmaps = await page.evaluate(
      () => (window as unknown as { live: { bitmaps: number } }).live.bitmaps,
    );
    return { listeners, canvases, bitmaps };
  };
  await toggle();
  const before = await held();
  for (let i = 0; i < 20; i++) await toggle();
  // What is collected only after a while is not leaked.
  await expect(async () => {
    const after = await held();
    expect(after.canvases).toBe(before.canvases);
    expect(after.bitmaps).toBe(before.bitmaps);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  }).toPass({ timeout: 10_000 });

  // The cuboid is moved on the image, as in the column.
  await page.keyboard.press('Shift+KeyN');
  await expect(compare.getByTestId(/^image-/)).toHaveCount(3);
  await carPixels(page, 'image-front');
  const x = await page.getByTestId('field-centre-x').inputValue();
  await page.keyboard.press('KeyW');
  await expect(page.getByTestId('field-centre-x')).not.toHaveValue(x);
});

test('the tile follows the selection to the camera that sees it best, until it is pinned', async ({
  page,
  openSample,
}) => {
  await openSample();
  const tile = page.getByTestId('follow-tile');
  await expect(tile).toContainText('Select an object');
  await drawSampleObject(page, PARKED_CAR);
  await expect(tile.getByTestId('follow-image-front')).toBeVisible();
  await drawSampleObject(page, CAR_ACROSS);
  await expect(tile.getByTestId('follow-image-left')).toBeVisible();
  const whole = await carPixels(page, 'image-left');
  await expect.poll(() => carPixels(page, 'follow-image-left')).toBeGreaterThan(whole * 1.5);

  await tile.getByRole('button', { name: 'Keep showing this object' }).click();
  await selectObject(page, 1);
  await expect(tile.getByTestId('follow-image-left')).toBeVisible();
  await tile.getByRole('button', { name: 'Follow the selection again' }).click();
  await expect(tile.getByTestId('follow-image-front')).toBeVisible();

  // The same by a command, in every image that sees it, and back.
  await selectObject(page, 2);
  await settle(page);
  const before = await carPixels(page, 'image-left');
  await page.keyboard.press('Shift+KeyJ');
  await expect.poll(() => carPixels(page, 'image-left')).toBeGreaterThan(before * 1.2);
  await page.keyboard.press('Shift+KeyJ');
  await expect.poll(() => carPixels(page, 'image-left')).toBe(before);

  await page.setViewportSize({ width: 1366, height: 520 });
  await expect(tile).toHaveCount(0);
});
