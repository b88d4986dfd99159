import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildRamp, RAMP_STOPS } from '#renderer/scene/color/ramp.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

/** Of the sample drive's front camera: lens, and where it stands as seen from the lidar. */
const LENS = [268.5, 0, 321.2, 0, 268.5, 187.6, 0, 0, 1];
const LIDAR_FROM_CAMERA = [
  [0.00698126, -0.034898646, 0.999366473, 1],
  [-0.999975631, -0.000243642, 0.006977008, 0.02],
  [0, -0.999390827, -0.034899497, -0.22],
  [0, 0, 0, 1],
];

/** A scene of SUSTechPOINTS, made of two frames of the sample drive, whose calibration leads the wrong way. */
function writeScene(folder: string, drive: string): string {
  for (const inner of ['lidar', 'camera/front', 'calib/camera'])
    mkdirSync(join(folder, inner), { recursive: true });
  for (const frame of ['000000', '000008']) {
    cpSync(join(drive, `lidar/${frame}.pcd`), join(folder, `lidar/${frame}.pcd`));
    cpSync(join(drive, `cameras/front/${frame}.jpg`), join(folder, `camera/front/${frame}.jpg`));
  }
  const path = join(folder, 'calib/camera/front.json');
  writeFileSync(path, JSON.stringify({ extrinsic: LIDAR_FROM_CAMERA.flat(), intrinsic: LENS }));
  return path;
}

/** Which of the large image's pixels have the very colour of a point. */
async function pointPixels(page: Page): Promise<ReadonlySet<number>> {
  const texels = buildRamp(RAMP_STOPS.dark, 24);
  const colors = Array.from({ length: 24 }, (_, i) => texels.subarray(i * 4, i * 4 + 3).join(' '));
  const canvas = page.getByTestId('large-image-front').locator('canvas');
  const pixels = await canvas.evaluate((image: HTMLCanvasElement, wanted) => {
    const { data } = image.getContext('2d')!.getImageData(0, 0, image.width, image.height);
    const found: number[] = [];
    for (let i = 0; i < data.length; i += 4) {
      if (wanted.includes(`${data[i]} ${data[i + 1]} ${data[i + 2]}`)) found.push(i);
    }
    return found;
  }, colors);
  return new Set(pixels);
}

/** How much of what was drawn is drawn now, 0 … 1. */
async function shareOf(pixels: ReadonlySet<number>, page: Page): Promise<number> {
  const now = await pointPixels(page);
  return [...pixels].filter((pixel) => now.has(pixel)).length / pixels.size;
}

test(
  'a pose that leads the wrong way is found, tried out, corrected in dataset.json, and withdrawn',
  { tag: '@long' },
  async ({ page, workFolder, sampleDrive, openFolder }) => {
    const folder = join(workFolder, 'scene');
    const calibration = writeScene(folder, sampleDrive());
    const written = readFileSync(calibration);
    const corrections = (): unknown =>
      (JSON.parse(readFileSync(join(folder, 'dataset.json'), 'utf8')) as { acceptedCorrections: unknown })
        .acceptedCorrections;
    await openFolder(folder);
    const notice = page.getByRole('status').filter({ hasText: 'calibration of 1 camera looks wrong' });
    await notice.getByRole('button', { name: 'Check', exact: true }).click({ timeout: 20_000 });
    const panel = page.getByRole('region', { name: 'Check calibration' });
    await expect(panel.getByText('Its pose leads the wrong way')).toBeVisible();

    // Points as they would be; while C is held, as they are.
    await expect.poll(async () => (await pointPixels(page)).size).toBeGreaterThan(500);
    const after = await pointPixels(page);
    await page.keyboard.down('c');
    await expect.poll(() => shareOf(after, page)).toBeLessThan(0.5);
    await page.keyboard.up('c');
    await expect.poll(() => shareOf(after, page)).toBeGreaterThan(0.9);

    await panel.getByRole('button', { name: 'Accept' }).click();
    await expect(panel.getByText('Its pose is inverted')).toBeVisible();
    await expect(panel.getByText('Nothing to object to')).toBeVisible();
    expect(corrections()).toMatchObject([{ camera: 'front', correction: { kind: 'invert' } }]);
    expect(readFileSync(calibration).equals(written)).toBe(true);
    await page.reload();
    await frameOnScreen(page);
    await page.getByTestId('image-front').getByRole('button', { name: 'Corrected' }).click();
    await panel.getByRole('button', { name: 'Withdraw' }).click();
    await expect(panel.getByText('Its pose is inverted')).toBeHidden();
    expect(corrections()).toEqual([]);
  },
);
