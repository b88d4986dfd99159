import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import { dragInView, saved, selectObject, settle } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import {
  boundsOf,
  copyReference,
  needsReference,
  oracleCamera,
  overlapOf,
  projectByReference,
  type OracleCamera,
} from './support/reference.ts';

const isFitted = ({ provenance }: ObjectJson): boolean => provenance.source === 'fitted';

/** The object that was drawn, once it is in the sidecar. */
async function drawnObject(sidecar: string): Promise<ObjectJson> {
  const read = (): ObjectJson | undefined =>
    existsSync(sidecar)
      ? (JSON.parse(readFileSync(sidecar, 'utf8')) as Sidecar).objects.find(isFitted)
      : undefined;
  await expect.poll(() => read() !== undefined).toBe(true);
  return read()!;
}

/** The saved outline is where OpenCV's K and T put the saved cuboid. */
function expectProjected(object: ObjectJson, camera: OracleCamera): void {
  const { centre, size, rotation } = object.cuboid;
  const corners = cuboidCorners({ centre, size, rotation });
  const expected = boundsOf(corners.map((corner) => projectByReference(camera, corner)));
  const projection = object.projections.find((entry) => entry.camera === camera.camera)!;
  for (const side of ['left', 'top', 'right', 'bottom'] as const) {
    expect(projection.amodal[side]).toBeCloseTo(expected[side], 1);
  }
}

test.describe('real recordings in their own layouts', () => {
  needsReference();

  test('KITTI object: the labelled truck is boxed anew, saved, and there after a reload', async ({
    page,
    workFolder,
    openFolder,
  }) => {
    const folder = copyReference('kitti_object', workFolder);
    // Below them are listed the regions without a cuboid that its labels have on the image.
    const cuboids = page.getByRole('listbox', { name: 'Objects' }).getByRole('option');
    await openFolder(folder);
    await expect(page.getByTestId('frame-name')).toHaveText(/000001/);
    await expect(cuboids, 'its three labels are imported').toHaveCount(3);
    const sidecar = join(folder, 'training/velodyne/000001.bin.labels.json');
    expect(existsSync(sidecar), 'opening writes nothing').toBe(false);

    const camera = oracleCamera('image_2', 'kitti');
    const truck = camera.boxes[0]!;
    await selectObject(page, 1);
    await page.keyboard.press('Shift+KeyV');
    await page.keyboard.press('KeyJ');
    await settle(page);
    await page.keyboard.press('Delete');
    await expect(cuboids).toHaveCount(2);
    await page.keyboard.press('KeyF');
    await page.keyboard.press('Digit3');
    await dragInView(page, 'top', truck.corners_lidar.slice(0, 8), { marginPx: 6 });
    await expect(cuboids).toHaveCount(3);

    await saved(page);
    const drawn = await drawnObject(sidecar);
    // The reference counts 70 points in the labelled truck.
    expect(drawn.points).toBeGreaterThan(50);
    expectProjected(drawn, camera);
    const projected = drawn.projections.find(({ camera: id }) => id === 'image_2')!;
    expect(overlapOf(projected.amodal, boundsOf(truck.corners_uv))).toBeGreaterThan(0.5);

    await page.reload();
    await frameOnScreen(page);
    await expect(cuboids).toHaveCount(3);
    expect((await drawnObject(sidecar)).cuboid).toEqual(drawn.cuboid);
  });

  test(
    'PandaSet: a car is boxed in the vehicle’s frame and stands on its image',
    { tag: '@long' },
    async ({ page, workFolder, openFolder }) => {
      const folder = copyReference('pandaset_scale', workFolder);
      await openFolder(folder);
      await expect(page.getByTestId('frame-tick-4')).toBeVisible();
      await page.keyboard.press('Shift+KeyV');
      await page.keyboard.press('KeyF');
      // The car ahead in the next lane, whose rear has over a thousand points.
      const car: [number, number, number][] = [
        [-4.7, 14, 0],
        [-2.2, 19, 0],
      ];
      await dragInView(page, 'top', car, { marginPx: 2 });
      await expect(page.getByRole('option')).toHaveCount(1);
      await saved(page);
      const drawn = await drawnObject(join(folder, 'data/pointcloud/1.ply.labels.json'));
      expect(drawn.points).toBeGreaterThan(1000);
      expectProjected(drawn, oracleCamera('front_camera', 'pandaset'));

      await page.getByTestId('frame-tick-1').click();
      await expect(page.getByTestId('frame-name')).toHaveText(/2/);
      await page.reload();
      await frameOnScreen(page);
      await expect(page.getByRole('option')).toHaveCount(1);
    },
  );
});
