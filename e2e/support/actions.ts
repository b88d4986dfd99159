import { expect, type Page } from '@playwright/test';
import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { SceneViewId } from '#renderer/scene/views/sceneView.ts';
import { sampleTruth } from '../../testing/sampleTruth.ts';

type Point = readonly [number, number, number];

/** Selects an object in the list by its track number. */
export async function selectObject(page: Page, trackNumber: number): Promise<void> {
  await page.getByTestId(`object-row-${trackNumber}`).click();
}

/**
 * Waits until the scene draws no more: no camera is in flight, no cloud is arriving. Frames alone would not tell: on a
 * busy machine the first one of a flight may take longer than a look.
 */
export async function settle(page: Page): Promise<void> {
  let last = -1;
  const look = (): Promise<{ work: number; isMoving: boolean }> =>
    page.evaluate(() => {
      const { framesRendered = 0, reactCommits = 0, isMoving = false } = window.boxwrightDiagnostics ?? {};
      return { work: framesRendered + reactCommits, isMoving };
    });
  await expect
    .poll(
      async () => {
        const { work, isMoving } = await look();
        const isStill = work === last && !isMoving;
        last = work;
        return isStill;
      },
      { intervals: [150] },
    )
    .toBe(true);
}

/** Page position of a point of the label frame in one of the scene's views. */
export async function positionInView(
  page: Page,
  view: SceneViewId,
  point: Point,
): Promise<{ x: number; y: number }> {
  const position = await page.evaluate(
    ([id, at]) => {
      const shown = window.boxwrightDiagnostics?.views?.[id];
      const pixel = shown?.project(at);
      return shown === undefined || pixel === undefined
        ? undefined
        : { x: shown.left + pixel[0], y: shown.top + pixel[1] };
    },
    [view, point] as const,
  );
  if (position === undefined) throw new Error(`view ${view} does not show ${point.join(', ')}`);
  return position;
}

/** Drags the rectangle on the screen that surrounds the points. */
export async function dragInView(
  page: Page,
  view: SceneViewId,
  points: readonly Point[],
  { marginPx = 0 } = {},
): Promise<void> {
  await settle(page);
  const positions = await Promise.all(points.map((point) => positionInView(page, view, point)));
  const xs = positions.map(({ x }) => x);
  const ys = positions.map(({ y }) => y);
  await page.mouse.move(Math.min(...xs) - marginPx, Math.min(...ys) - marginPx);
  await page.mouse.down();
  await page.mouse.move(Math.max(...xs), Math.max(...ys), { steps: 4 });
  await page.mouse.move(Math.max(...xs) + marginPx, Math.max(...ys) + marginPx, { steps: 2 });
  await page.mouse.up();
}

/** Waits until nothing is unsaved. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByTestId('save-state')).toHaveText(/^Saved /);
}

/**
 * Colours (red, green, blue) of the 5 × 5 canvas pixels around an image pixel, in a camera panel that shows the whole
 * image centred.
 */
export async function imagePixelColor(
  page: Page,
  camera: string,
  [u, v]: readonly [number, number],
  image: { readonly width: number; readonly height: number },
): Promise<(readonly [number, number, number])[]> {
  return page.getByTestId(`image-${camera}`).evaluate(
    (panel, at) => {
      const canvas = panel.querySelector('canvas')!;
      const scale = Math.min(canvas.width / at.width, canvas.height / at.height);
      const x = Math.round((canvas.width - (at.width - 1) * scale) / 2 + at.u * scale);
      const y = Math.round((canvas.height - (at.height - 1) * scale) / 2 + at.v * scale);
      const size = 5;
      const { data } = canvas.getContext('2d')!.getImageData(x - 2, y - 2, size, size);
      return Array.from(
        { length: size * size },
        (_, i) => [data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!] as const,
      );
    },
    { u, v, ...image },
  );
}

/** What the sample drive's generator knows of an object in its first frame. */
export function sampleObject(number: number): { readonly cuboid: Cuboid } {
  const found = sampleTruth()[0]?.objects.find((object) => object.number === number);
  if (found === undefined) throw new Error(`the sample drive's first frame has no object ${number}`);
  return found;
}

/** Draws a cuboid round an object of the sample drive's first frame, and waits until it is in the list. */
export async function drawSampleObject(page: Page, number: number): Promise<void> {
  const before = await page.getByRole('option').count();
  // The top view is the large one while it draws.
  await page.keyboard.press('Shift+KeyV');
  await page.keyboard.press('KeyF');
  await dragInView(page, 'top', cuboidCorners(sampleObject(number).cuboid), { marginPx: 4 });
  await expect(page.getByRole('option')).toHaveCount(before + 1);
  await page.keyboard.press('Shift+KeyV');
}

/** Page position of an image pixel, in a camera panel that shows the whole image centred. */
export async function positionInImage(
  page: Page,
  camera: string,
  [u, v]: readonly [number, number],
  image: { readonly width: number; readonly height: number },
): Promise<{ x: number; y: number }> {
  const panel = (await page.getByTestId(`image-${camera}`).boundingBox())!;
  const scale = Math.min(panel.width / image.width, panel.height / image.height);
  return {
    x: panel.x + (panel.width - (image.width - 1) * scale) / 2 + u * scale,
    y: panel.y + (panel.height - (image.height - 1) * scale) / 2 + v * scale,
  };
}

/** Where the first selected cuboid stands in one of the scene's views. */
export async function positionOfSelection(page: Page, view: SceneViewId): Promise<{ x: number; y: number }> {
  await settle(page);
  const centre = await page.evaluate(() => window.boxwrightDiagnostics?.selectedCuboid?.()?.centre);
  if (centre === undefined) throw new Error('nothing is selected');
  return positionInView(page, view, centre);
}

/**
 * Draws a cuboid by dragging a small rectangle near the middle of the perspective view, and waits until it is in the
 * list.
 */
export async function drawCuboid(page: Page): Promise<void> {
  const before = await page.getByRole('option').count();
  await dragToDraw(page);
  await expect(page.getByRole('option')).toHaveCount(before + 1);
}

/** The gesture alone, without a look at what came of it. */
export async function dragToDraw(page: Page): Promise<void> {
  await page.keyboard.press('KeyF');
  const view = (await page.getByTestId('scene').boundingBox())!;
  const [x, y] = [view.x + view.width * 0.4, view.y + view.height * 0.4];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + view.width * 0.06, y + view.height * 0.06, { steps: 4 });
  await page.mouse.up();
}
