import { describe, expect, test } from 'vitest';
import { diskFolder, memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { datasetSchema } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset } from '../openDataset.ts';
import { sceneFolders } from './sustechScenes.ts';

const POSE = [0, -1, 0, 0.1, 0, 0, -1, 0.2, 1, 0, 0, 0.3, 0, 0, 0, 1];
const LENS = [1200, 0, 1000, 0, 1210, 800, 0, 0, 1];
const CALIBRATION = JSON.stringify({ extrinsic: POSE, intrinsic: LENS, comment: 'kept by hand' });

function labelOf(name: string): string {
  const psr = {
    position: { x: 0, y: 0, z: 0 },
    scale: { x: 1, y: 1, z: 1 },
    rotation: { x: 0, y: 0, z: 0 },
  };
  return JSON.stringify([{ psr, obj_type: name, obj_id: '1' }]);
}

async function calibrationOf(json: object): Promise<unknown> {
  const { sequences } = await openDataset(
    memoryFolder('drive', {
      'lidar/1.pcd': 'x',
      'camera/front/1.jpg': 'x',
      'calib/camera/front.json': JSON.stringify(json),
    }),
  );
  return sequences[0]!.cameras[0]!.calibration;
}

describe('which folders are scenes', () => {
  test.each([
    [['lidar/1.pcd'], ['']],
    [['LIDAR/1.pcd'], ['']],
    [
      ['s2/lidar/1.pcd', 's10/lidar/1.PCD'],
      ['s2', 's10'],
    ],
    [['data/s1/lidar/1.pcd', 'data/s1/camera/front/1.jpg'], ['data/s1']],
    [['lidar/1.pcd', 'backup/lidar/1.pcd'], ['']],
    [['lidar/1.bin', 'lidar/readme'], []],
    [['lidar/deep/1.pcd', 'pcd/1.pcd', 'mylidar/1.pcd', 'a/b/c/lidar/1.pcd'], []],
  ])('%j', (paths, folders) => {
    expect(sceneFolders(new FileListing(paths))).toEqual(folders);
  });
});

describe('a scene', () => {
  test('joins clouds, images and calibrations by name', async () => {
    const dataset = await openDataset(
      memoryFolder('drive', {
        'lidar/10.pcd': 'x',
        'lidar/9.pcd': 'xy',
        'camera/front/9.jpg': 'x',
        'camera/front/10.PNG': 'x',
        'camera/left/10.jpeg': 'x',
        'calib/camera/front.json': CALIBRATION,
        'label/10.json': '[]',
        'lidar/10.pcd.labels.json': '{}',
        'tracks.json': '{}',
      }),
    );
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    const [sequence] = dataset.sequences;
    expect(sequence!.frames.map(({ id, name, index }) => [id, name, index])).toEqual([
      ['lidar/9.pcd', '9', 0],
      ['lidar/10.pcd', '10', 1],
    ]);
    expect(sequence!.frames[0]!.clouds).toEqual([{ sensor: 'lidar', path: 'lidar/9.pcd' }]);
    expect(sequence!.frames[1]!.images.map(({ path }) => path)).toEqual([
      'camera/front/10.PNG',
      'camera/left/10.jpeg',
    ]);
    expect(sequence!.cameras[0]!.calibration).toMatchObject({
      intrinsics: { model: 'pinhole', fx: 1200, fy: 1210, cx: 1000, cy: 800 },
      cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0.1, 0.2, 0.3] },
      path: 'calib/camera/front.json',
    });
    expect(sequence!.cameras[0]!.calibration!.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(dataset.problems).toEqual([
      {
        code: 'calibration.missing',
        severity: 'warning',
        path: 'calib/camera/left.json',
        params: { camera: 'left' },
      },
      {
        code: 'image.missing',
        severity: 'warning',
        path: 'camera/left/9.jpeg',
        params: { camera: 'left', frame: '9' },
      },
    ]);
  });

  test('names every file that is left out, and why', async () => {
    const { problems, sequences } = await openDataset(
      memoryFolder('drive', {
        'lidar/1.pcd': '',
        'lidar/1.PCD': 'x',
        'lidar/Thumbs.db': 'x',
        'camera/front/1.jpg': 'x',
        'camera/front/1.png': 'x',
        'camera/front/2.jpg': 'x',
        'camera/back/2.jpg': 'x',
        'calib/camera/side.json': CALIBRATION,
        'calib/camera/front.json': CALIBRATION,
        'label/2.json': '[]',
        'ego_pose/1.json': '{}',
        'readme.md': '',
      }),
    );
    const why = Object.fromEntries(
      problems.map(({ path, code, params }) => [path, params?.['reason'] ?? code]),
    );
    expect(why).toEqual({
      'lidar/1.pcd': 'duplicateFrame',
      'lidar/1.PCD': undefined,
      'lidar/Thumbs.db': 'systemFile',
      'camera/front/1.png': 'duplicateImage',
      'camera/front/2.jpg': 'noSuchFrame',
      'camera/back/2.jpg': 'noSuchFrame',
      'calib/camera/side.json': 'cameraWithoutImages',
      'label/2.json': 'noSuchFrame',
      'ego_pose/1.json': 'missing',
      'readme.md': 'notPartOfLayout',
    });
    expect(sequences[0]!.cameras.map(({ id }) => id)).toEqual(['front']);
  });

  test('several scenes are several sequences', async () => {
    const dataset = await openDataset(
      memoryFolder('drives', { 'data/s10/lidar/1.pcd': 'x', 'data/s2/lidar/1.pcd': 'x' }),
    );
    expect(dataset.sequences.map(({ id, name, folder }) => [id, name, folder])).toEqual([
      ['data/s2', 's2', 'data/s2'],
      ['data/s10', 's10', 'data/s10'],
    ]);
  });

  test('classes are those of the labels, as they are spelled there', async () => {
    const { ontology } = await openDataset(
      memoryFolder('drive', {
        'lidar/1.pcd': 'x',
        'lidar/2.pcd': 'x',
        'lidar/3.pcd': 'x',
        'label/1.json': labelOf('BUS'),
        'label/2.json': labelOf('Van'),
        'label/3.json': 'not json',
      }),
    );
    expect(ontology.classes.map(({ name }) => name)).toEqual([
      'Car',
      'Truck',
      'BUS',
      'Pedestrian',
      'Rider',
      'Motor',
      'Cone',
      'Other',
      'Van',
    ]);
  });
});

describe('a calibration that cannot be used', () => {
  const cases: [string, string, object][] = [
    ['not JSON', '{', { code: 'calibration.malformed', params: { line: 1, column: 2 } }],
    ['not an object', '[]', { code: 'calibration.malformed', params: { reason: 'expectObject' } }],
    [
      'no extrinsic',
      JSON.stringify({ intrinsic: LENS }),
      { code: 'calibration.malformed', params: { where: 'extrinsic', reason: 'missing' } },
    ],
    [
      'twelve numbers',
      JSON.stringify({ extrinsic: POSE.slice(0, 12), intrinsic: LENS }),
      { params: { where: 'extrinsic', reason: 'wrongCount', expected: 16 } },
    ],
    [
      'a null among the numbers',
      JSON.stringify({ extrinsic: [Number.NaN, ...POSE.slice(1)], intrinsic: LENS }),
      { params: { where: 'extrinsic[0]', reason: 'expectNumber' } },
    ],
    [
      'all zero',
      JSON.stringify({ extrinsic: POSE.map((v, i) => (i === 15 ? v : 0)), intrinsic: LENS }),
      { params: { reason: 'notRotation' } },
    ],
    [
      'mirrored',
      JSON.stringify({ extrinsic: POSE.map((v, i) => (i < 3 ? -v : v)), intrinsic: LENS }),
      { params: { reason: 'mirrored' } },
    ],
    [
      'column by column',
      JSON.stringify({
        extrinsic: [0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0.1, 0.2, 0.3, 1],
        intrinsic: LENS,
      }),
      { params: { where: 'extrinsic', reason: 'notRowMajor' } },
    ],
    [
      'no focal length',
      JSON.stringify({ extrinsic: POSE, intrinsic: LENS.map(() => 0).with(8, 1) }),
      { params: { reason: 'noFocal' } },
    ],
    [
      'not a lens matrix',
      JSON.stringify({ extrinsic: POSE, intrinsic: LENS.map(() => 0) }),
      { params: { reason: 'notIntrinsics' } },
    ],
    [
      'skew',
      JSON.stringify({ extrinsic: POSE, intrinsic: LENS.with(1, 3) }),
      { code: 'calibration.unsupported' },
    ],
  ];

  test.each(cases)('%s', async (_name, text, problem) => {
    const { sequences } = await openDataset(
      memoryFolder('drive', {
        'lidar/1.pcd': 'x',
        'camera/front/1.jpg': 'x',
        'calib/camera/front.json': text,
      }),
    );
    const [camera] = sequences[0]!.cameras;
    expect(camera!.calibration).toBeUndefined();
    expect(camera!.calibrationProblem).toMatchObject({
      path: 'calib/camera/front.json',
      ...problem,
      ...('params' in problem ? { params: { camera: 'front', ...(problem.params as object) } } : {}),
    });
  });
});

describe('other forms of calibration', () => {
  test('rect turns the axes after the extrinsic', async () => {
    const rect = [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    expect(await calibrationOf({ extrinsic: POSE, intrinsic: LENS, rect })).toMatchObject({
      cameraFromLabel: { rotation: [0, 0, -1, 0, 1, 0, 1, 0, 0], translation: [0.2, -0.1, 0.3] },
    });
  });

  test('the fourth column of a 3 × 4 projection moves the camera by K⁻¹ times it', async () => {
    const intrinsic = [1000, 0, 500, 1250, 0, 800, 400, 480, 0, 0, 1, 0.5];
    // K · (1, 0.35, 0.5) = (1250, 480, 0.5)
    expect(await calibrationOf({ extrinsic: POSE, intrinsic })).toMatchObject({
      cameraFromLabel: { translation: [1.1, 0.55, 0.8] },
    });
  });

  test('16 intrinsic numbers are a 4 × 4 matrix', async () => {
    const intrinsic = [1000, 0, 500, 0, 0, 800, 400, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    expect(await calibrationOf({ extrinsic: POSE, intrinsic })).toMatchObject({
      intrinsics: { fx: 1000, fy: 800, cx: 500, cy: 400 },
      cameraFromLabel: { translation: [0.1, 0.2, 0.3] },
    });
  });
});

describeWithReference('the SUSTechPOINTS example', (root) => {
  test('opens with its hole named', async () => {
    const dataset = await openDataset(diskFolder(`${root}/data/sustechpoints/example`));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset.sequences[0]!.frames.map(({ name, images }) => [name, images.length])).toEqual([
      ['000950', 0],
      ['000965', 3],
    ]);
    const { cameras } = dataset.sequences[0]!;
    expect(cameras.map(({ id }) => id)).toEqual(['front', 'left', 'right']);
    expect(cameras.every(({ calibration }) => calibration !== undefined)).toBe(true);
    expect(cameras[1]!.calibration!.cameraFromLabel.translation[0]).toBe(0.12484878301620483);
    expect(dataset.problems.map(({ code, path }) => [code, path])).toEqual([
      ['file.skipped', 'REPO_LICENSE.txt'],
      ['image.missing', 'camera/front/000950.jpg'],
      ['image.missing', 'camera/left/000950.jpg'],
      ['image.missing', 'camera/right/000950.jpg'],
    ]);
  });
});
