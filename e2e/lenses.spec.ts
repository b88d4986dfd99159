import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { undistortedView } from '#shared/camera/undistortedView.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { CUBOID_EDGES, cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { distanceToSegment, lerp2, type Point2 } from '#shared/geometry/point2.ts';
import { lerp, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { saved, selectObject } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { classColorOf, crossingsOf, inkBeyond, lineOffsets, quantile } from './support/inkOnImage.ts';
import { labelDrive, labelledObject } from './support/labelDrive.ts';
import { brownConrady, cameraFromLidar, fisheye, seenThrough } from './support/lensFormulas.ts';
import { OPENCALIB_CAR, OPENCALIB_FENCE, writeOpencalib } from './support/opencalib.ts';
import {
  boundsOf,
  copyReference,
  copySustech,
  needsReference,
  oracleCamera,
  type Rectangle,
} from './support/reference.ts';

/** Of a line 2.25 pixels wide, smoothed: as well as its middle can be told. Pixels of the canvas. */
const ON_LINE = 0.5;
/** Lines with less between them melt into one; pixels of the image. */
const APART = 10;

type Corners = readonly Vec3[];
type See = (point: Vec3) => Point2;
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Selects an object and shows the camera that sees it best in the large place. */
async function showLarge(page: Page, trackNumber: number, camera: string): Promise<string> {
  await selectObject(page, trackNumber);
  await page.keyboard.press('KeyN');
  await expect(page.getByTestId(`large-image-${camera}`)).toBeVisible();
  return `large-image-${camera}`;
}

/** The lines of the selected cuboid lie where all its edges are seen: in the image, to within the width of a line. */
async function expectDrawn(
  page: Page,
  panel: string,
  object: { readonly row: number; readonly corners: Corners; readonly see: See },
  image: Size,
): Promise<void> {
  const color = await classColorOf(page, `object-row-${object.row}`);
  const edges = CUBOID_EDGES.map(([a, b]) =>
    crossingsOf((t) => object.see(lerp(object.corners[a]!, object.corners[b]!, t)), 12),
  );
  const places = edges.flatMap((edge) =>
    edge.filter(({ at: [x, y] }) => {
      const isInside = x > 2 && y > 2 && x < image.width - 2 && y < image.height - 2;
      // Lines close side by side are not told apart.
      const others = edges.filter((other) => other !== edge).flat();
      return isInside && others.every(({ at }) => Math.hypot(at[0] - x, at[1] - y) > APART);
    }),
  );
  expect(places.length).toBeGreaterThan(50);
  // A tag and an arrow cover some of them.
  await expect
    .poll(async () => quantile(await lineOffsets(page, panel, places, image, color), 0.85))
    .toBeLessThan(ON_LINE);
}

/** An object too small to tell its lines apart: its outer lines are drawn where its bounds are. */
async function expectBounds(
  page: Page,
  panel: string,
  row: number,
  expected: Rectangle,
  image: Size,
): Promise<void> {
  const color = await classColorOf(page, `object-row-${row}`);
  await expect(async () => {
    const beyond = await inkBeyond(page, panel, expected, image, color);
    for (const [side, pixels] of Object.entries(beyond))
      expect(Math.abs(pixels), side).toBeLessThan(2 * ON_LINE);
  }).toPass({ timeout: 10_000 });
}

/** How far off the straight line between the ends of an edge its middle third is drawn, pixels of the canvas. */
async function bendOf(
  page: Page,
  panel: string,
  [from, to]: readonly [Point2, Point2],
  image: Size,
  color: readonly number[],
): Promise<number> {
  const middle = crossingsOf((t) => lerp2(from, to, 1 / 3 + t / 3), 9);
  return quantile(await lineOffsets(page, panel, middle, image, color, 20), 0.5);
}

test.describe('real recordings through their lenses', () => {
  needsReference();

  test(
    'SUSTechPOINTS: a labelled car is drawn where OpenCV sees it',
    { tag: '@long' },
    async ({ page, workFolder, openFolder }) => {
      await openFolder(copySustech(workFolder));
      await page.getByTestId('frame-tick-1').click();
      await expect(page.getByTestId('frame-name')).toHaveText(/000965/);
      const camera = oracleCamera('front');
      const corners = camera.boxes.find(({ id }) => id === '1')!.corners_lidar.slice(0, 8);
      // The car is small on an image of 2048 pixels.
      await page.setViewportSize({ width: 1920, height: 1080 });
      const panel = await showLarge(page, 1, 'front');
      const see: See = (point) => seenThrough(brownConrady(camera), camera.T_cam_lidar, point);
      await expectDrawn(page, panel, { row: 1, corners, see }, sizeOf(camera.image_size));
    },
  );

  test(
    'KITTI: a labelled car is drawn where OpenCV sees it',
    { tag: '@long' },
    async ({ page, workFolder, openFolder }) => {
      await openFolder(copyReference('kitti_object', workFolder));
      const camera = oracleCamera('image_2', 'kitti');
      const image = sizeOf(camera.image_size);
      const expected = boundsOf(camera.boxes.find(({ id }) => id === '1')!.corners_uv);
      // The 2D boxes that come along lie over the lines of their cuboids.
      for (let box = 0; box < camera.boxes.length; box++) {
        await page.keyboard.press('Shift+Quote');
        await page.keyboard.press('Delete');
      }
      const panel = await showLarge(page, 2, 'image_2');
      await expectBounds(page, panel, 2, expected, image);
    },
  );

  test('OpenCalib: through a distorted lens, and undistorted', async ({ page, workFolder, openFolder }) => {
    const { folder, camera } = await writeOpencalib(workFolder);
    await openFolder(folder);
    const image = sizeOf(camera.image_size);
    const see: See = (point) => seenThrough(brownConrady(camera), camera.T_cam_lidar, point);
    const panel = await showLarge(page, 1, 'centre');
    await expectBounds(page, panel, 1, boundsOf(cuboidCorners(OPENCALIB_CAR).map(see)), image);
    await selectObject(page, 2);
    const fence = cuboidCorners(OPENCALIB_FENCE);
    await expectDrawn(page, panel, { row: 2, corners: fence, see }, image);

    await page.keyboard.press('KeyU');
    const { fx, fy, cx, cy } = brownConrady(camera);
    const model = createCameraModel({
      model: 'brown-conrady',
      fx,
      fy,
      cx,
      cy,
      coefficients: camera.D as [number, number, number, number],
    });
    const view = undistortedView(model, image.width, image.height);
    const flat: See = (point) =>
      seenThrough({ ...view.intrinsics, distort: (x, y) => [x, y] }, camera.T_cam_lidar, point);
    await expectDrawn(page, panel, { row: 2, corners: fence, see: flat }, view);
  });
});

/** Along the street on the left, close by: its long edges run through most of the fisheye's image. */
const LONG: Cuboid = { centre: [3.2, 6.1, -0.6], size: [9, 2.4, 2.4], rotation: [0, 0, 0, 1] };

test('the sample drive’s fisheye: edges bend as the image does, and are straight once it is undistorted', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  const folder = sampleDrive();
  await labelDrive(folder, [[labelledObject(1, 'bus', LONG)]]);
  const { intrinsics, rows } = leftCamera(folder);
  const lens = fisheye(intrinsics, intrinsics.coefficients);
  const see: See = (point) => seenThrough(lens, rows, point);
  const corners = cuboidCorners(LONG);
  await openFolder(folder);
  const panel = await showLarge(page, 1, 'left');
  const image = { width: 640, height: 400 };
  await expectDrawn(page, panel, { row: 1, corners, see }, image);

  // The upper edge on the far side, from the front to the rear.
  const edge = CUBOID_EDGES[11]!.map((corner) => corners[corner]!) as [Vec3, Vec3];
  const chord = [see(edge[0]), see(edge[1])] as const;
  const color = await classColorOf(page, 'object-row-1');
  const scale = await page
    .getByTestId(panel)
    .locator('canvas')
    .evaluate(
      (canvas: HTMLCanvasElement, { width, height }) =>
        Math.min(canvas.width / width, canvas.height / height),
      image,
    );
  const expected = distanceToSegment(see(lerp(edge[0], edge[1], 0.5)), ...chord) * scale;
  expect(expected).toBeGreaterThan(2);
  const bend = await bendOf(page, panel, chord, image, color);
  expect(bend).toBeGreaterThan(1);
  expect(Math.abs(bend - expected)).toBeLessThan(1);

  await page
    .getByTestId(panel)
    .getByRole('button', { name: /without its distortion/ })
    .click();
  const view = undistortedView(createCameraModel(intrinsics), image.width, image.height);
  const flat: See = (point) => seenThrough({ ...view.intrinsics, distort: (x, y) => [x, y] }, rows, point);
  await expectDrawn(page, panel, { row: 1, corners, see: flat }, view);
  expect(await bendOf(page, panel, [flat(edge[0]), flat(edge[1])], view, color)).toBeLessThan(ON_LINE);

  // It can be dragged there; what is written is of the image as it was taken.
  const [u, v] = flat(LONG.centre);
  const box = (await page.getByTestId(panel).boundingBox())!;
  const perPixel = Math.min(box.width / view.width, box.height / view.height);
  const x = box.x + (box.width - (view.width - 1) * perPixel) / 2 + u * perPixel;
  const y = box.y + (box.height - (view.height - 1) * perPixel) / 2 + v * perPixel;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 4 });
  await page.mouse.up();
  await saved(page);
  const { objects } = JSON.parse(
    readFileSync(join(folder, 'lidar/000000.pcd.labels.json'), 'utf8'),
  ) as Sidecar;
  const { cuboid, projections } = objects[0]!;
  expect(cuboid.centre[0]).toBeLessThan(LONG.centre[0] - 0.2);
  const moved = cuboidCorners(cuboid);
  const outline = CUBOID_EDGES.flatMap(([a, b]) =>
    Array.from({ length: 101 }, (_, i) => see(lerp(moved[a]!, moved[b]!, i / 100))),
  );
  const written = projections.find(({ camera }) => camera === 'left')!.amodal;
  for (const [side, pixels] of Object.entries(boundsOf(outline)))
    expect(Math.abs(written[side as keyof Rectangle] - pixels), side).toBeLessThan(0.3);
});

function sizeOf([width, height]: readonly [number, number]): Size {
  return { width, height };
}

interface LeftCamera {
  readonly intrinsics: {
    readonly model: 'kannala-brandt';
    readonly fx: number;
    readonly fy: number;
    readonly cx: number;
    readonly cy: number;
    readonly coefficients: [number, number, number, number];
  };
  readonly egoFromCamera: { readonly matrix: readonly number[] };
}

/** As the drive's manifest has it. */
function leftCamera(folder: string): { intrinsics: LeftCamera['intrinsics']; rows: number[][] } {
  const manifest = JSON.parse(readFileSync(join(folder, 'dataset.json'), 'utf8')) as {
    sequences: [
      {
        cameras: [LeftCamera, LeftCamera];
        lidars: [{ egoFromLidar: { matrix: number[] } }];
      },
    ];
  };
  const { cameras, lidars } = manifest.sequences[0];
  const [, left] = cameras;
  return {
    intrinsics: left.intrinsics,
    rows: cameraFromLidar(left.egoFromCamera.matrix, lidars[0].egoFromLidar.matrix),
  };
}

test('an image that cannot be undistorted says so and stays as it was taken', async ({
  page,
  openSample,
}) => {
  await page.route(/undistortWorker/, (route) => route.abort());
  await openSample();
  const panel = page.getByTestId('image-left');
  await panel.getByRole('button', { name: /without its distortion/ }).click();
  await expect(panel).toContainText('Could not be undistorted');
  await panel.getByRole('button', { name: /without its distortion/ }).click();
  await expect(panel).not.toContainText('Could not be undistorted');
});
