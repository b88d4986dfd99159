import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import { dragInView, imagePixelColor, saved, selectObject } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import {
  boundsOf,
  copySustech,
  needsReference,
  oracleCamera,
  overlapOf,
  projectByReference,
} from './support/reference.ts';

/** Labelled car 1 of frame 000965: 578 points, seen whole by the front camera. */
const CAR = '1';
const SIDECAR = 'lidar/000965.pcd.labels.json';

const isFitted = ({ provenance }: ObjectJson): boolean => provenance.source === 'fitted';

function readSidecar(folder: string): Sidecar | undefined {
  const path = join(folder, SIDECAR);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Sidecar) : undefined;
}

test.describe('the main job on a real SUSTechPOINTS scene', () => {
  needsReference();

  test('a car is boxed anew, stands on its image, and is there again after a reload', async ({
    page,
    workFolder,
    openFolder,
  }) => {
    const folder = copySustech(workFolder);
    await openFolder(folder);
    await page.getByTestId('frame-tick-1').click();
    await expect(page.getByTestId('frame-name')).toHaveText(/000965/);
    await expect(page.getByRole('option')).toHaveCount(21);
    expect(existsSync(join(folder, SIDECAR)), 'opening writes nothing').toBe(false);

    // The labelled car goes, so that the image shows what the new cuboid draws.
    const front = oracleCamera('front');
    const labelled = front.boxes.find(({ id }) => id === CAR)!;
    await selectObject(page, Number(CAR));
    await page.keyboard.press('Delete');
    await expect(page.getByRole('option')).toHaveCount(20);

    // A rectangle is dragged around it on the ground, in the top view.
    await page.keyboard.press('KeyF');
    await dragInView(page, 'top', labelled.corners_lidar.slice(0, 8), { marginPx: 4 });
    await expect(page.getByRole('option')).toHaveCount(21);
    await expect.poll(() => readSidecar(folder)?.objects.some(isFitted)).toBe(true);
    await saved(page);
    const drawn = readSidecar(folder)!.objects.find(isFitted)!;
    const text = readFileSync(join(folder, SIDECAR), 'utf8');
    expect(drawn.points).toBeGreaterThan(300);

    // Its outline is where OpenCV puts these corners, and covers the car that a person had labelled.
    const projection = drawn.projections.find(({ camera }) => camera === 'front')!;
    const cuboid = { centre: drawn.cuboid.centre, size: drawn.cuboid.size, rotation: drawn.cuboid.rotation };
    const corners = cuboidCorners(cuboid).map((corner) => projectByReference(front, corner));
    const expected = boundsOf(corners);
    for (const side of ['left', 'top', 'right', 'bottom'] as const) {
      expect(projection.amodal[side]).toBeCloseTo(expected[side], 1);
    }
    expect(overlapOf(projection.amodal, boundsOf(labelled.corners_uv))).toBeGreaterThan(0.7);

    // And it is drawn there: the pixels on its edges have the class's colour.
    const [a, b] = [corners[0]!, corners[1]!];
    const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
    const onEdge = () => imagePixelColor(page, 'front', middle, { width: 2048, height: 1536 });
    await expect
      .poll(async () =>
        (await onEdge()).some(([red, green, blue]) => blue > 150 && blue > red + 60 && green > red),
      )
      .toBe(true);

    await page.reload();
    await frameOnScreen(page);
    await page.getByTestId('frame-tick-1').click();
    await expect(page.getByTestId('frame-name')).toHaveText(/000965/);
    await expect(page.getByRole('option')).toHaveCount(21);
    expect(readFileSync(join(folder, SIDECAR), 'utf8'), 'a reload rewrites nothing').toBe(text);
  });

  test('a frame without images says so and can be labelled', async ({ page, workFolder, openFolder }) => {
    await openFolder(copySustech(workFolder));
    await expect(page.getByTestId('frame-name')).toHaveText(/000950/);
    await expect(page.getByRole('option')).toHaveCount(19);
    await expect(page.getByTestId('image-front')).toContainText('No image for this frame');
  });
});
