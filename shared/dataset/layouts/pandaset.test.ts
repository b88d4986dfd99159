import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { diskFolder, memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { datasetSchema } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset, readDataset } from '../openDataset.ts';
import { pandasetLayout } from './pandaset.ts';

const LENS = JSON.stringify({ fx: 1000, fy: 900, cx: 960, cy: 540 });
const HALF = Math.SQRT1_2;
/** A camera 1 m ahead and 2 m up, looking along +y of a vehicle whose y is forward: turned by −90° about x. */
const POSE = { heading: [HALF, -HALF, 0, 0], position: [0, 1, 2] };

function drive(files: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    'data/pointcloud/10.ply': 'x',
    'data/pointcloud/9.ply': 'x',
    'data/cameras/front/9.jpg': 'x',
    'data/cameras/front/10.jpg': 'x',
    'data/cameras/front/intrinsics.json': LENS,
    'data/cameras/front/extrinsics.json': JSON.stringify(POSE),
    'data/poses/9.json': JSON.stringify({ heading: [1, 0, 0, 0], position: [5, 6, 7] }),
    ...files,
  };
}

describe('which folders it is', () => {
  test.each([
    [['pointcloud/1.ply', 'cameras/front/intrinsics.json'], true],
    [['data/pointcloud/1.ply', 'data/cameras/front/intrinsics.json'], true],
    [['drive/data/pointcloud/1.ply', 'drive/data/cameras/front/intrinsics.json'], true],
    [['pointcloud/1.pcd', 'cameras/front/intrinsics.json'], false],
    [['pointcloud/1.ply', 'related_images/1_ply/1.png'], false],
    [['pointcloud/1.ply', 'other/cameras/front/intrinsics.json'], false],
    [['pointcloud/1.ply', 'cameras/intrinsics.json'], false],
  ])('%j %s', (paths, expected) => {
    expect(pandasetLayout.detect(new FileListing(paths), memoryFolder('x', {}))).toBe(expected);
  });
});

describe('a drive', () => {
  test('has clouds in natural order, ego poses, and cameras by their pose in the vehicle', async () => {
    const dataset = await openDataset(memoryFolder('drive', drive()));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'pandaset', labelFrame: 'ego' });
    const [sequence] = dataset.sequences;
    expect(sequence).toMatchObject({ id: 'drive', name: 'drive' });
    expect(sequence!.frames.map(({ id }) => id)).toEqual(['data/pointcloud/9.ply', 'data/pointcloud/10.ply']);
    expect(sequence!.frames.map(({ worldFromEgo }) => worldFromEgo?.translation)).toEqual([
      [5, 6, 7],
      undefined,
    ]);
    const { intrinsics, cameraFromLabel } = sequence!.cameras[0]!.calibration!;
    expect(intrinsics).toEqual({ model: 'pinhole', fx: 1000, fy: 900, cx: 960, cy: 540 });
    // 10 m ahead of the camera, 1 m to the right and 1 m below it
    const view = { model: createCameraModel(intrinsics), cameraFromLabel };
    const [u, v] = projectPoint([1, 11, 1], view)!;
    expect(u).toBeCloseTo(960 + 100, 9);
    expect(v).toBeCloseTo(540 + 90, 9);
    expect(dataset.problems.map(({ code, params }) => [code, params?.['reason']])).toEqual([
      ['layout.assumed', 'assumedEgoFrame'],
      ['layout.assumed', 'assumedUndistorted'],
      ['pose.missing', undefined],
    ]);
  });

  test('may have a pose for every frame, with numbers by name', async () => {
    const moved = {
      heading: { w: HALF, x: -HALF, y: 0, z: 0 },
      position: { x: 0, y: 3, z: 2 },
    };
    const { dataset, imageCalibrations } = await readDataset(
      memoryFolder('drive', drive({ 'data/cameras/front/extrinsics.json': JSON.stringify([POSE, moved]) })),
    );
    const { cameras, frames } = dataset.sequences[0]!;
    expect(cameras[0]!.calibration).toBeUndefined();
    const own = frames.map((frame) => calibrationOf(cameras[0]!, frame, imageCalibrations));
    const depths = (await Promise.all(own)).map((found) => found!.cameraFromLabel.translation[2]);
    expect(depths[0]).toBeCloseTo(-1, 12);
    expect(depths[1]).toBeCloseTo(-3, 12);
  });

  test('several drives are several sequences', async () => {
    const files = Object.entries(drive()).flatMap(([path, text]) => [
      [`a/${path}`, text],
      [`b/${path}`, text],
    ]);
    const { sequences } = await openDataset(memoryFolder('drives', Object.fromEntries(files)));
    expect(sequences.map(({ id, folder }) => [id, folder])).toEqual([
      ['a/data', 'a/data'],
      ['b/data', 'b/data'],
    ]);
  });

  test('names every file that is left out', async () => {
    const { problems } = await openDataset(
      memoryFolder(
        'drive',
        drive({
          'data/radar_points/9.txt': 'x',
          'data/cameras/front/11.jpg': 'x',
          'data/cameras/front/9.png': 'x',
          'data/cameras/back/9.jpg': 'x',
        }),
      ),
    );
    const skipped = problems.filter(({ code }) => code === 'file.skipped');
    expect(skipped.map(({ path, params }) => [path, params!['reason']])).toEqual([
      ['data/cameras/back/9.jpg', 'notPartOfLayout'],
      ['data/radar_points/9.txt', 'notPartOfLayout'],
      ['data/cameras/front/9.png', 'duplicateImage'],
      ['data/cameras/front/11.jpg', 'noSuchFrame'],
    ]);
  });
});

describe('broken files cost only themselves', () => {
  test.each([
    ['extrinsics.json', '{', { params: { camera: 'front', line: 1, column: 2 } }],
    ['extrinsics.json', '[]', { params: { reason: 'wrongCount', expected: 2 } }],
    ['extrinsics.json', '{"position": [0, 0, 0]}', { params: { where: 'extrinsics.heading' } }],
    [
      'extrinsics.json',
      '{"heading": [0, 0, 0, 0], "position": [0, 0, 0]}',
      { params: { reason: 'notFinite' } },
    ],
    [
      'extrinsics.json',
      '{"heading": [1, 0, 0], "position": ["0", 0, 0]}',
      { params: { reason: 'wrongValue' } },
    ],
    ['intrinsics.json', '{"fx": 0, "fy": 1, "cx": 1, "cy": 1}', { params: { reason: 'noFocal' } }],
    ['intrinsics.json', '{"fx": "1", "fy": 1, "cx": 1, "cy": 1}', { params: { reason: 'expectNumber' } }],
    ['intrinsics.json', '', { code: 'calibration.malformed' }],
  ])('%s %s', async (name, text, problem) => {
    const dataset = await openDataset(memoryFolder('drive', drive({ [`data/cameras/front/${name}`]: text })));
    const [camera] = dataset.sequences[0]!.cameras;
    expect(camera!.calibration).toBeUndefined();
    expect(camera!.calibrationProblem).toMatchObject({ code: 'calibration.malformed', ...problem });
    expect(dataset.problems).toContainEqual(camera!.calibrationProblem);
  });

  test('extrinsics that are not there', async () => {
    const { 'data/cameras/front/extrinsics.json': _gone, ...files } = drive();
    const { sequences } = await openDataset(memoryFolder('drive', files));
    expect(sequences[0]!.cameras[0]!.calibrationProblem!.code).toBe('calibration.missing');
  });

  test.each(['{', '[1]', '{"heading": [1, 0, 0, 0], "position": [0, 0]}'])('a pose %s', async (text) => {
    const { problems, sequences } = await openDataset(
      memoryFolder('drive', drive({ 'data/poses/9.json': text })),
    );
    expect(sequences[0]!.frames[0]!.worldFromEgo).toBeUndefined();
    expect(problems.filter(({ path }) => path === 'data/poses/9.json')).toHaveLength(1);
  });
});

interface ReferenceFrame {
  readonly image: string;
  readonly camera: string;
  readonly points: { readonly samples: readonly { readonly lidar: Vec3; readonly uv: [number, number] }[] };
}

describeWithReference('PandaSet', (root) => {
  test('projects points where OpenCV does', async () => {
    const { dataset, imageCalibrations } = await readDataset(diskFolder(`${root}/data/pandaset_scale`));
    const { sequences, problems } = dataset;
    const { cameras, frames } = sequences[0]!;
    expect(frames.map(({ name }) => name)).toEqual(['1', '2', '3', '4', '5']);
    expect(
      frames.every(({ images, worldFromEgo }) => images.length === 3 && worldFromEgo !== undefined),
    ).toBe(true);
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);

    const oracle = JSON.parse(readFileSync(`${root}/oracle/projection_pandaset.json`, 'utf8')) as {
      readonly frames: readonly ReferenceFrame[];
    };
    let count = 0;
    for (const { image, camera: id, points } of oracle.frames) {
      const frame = frames.find(({ images }) => images.some(({ path }) => image.endsWith(path)))!;
      const camera = cameras.find((one) => one.id === id)!;
      const found = await calibrationOf(camera, frame, imageCalibrations);
      const { intrinsics, cameraFromLabel } = found!;
      const view = { model: createCameraModel(intrinsics), cameraFromLabel };
      for (const { lidar, uv } of points.samples) {
        const pixel = projectPoint(lidar, view)!;
        expect(Math.hypot(pixel[0] - uv[0], pixel[1] - uv[1])).toBeLessThan(1e-6);
        count++;
      }
    }
    expect(count).toBeGreaterThan(50);
  });
});
