import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { SMALL_DATASETS } from '#shared/dataset/layouts/testing/smallDatasets.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import { GrantedRoots } from './grantedRoots.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

/** Bytes that take no room on the disk. */
const HUGE = 1024 ** 3;
/** Reading a gigabyte takes seconds and its text does not fit into a string. */
const LONGEST_MS = 2000;

test.each([
  ['bare Kalibr', 'calib/camchain.yaml'],
  ['bare OpenCV', 'calib/front.yml'],
  ['bare basalt', 'calib/calibration.json'],
  ['bare', 'calib/calib.txt'],
  ['ros', 'camera0/camera_info.yaml'],
  ['ros', 'calib/sensor_kit_calibration.yaml'],
  ['sustechpoints', 'scene/calib/camera/front.json'],
  ['kitti-object', 'training/calib/000001.txt'],
  ['kitti-raw', 'date/calib_cam_to_cam.txt'],
  ['pandaset', 'data/cameras/front/intrinsics.json'],
  ['supervisely', 'ds0/related_images/000001_pcd/front.png.json'],
  ['xtreme1', 'camera_config/000001.json'],
])('%s: %s of a gigabyte is refused by its size, the rest opens', async (layout, huge) => {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(SMALL_DATASETS[layout]!())) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await truncate(join(root, huge), HUGE);
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(root);
  const started = performance.now();
  const {
    layout: found,
    sequences,
    problems,
  } = await openDataset(new FolderOnDisk(nodeFileSystem, roots, root));
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  expect(found).toBe(layout.split(' ')[0]);
  expect(sequences.flatMap(({ frames }) => frames)).toHaveLength(3);
  expect(problems).toContainEqual(
    expect.objectContaining({ path: huge, params: expect.objectContaining({ reason: 'tooLarge' }) }),
  );
});
