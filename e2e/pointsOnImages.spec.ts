import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { readPcdCloud } from '../testing/referenceScene.ts';
import { positionInImage, positionInView, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

type Point = readonly [x: number, y: number, z: number];

/** A lidar point in the front image of the sample drive's first frame. */
interface Projected {
  readonly point: Point;
  readonly pixel: readonly [number, number];
  readonly range: number;
}

const FRONT = { width: 640, height: 400 };

/** Written out from the numbers in the sample's manifest, independent of the app's code. */
function projectFront([x, y, z]: Point): Projected | undefined {
  // Where the lidar and the camera stand in the vehicle, and the camera's axes.
  const [dx, dy, dz] = [x + 1.2 - 2.2, y - 0.02, z + 1.8 - 1.58];
  const right = 0.00698126 * dx - 0.999975631 * dy;
  const down = -0.034898646 * dx - 0.000243642 * dy - 0.999390827 * dz;
  const depth = 0.999366473 * dx + 0.006977008 * dy - 0.034899497 * dz;
  const pixel = [(268.5 * right) / depth + 321.2, (268.5 * down) / depth + 187.6] as const;
  const isIn =
    depth > 0.1 && pixel[0] > 0 && pixel[1] > 0 && pixel[0] < FRONT.width && pixel[1] < FRONT.height;
  return isIn ? { point: [x, y, z], pixel, range: Math.hypot(dx, dy, dz) } : undefined;
}

function frontPoints(): Projected[] {
  const { x, y, z } = readPcdCloud(
    fileURLToPath(new URL('../samples/drive/lidar/000000.pcd', import.meta.url)),
  );
  return Array.from(x, (_, i) => projectFront([x[i]!, y[i]!, z[i]!])).filter((entry) => entry !== undefined);
}

function isNear({ pixel: a }: Projected, { pixel: b }: Projected, reach: number): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) < reach;
}

/** Some that nothing in front of them can hide, above the road, and some amid much nearer ones on all sides. */
function plainCases(points: readonly Projected[]): { seen: Projected[]; hidden: Projected[] } {
  const seen: Projected[] = [];
  const hidden: Projected[] = [];
  for (const candidate of points.filter(({ point: [, , z] }) => z > -1 && z < 2)) {
    const around = points.filter((other) => isNear(other, candidate, 30));
    const nearer = around.filter(({ range }) => range < candidate.range * 0.95);
    const muchNearer = around.filter(
      (other) => isNear(other, candidate, 14) && other.range < candidate.range * 0.57,
    );
    const quadrants = new Set(
      muchNearer.map(({ pixel }) => [pixel[0] > candidate.pixel[0], pixel[1] > candidate.pixel[1]].join()),
    );
    const isAlone = [...seen, ...hidden].every((other) => !isNear(other, candidate, 25));
    if (nearer.length === 0 && isAlone) seen.push(candidate);
    if (quadrants.size === 4 && muchNearer.every((other) => !isNear(other, candidate, 3)) && isAlone)
      hidden.push(candidate);
  }
  return { seen, hidden };
}

/** Red, green and blue of the large front image at each place. */
function colorsAt(page: Page, places: readonly Projected[]): Promise<number[][]> {
  return page.getByTestId('large-image-front').evaluate(
    (panel, { pixels, image }) => {
      const canvas = panel.querySelector('canvas')!;
      const context = canvas.getContext('2d')!;
      const scale = Math.min(canvas.width / image.width, canvas.height / image.height);
      return pixels.map(([u, v]) => {
        const x = Math.floor((canvas.width - (image.width - 1) * scale) / 2 + u! * scale);
        const y = Math.floor((canvas.height - (image.height - 1) * scale) / 2 + v! * scale);
        return [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)];
      });
    },
    { pixels: places.map(({ pixel }) => [...pixel]), image: FRONT },
  );
}

/** Pixels from the middle of a mark to a place. */
async function awayFrom(mark: Locator, at: { x: number; y: number }): Promise<number> {
  const { x, y, width, height } = (await mark.boundingBox())!;
  return Math.hypot(x + width / 2 - at.x, y + height / 2 - at.y);
}

function gpuBytes(page: Page): Promise<number> {
  return page.evaluate(() => window.boxwrightDiagnostics?.gpuBytes ?? Number.NaN);
}

test('lidar points on images, the point under the pointer in every view, and the colours of the images', async ({
  page,
  openSample,
}) => {
  const points = frontPoints();
  const { seen, hidden } = plainCases(points);
  expect(Math.min(seen.length, hidden.length)).toBeGreaterThan(3);
  await openSample();
  await settle(page);
  await page.keyboard.press('KeyN');
  await expect(page.getByTestId('large-image-front')).toBeVisible();
  const places = [...seen, ...hidden];
  await expect.poll(async () => (await colorsAt(page, places)).flat().some((shade) => shade > 0)).toBe(true);
  const before = await colorsAt(page, places);
  await page.keyboard.press('KeyP');
  const changed = async (): Promise<boolean[]> =>
    (await colorsAt(page, places)).map((color, i) =>
      // A canvas that is read back is drawn by other means from then on, which round otherwise.
      color.some((shade, channel) => Math.abs(shade - before[i]![channel]!) > 8),
    );
  await expect.poll(async () => (await changed()).slice(0, seen.length)).toEqual(seen.map(() => true));
  expect((await changed()).slice(seen.length), 'hidden points are not drawn').toEqual(
    hidden.map(() => false),
  );
  await page.keyboard.press('Escape');

  // A point of a near car, in the image and then in the cloud.
  const target = seen.toSorted((a, b) => a.range - b.range)[0]!;
  const inImage = await positionInImage(page, 'front', target.pixel, FRONT);
  const inScene = await positionInView(page, 'perspective', target.point);
  const inImageMark = page.getByTestId('image-front').locator('.point-mark');
  const inSceneMark = page.getByTestId('scene').locator('.point-mark[data-view="perspective"]');
  const readout = page.getByTestId('linked-point');
  await page.mouse.move(inImage.x, inImage.y);
  await expect(readout).toContainText(`${target.range.toFixed(2)} m from the camera`);
  expect(await awayFrom(inImageMark, inImage)).toBeLessThan(2);
  expect(await awayFrom(inSceneMark, inScene)).toBeLessThan(2);
  await page.mouse.move(inScene.x, inScene.y);
  await expect(readout).toContainText('from the lidar');
  // The point in front of those within a few pixels is a neighbour.
  expect(await awayFrom(inSceneMark, inScene)).toBeLessThan(8);
  expect(await awayFrom(inImageMark, inImage)).toBeLessThan(8);
  await page.keyboard.press('KeyP');
  await expect(inImageMark).toBeHidden();
  await expect(readout).toBeEmpty();

  const plain = await gpuBytes(page);
  const shot = { clip: { x: inScene.x - 4, y: inScene.y - 4, width: 9, height: 9 } };
  await settle(page);
  const byHeight = await page.screenshot(shot);
  await page.keyboard.press('Shift+Digit4');
  const count = await page.evaluate(() => window.boxwrightDiagnostics?.gpuPoints ?? 0);
  await expect.poll(() => gpuBytes(page)).toBe(plain + 4 * count);
  await settle(page);
  expect((await page.screenshot(shot)).equals(byHeight)).toBe(false);
  await page.keyboard.press('Shift+Digit1');
  await expect.poll(() => gpuBytes(page)).toBe(plain);
  await settle(page);
  expect((await page.screenshot(shot)).equals(byHeight)).toBe(true);
});
