import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { saved, selectObject } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { writeBin, writeJpeg } from './support/makeFolder.ts';

/** A car 20 m ahead, 2 m wide, seen from behind; without a 2D box, which would be drawn beside it. */
const LABEL = 'Car 0 0 0 0 0 0 0 1.5 2 4 0 1 20 -1.5708\n';

/** A split of KITTI's object benchmark whose frames are alike but for the focal length of the camera. */
function writeSplit(folder: string, focals: Readonly<Record<string, number>>): void {
  for (const inner of ['calib', 'label_2']) mkdirSync(join(folder, inner), { recursive: true });
  for (const [frame, focal] of Object.entries(focals)) {
    const lens = `P2: ${focal} 0 320 0 0 ${focal} 180 0 0 0 1 0`;
    const poses = ['R0_rect: 1 0 0 0 1 0 0 0 1', 'Tr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 0'];
    writeFileSync(join(folder, `calib/${frame}.txt`), [lens, ...poses, ''].join('\n'));
    writeFileSync(join(folder, `label_2/${frame}.txt`), LABEL);
    writeBin(join(folder, `velodyne/${frame}.bin`), { columns: 4, rows: 1 });
    writeJpeg(join(folder, `image_2/${frame}.png`), { width: 640, height: 360 });
  }
}

/** Width of what is drawn over the grey photograph, in pixels of the canvas. */
function drawnWidth(page: Page): Promise<number> {
  return page.getByTestId('image-image_2').evaluate((panel) => {
    const canvas = panel.querySelector('canvas')!;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
      Array.from({ length: height }, (_row, y) => 4 * (y * width + x)).some(
        (at) => Math.abs(data[at]! - data[at + 2]!) > 60,
      ),
    );
    return columns.length === 0 ? 0 : columns.at(-1)! - columns[0]! + 1;
  });
}

test('images calibrated anew show cuboids where their own calibration puts them', async ({
  page,
  workFolder,
  openFolder,
}) => {
  const folder = join(workFolder, 'training');
  writeSplit(folder, { '000001': 800, '000002': 800, '000003': 1600 });
  await openFolder(folder);
  await expect.poll(() => drawnWidth(page)).toBeGreaterThan(20);
  const usual = await drawnWidth(page);

  await page.getByTestId('frame-tick-2').click();
  await expect(page.getByTestId('frame-name')).toHaveText(/000003/);
  await expect.poll(async () => (await drawnWidth(page)) / usual).toBeGreaterThan(1.8);
  expect((await drawnWidth(page)) / usual).toBeLessThan(2.2);

  await selectObject(page, 3);
  await page.keyboard.press('Digit2');
  await saved(page);
  const sidecar = join(folder, 'velodyne/000003.bin.labels.json');
  const { objects, sources } = JSON.parse(readFileSync(sidecar, 'utf8')) as Sidecar;
  const [projection] = objects[0]!.projections;
  // 2 m at a distance of 18 m, where the rear of the car is.
  expect(projection!.amodal.right - projection!.amodal.left).toBeCloseTo((2 / 18) * 1600, 0);
  expect(sources.find(({ role }) => role === 'calibration')?.path).toBe('calib/000003.txt');

  await page.getByTestId('frame-tick-0').click();
  await expect.poll(async () => (await drawnWidth(page)) / usual).toBeCloseTo(1, 1);
});
