import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawCuboid, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import { writeJpeg, writePcd } from './support/makeFolder.ts';

/** Each is a valid name of a file, and a trap for who builds addresses or paths of it. */
const NAMES = [
  '%2e%2e%2f 100% #1 ?a=b&c "q" \'s\' +;@',
  'cafe\u0301 A\u030A',
  '路口 🚗',
  `long ${'n'.repeat(195)}`,
];
const HOME = 'data #2 – 数据 50%?';
const CLOUDS = 'lidar top #1';
const IMAGES = 'front %41 相机';

/** Does the camera's panel show the grey photograph? */
async function expectImage(page: Page): Promise<void> {
  const middle = (): Promise<number | undefined> =>
    page.locator('.image-panel canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const [x, y] = [canvas.width / 4, canvas.height / 2];
      return canvas.getContext('2d')!.getImageData(x, y, 1, 1).data[0];
    });
  await expect.poll(middle).toBeGreaterThan(100);
}

test('files and folders of any name open, show, and are saved under their own names', async ({
  page,
  workFolder,
  openFolder,
}) => {
  const folder = join(workFolder, HOME);
  for (const name of NAMES) {
    writePcd(join(folder, CLOUDS, `${name}.pcd`));
    writeJpeg(join(folder, IMAGES, `${name}.jpg`));
  }
  await openFolder(folder);
  await expect(page.getByTestId('dataset-name')).toHaveText(HOME);
  const shown = new Set<string>();
  for (const index of NAMES.keys()) {
    await page.getByTestId(`frame-tick-${index}`).click();
    await expect(page.getByTestId(`frame-tick-${index}`)).toHaveAttribute('aria-selected', 'true');
    await frameOnScreen(page);
    await expectImage(page);
    shown.add((await page.getByTestId('frame-name').textContent())!.normalize('NFC'));
    await drawCuboid(page);
  }
  expect([...shown].sort()).toEqual(NAMES.map((name) => name.normalize('NFC')).sort());
  await saved(page);
  const written = readdirSync(join(folder, CLOUDS)).filter((name) => name.endsWith('.labels.json'));
  expect(written.map((name) => name.normalize('NFC')).sort()).toEqual(
    NAMES.map((name) => `${name}.pcd.labels.json`.normalize('NFC')).sort(),
  );

  await page.reload();
  for (const index of NAMES.keys()) {
    await page.getByTestId(`frame-tick-${index}`).click();
    await expect(page.getByTestId(`frame-tick-${index}`)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('option')).toHaveCount(1);
  }
});
