import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { diskFolder, withFiles } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import type { Pixel } from '../../camera/cameraModel.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import { cuboidContains, cuboidCorners } from '../../geometry/cuboid.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { datasetSchema, type CameraCalibration, type Dataset } from '../dataset.ts';
import type { ForeignFrameLabels, ForeignLabels } from '../layout.ts';
import { openDataset, readDataset, type DatasetReading } from '../openDataset.ts';
import { kittiObjectLabels } from './kittiObjectLabels.ts';
import { worldFromLabel } from '../worldFromLabel.ts';
import { kittiTracklets } from './kittiTracklets.ts';

/** Pixels, against OpenCV. */
const TOLERANCE = 0.01;

interface ReferenceFrame {
  readonly lidar: string;
  readonly boxes?: readonly {
    readonly corners_lidar: readonly Vec3[];
    readonly corners_uv: readonly Pixel[];
  }[];
  readonly points: { readonly samples: readonly { readonly lidar: Vec3; readonly uv: Pixel }[] };
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

/** Of the points of a frame, where OpenCV has them; Infinity for a point that we have nowhere. */
function largestError(
  { intrinsics, cameraFromLabel }: CameraCalibration,
  pairs: readonly (readonly [Vec3, Pixel])[],
): number {
  if (pairs.length === 0) throw new Error('nothing to compare');
  const model = createCameraModel(intrinsics);
  return Math.max(
    ...pairs.map(([point, uv]) => {
      const pixel = projectPoint(point, { model, cameraFromLabel });
      return pixel === undefined ? Infinity : distance(pixel, uv);
    }),
  );
}

/** x, y, z of a `.bin` file. */
function readPoints(path: string): Vec3[] {
  const bytes = readFileSync(path);
  const points: Vec3[] = [];
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    points.push([bytes.readFloatLE(at), bytes.readFloatLE(at + 4), bytes.readFloatLE(at + 8)]);
  }
  return points;
}

async function openWithCalibrations(root: string, path: string): Promise<DatasetReading> {
  const reading = await readDataset(diskFolder(`${root}/data/${path}`));
  expect(datasetSchema.parse(reading.dataset)).toEqual(reading.dataset);
  return reading;
}

async function open(root: string, path: string): Promise<Dataset> {
  return (await openWithCalibrations(root, path)).dataset;
}

async function readLabels(
  labels: ForeignLabels,
  folder: string,
  dataset: Dataset,
): Promise<(ForeignFrameLabels | undefined)[]> {
  const read = await labels.open(diskFolder(folder), dataset, dataset.sequences[0]!);
  return Promise.all(dataset.sequences[0]!.frames.map(read));
}

describeWithReference('the KITTI object sample', (root) => {
  const folder = `${root}/data/kitti_object`;

  test('opens; a frame has only the reduced cloud', async () => {
    const dataset = await open(root, 'kitti_object');
    expect(dataset.layout).toBe('kitti-object');
    expect(dataset.sequences[0]!.frames.map(({ id, images }) => [id, images.length])).toEqual([
      ['training/velodyne/000001.bin', 1],
      ['training/velodyne_reduced/000004.bin', 1],
    ]);
    expect(dataset.problems.map(({ code, path }) => [code, path])).toEqual([
      ['file.skipped', 'training/velodyne_reduced/000001.bin'],
      ['layout.assumed', 'training'],
    ]);
  });

  test('points and cuboids appear where OpenCV projects them', async () => {
    const { dataset, imageCalibrations } = await openWithCalibrations(root, 'kitti_object');
    const { cameras, frames } = dataset.sequences[0]!;
    const calibration = (await calibrationOf(cameras[0]!, frames[0]!, imageCalibrations))!;
    const { frames: reference } = readJson<{ frames: ReferenceFrame[] }>(
      `${root}/oracle/projection_kitti.json`,
    );
    const samples = reference[0]!.points.samples.map(({ lidar, uv }) => [lidar, uv] as const);
    expect(samples).toHaveLength(200);
    expect(largestError(calibration, samples)).toBeLessThan(TOLERANCE);

    const [labels] = await readLabels(kittiObjectLabels, folder, dataset);
    const boxes = reference[0]!.boxes!;
    expect(labels!.objects).toHaveLength(boxes.length);
    for (const [i, { corners_lidar, corners_uv }] of boxes.entries()) {
      const corners = cuboidCorners(labels!.objects[i]!.cuboid);
      for (const [j, corner] of corners.entries()) {
        expect(distance(corner, corners_lidar[j]!)).toBeLessThan(1e-4);
      }
      const pairs = corners.map((corner, j) => [corner, corners_uv[j]!] as const);
      expect(largestError(calibration, pairs)).toBeLessThan(TOLERANCE);
    }
  });

  test('the cuboids hold the points that they should', async () => {
    const dataset = await open(root, 'kitti_object');
    const [labels] = await readLabels(kittiObjectLabels, folder, dataset);
    const { kitti } = readJson<{
      kitti: { lidar: string; boxes: { type: string; points_inside: number }[] }[];
    }>(`${root}/oracle/points_in_box.json`);
    const points = readPoints(`${root}/data/${kitti[0]!.lidar}`);
    const counted = labels!.objects.map((object) => ({
      type: object.class,
      points_inside: points.filter((point) => cuboidContains(object.cuboid, point)).length,
    }));
    expect(counted).toMatchObject(
      kitti[0]!.boxes.map(({ type, points_inside }) => ({ type, points_inside })),
    );
    expect(labels!.boxes2d).toHaveLength(7);
    expect(labels!.problems).toEqual([]);
  });
});

describeWithReference('KITTI raw frames with an object calibration', (root) => {
  test('points appear where OpenCV projects them', async () => {
    const { dataset, imageCalibrations } = await openWithCalibrations(root, 'kitti_raw_sfnd_tracking');
    expect(dataset).toMatchObject({ layout: 'kitti-raw', problems: [] });
    const { cameras, frames } = dataset.sequences[0]!;
    expect(frames.map(({ images }) => images.length)).toEqual(frames.map(() => 1));
    const { frames: reference } = readJson<{ frames: ReferenceFrame[] }>(
      `${root}/oracle/projection_kitti_raw.json`,
    );
    expect(frames.map(({ id }) => `kitti_raw_sfnd_tracking/${id}`)).toEqual(
      reference.map(({ lidar }) => lidar),
    );
    for (const [i, frame] of frames.entries()) {
      const samples = reference[i]!.points.samples.map(({ lidar, uv }) => [lidar, uv] as const);
      const calibration = await calibrationOf(cameras[0]!, frame, imageCalibrations);
      expect(largestError(calibration!, samples)).toBeLessThan(TOLERANCE);
    }
  });
});

describeWithReference('measurements over KITTI’s own calibration', (root) => {
  test('reach the lidar as NumPy has it', async () => {
    const dataset = await openDataset(
      withFiles(diskFolder(`${root}/data/kitti_raw_sfnd_tracking`), {
        '2011_09_26/oxts/data/0000000000.txt': '49 8.4 110 0.01 -0.02 0.3',
        '2011_09_26/oxts/data/0000000001.txt': '49.0001 8.4002 110.5 0.02 0.01 0.5',
      }),
    );
    expect(dataset.problems).toMatchObject([{ code: 'pose.missing', params: { missing: 6, frames: 8 } }]);
    const [sequence] = dataset.sequences;
    const worlds = sequence!.frames.map((frame) => worldFromLabel(sequence!, frame));
    // The development kit's conversion, after the inverse of Tr_imu_to_velo, of (10, 2, −1).
    const expected = [
      [10.80692561, 1.68545386, -0.24716824],
      [27.49496972, 10.11689664, -0.47259669],
    ];
    for (const [i, place] of expected.entries()) {
      expect(distance(transformPoint(worlds[i]!, [10, 2, -1]), place)).toBeLessThan(1e-4);
    }
    expect(worlds.slice(2).every((world) => world === undefined)).toBe(true);
  });
});

describeWithReference('other tools’ KITTI folders', (root) => {
  test('Datumaro’s object sample', async () => {
    const dataset = await open(root, 'datumaro_assets/kitti_dataset/kitti_3d');
    expect(dataset).toMatchObject({ layout: 'kitti-object', problems: [] });
    const [labels] = await readLabels(
      kittiObjectLabels,
      `${root}/data/datumaro_assets/kitti_dataset/kitti_3d`,
      dataset,
    );
    expect(labels!.objects.map((object) => object.class)).toEqual(['Truck', 'Car']);
  });

  test('Datumaro’s raw sample: tracklets of negative size are left out and named', async () => {
    const dataset = await open(root, 'datumaro_assets/kitti_dataset/kitti_raw');
    expect(dataset.layout).toBe('kitti-raw');
    expect(dataset.sequences[0]!.frames).toHaveLength(3);
    expect(dataset.problems.map(({ code }) => code)).toEqual(['calibration.missing']);
    const labels = await readLabels(
      kittiTracklets,
      `${root}/data/datumaro_assets/kitti_dataset/kitti_raw`,
      dataset,
    );
    expect(labels.flatMap((found) => found?.objects ?? [])).toEqual([]);
    expect(labels.map((found) => found?.problems.map(({ params }) => params!['object']))).toEqual([
      ['car #0', 'bus #1'],
      ['bus #1'],
      ['car #2'],
    ]);
  });

  test('CVAT’s velodyne layout', async () => {
    const dataset = await open(root, 'cvat_assets/test_velodyne_points/test_velodyne_points');
    expect(dataset.layout).toBe('kitti-raw');
    expect(dataset.sequences[0]!.frames[0]!.images.map(({ path }) => path)).toEqual([
      'IMAGE_00/data/000002.png',
    ]);
    expect(dataset.problems.map(({ code }) => code)).toEqual(['calibration.missing']);
  });
});
