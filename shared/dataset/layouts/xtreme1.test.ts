import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { datasetSchema, type Camera } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { ForeignFrameLabels } from '../layout.ts';
import { openDataset, readDataset } from '../openDataset.ts';
import { xtreme1Layout } from './xtreme1.ts';

type Files = Readonly<Record<string, string>>;

const LENS = { fx: 1000, fy: 1000, cx: 600, cy: 500 };
/** A lidar's x forward, y left, z up as a camera's z, −x, −y; the camera hangs 0.5 m above the lidar. */
const ROWS = [0, -1, 0, 0, 0, 0, -1, 0.5, 1, 0, 0, 0, 0, 0, 0, 1];
const COLUMNS = [0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0.5, 0, 1];
const CAMERA = { camera_internal: LENS, camera_external: ROWS, width: 1200, height: 1000 };

const BOX = {
  id: 'o1',
  type: '3D_BOX',
  classId: 4,
  className: 'car',
  trackId: 'tt',
  trackName: '2',
  classValues: [{ id: 'x', name: 'type', type: 'RADIO', value: 'suv', isLeaf: true }],
  contour: {
    pointN: 16,
    points: [],
    size3D: { x: 4.8, y: 2, z: 1.6 },
    center3D: { x: 10, y: 1, z: -1 },
    viewIndex: 0,
    rotation3D: { x: 0, y: 0, z: 0.5 },
  },
  modelConfidence: null,
};
const RECTANGLE = {
  id: 'o2',
  type: '2D_RECT',
  className: 'car',
  trackId: 'tt',
  contour: {
    points: [
      { x: 30, y: 20 },
      { x: 30, y: 60 },
      { x: 10, y: 60 },
      { x: 10, y: 20 },
    ],
    viewIndex: 1,
  },
};

function scene(files: Files = {}): Record<string, string> {
  return {
    'lidar_point_cloud_0/a.pcd': 'x',
    'lidar_point_cloud_0/b.pcd': 'x',
    'camera_image_0/a.jpg': 'x',
    'camera_image_0/b.jpg': 'x',
    'camera_image_1/a.png': 'x',
    'camera_image_1/b.png': 'x',
    'camera_config/a.json': JSON.stringify([CAMERA, CAMERA]),
    'camera_config/b.json': JSON.stringify([CAMERA, CAMERA]),
    'result/a.json': JSON.stringify([{ sourceName: 'Ground Truth', objects: [BOX, RECTANGLE] }]),
    ...files,
  };
}

async function cameraOf(config: unknown): Promise<Camera> {
  const text = JSON.stringify(config);
  const { sequences } = await openDataset(
    memoryFolder('scene', {
      'lidar_point_cloud_0/a.pcd': 'x',
      'camera_image_0/a.jpg': 'x',
      'camera_config/a.json': text,
    }),
  );
  return sequences[0]!.cameras[0]!;
}

async function labelsOf(folder: DatasetFolder): Promise<(ForeignFrameLabels | undefined)[]> {
  const dataset = await openDataset(folder);
  const [sequence] = dataset.sequences;
  const read = await xtreme1Layout.labels!.open(folder, dataset, sequence!);
  return Promise.all(sequence!.frames.map(read));
}

async function labelsIn(objects: readonly unknown[]): Promise<ForeignFrameLabels> {
  const [first] = await labelsOf(
    memoryFolder('scene', scene({ 'result/a.json': JSON.stringify({ objects }) })),
  );
  return first!;
}

describe('which folders it is', () => {
  test.each([
    [['lidar_point_cloud_0/a.pcd'], true],
    [['point_cloud/a.pcd', 'image0/a.jpg'], true],
    [['point_cloud/a.pcd', 'camera_config/a.json'], true],
    [['x/scene_1/point_cloud/a.pcd', 'x/scene_1/result/a.json'], true],
    [['point_cloud/a.pcd'], false],
    [['point_cloud/a.pcd', 'images/a.jpg'], false],
    [['point_cloud/a.bin', 'image0/a.jpg'], false],
    [['a/b/c/lidar_point_cloud_0/a.pcd'], false],
    [['pointcloud/a.pcd', 'image0/a.jpg'], false],
    [['lidar/a.pcd', 'camera/front/a.jpg', 'image_0/a.jpg'], false],
  ])('%j %s', (paths, expected) => {
    expect(xtreme1Layout.detect(new FileListing(paths), memoryFolder('x', {}))).toBe(expected);
  });
});

describe('a scene', () => {
  test('joins everything by name', async () => {
    const dataset = await openDataset(memoryFolder('scene', scene({ 'data/a.json': '{}' })));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'xtreme1', labelFrame: 'lidar' });
    expect(dataset.ontology.classes.map(({ name }) => name)).toEqual(['car']);
    const [sequence] = dataset.sequences;
    expect(sequence!.frames.map(({ id, images }) => [id, images.map(({ path }) => path)])).toEqual([
      ['lidar_point_cloud_0/a.pcd', ['camera_image_0/a.jpg', 'camera_image_1/a.png']],
      ['lidar_point_cloud_0/b.pcd', ['camera_image_0/b.jpg', 'camera_image_1/b.png']],
    ]);
    expect(sequence!.cameras).toMatchObject([
      { id: 'camera_image_0', width: 1200, height: 1000, calibration: { path: 'camera_config/a.json' } },
      { id: 'camera_image_1' },
    ]);
    expect(dataset.problems.map(({ path, params }) => [path, params!['reason']])).toEqual([
      [undefined, 'assumedLidarFrame'],
      ['data/a.json', 'notPartOfLayout'],
    ]);
  });

  test('in the older naming, with one calibration for all frames', async () => {
    const { sequences, problems } = await openDataset(
      memoryFolder('scene', {
        'point_cloud/00-1.pcd': 'x',
        'point_cloud/01-2.pcd': 'x',
        'image0/00-1.jpg': 'x',
        'image0/01-2.jpg': 'x',
        'camera_config/all.json': JSON.stringify([CAMERA]),
      }),
    );
    expect(sequences[0]!.cameras[0]!.calibration!.path).toBe('camera_config/all.json');
    expect(problems.map(({ params }) => params)).toContainEqual({
      reason: 'assumedCalibrationOf',
      other: 'camera_config/all.json',
    });
  });

  test('lies beside others: the dataset can have frames of its own', async () => {
    const inner = Object.entries(scene()).map(([path, text]) => [`scene_1/${path}`, text]);
    const { sequences } = await openDataset(
      memoryFolder('set', { ...scene(), ...Object.fromEntries(inner) }),
    );
    expect(sequences.map(({ id, folder, frames }) => [id, folder, frames.length])).toEqual([
      ['set', undefined, 2],
      ['scene_1', 'scene_1', 2],
    ]);
  });

  test('with two lidars has both in a frame, and says that no pose is known', async () => {
    const { sequences, problems } = await openDataset(
      memoryFolder('scene', scene({ 'lidar_point_cloud_1/b.pcd': 'x', 'lidar_point_cloud_1/z.pcd': 'x' })),
    );
    expect(sequences[0]!.lidars.map(({ id }) => id)).toEqual(['lidar', 'lidar_1']);
    expect(sequences[0]!.frames.map(({ clouds }) => clouds.length)).toEqual([1, 2]);
    const reasons = problems.map(({ path, params }) => [path, params!['reason']]);
    expect(reasons).toContainEqual([undefined, 'assumedSamePlace']);
    expect(reasons).toContainEqual(['lidar_point_cloud_1/z.pcd', 'noSuchFrame']);
  });

  test('whose first lidar has nothing is seen by the second', async () => {
    const { sequences } = await openDataset(
      memoryFolder('scene', { 'lidar_point_cloud_0/readme': 'x', 'lidar_point_cloud_1/a.pcd': 'x' }),
    );
    expect(sequences[0]!.lidars.map(({ id }) => id)).toEqual(['lidar']);
    expect(sequences[0]!.frames.map(({ id }) => id)).toEqual(['lidar_point_cloud_1/a.pcd']);
  });

  test('calibrated anew in a frame has calibrations for its images', async () => {
    const moved = { ...CAMERA, camera_external: ROWS.with(7, 0.7) };
    const { dataset, imageCalibrations } = await readDataset(
      memoryFolder('scene', scene({ 'camera_config/b.json': JSON.stringify([moved, CAMERA]) })),
    );
    const { cameras, frames } = dataset.sequences[0]!;
    expect(cameras.map(({ calibration }) => calibration === undefined)).toEqual([true, false]);
    const own = frames.map((frame) => calibrationOf(cameras[0]!, frame, imageCalibrations));
    const found = await Promise.all(own);
    expect(found.map((calibration) => calibration!.cameraFromLabel.translation[1])).toEqual([0.5, 0.7]);
  });
});

describe('a calibration', () => {
  test.each([
    ['row by row', { camera_external: ROWS }],
    ['column by column', { camera_external: COLUMNS, rowMajor: false }],
    ['column by column without saying so', { camera_external: COLUMNS }],
    ['row by row, saying the contrary', { camera_external: ROWS, rowMajor: false }],
    ['in the newer names', { cameraExternal: ROWS, cameraInternal: LENS, camera_internal: undefined }],
    ['with a distortion of zeros', { camera_external: ROWS, distortionK: [0, 0, 0], distortionP: [0, 0] }],
    ['that is called pinhole', { camera_external: ROWS, cameraModel: 'PINHOLE' }],
  ])('%s', async (_name, changes) => {
    const { calibration } = await cameraOf([{ ...CAMERA, camera_external: undefined, ...changes }]);
    const { intrinsics, cameraFromLabel } = calibration!;
    const view = { model: createCameraModel(intrinsics), cameraFromLabel };
    // 10 m ahead, 2 m to the left, 0.5 m up: 0.2 of the focal length to the left, at the height of the camera
    expect(projectPoint([10, 2, 0.5], view)).toEqual([400, 500]);
  });

  test('without a translation the flag tells which way the rotation goes', async () => {
    const rows = ROWS.with(7, 0);
    const { calibration } = await cameraOf({ ...CAMERA, camera_external: rows, rowMajor: false });
    expect(calibration!.cameraFromLabel.rotation).toEqual([0, 0, 1, -1, 0, 0, 0, -1, 0]);
  });

  test.each([
    [{ distortionK: [1, 2], distortionP: [3, 4] }, 'brown-conrady', [1, 2, 3, 4]],
    [{ distortionK: [1, 2, 5], distortionP: [3, 4] }, 'brown-conrady', [1, 2, 3, 4, 5]],
    [{ distortionK: [1, 2, 5, 6, 7, 8], distortionP: [3, 4] }, 'brown-conrady', [1, 2, 3, 4, 5, 6, 7, 8]],
    [{ distortionK: [1, 2, 3, 4], cameraModel: 'FISHEYE' }, 'kannala-brandt', [1, 2, 3, 4]],
  ])('distortion %j', async (changes, model, coefficients) => {
    const { calibration } = await cameraOf([{ ...CAMERA, ...changes }]);
    expect(calibration!.intrinsics).toMatchObject({ model, coefficients });
  });

  test.each([
    ['an empty list', [], { code: 'calibration.missing' }],
    ['null', [null], { code: 'calibration.missing' }],
    ['a number', [1], { params: { reason: 'expectObject' } }],
    ['no lens', [{ camera_external: ROWS }], { params: { where: '[0].camera_internal', reason: 'missing' } }],
    ['nine numbers', [{ ...CAMERA, camera_external: ROWS.slice(7) }], { params: { reason: 'wrongCount' } }],
    [
      'no last row',
      [{ ...CAMERA, camera_external: ROWS.map(() => 1) }],
      { params: { reason: 'notRowMajor' } },
    ],
    ['a mirror', [{ ...CAMERA, camera_external: ROWS.with(1, 1) }], { params: { reason: 'mirrored' } }],
    ['a text', [{ ...CAMERA, camera_external: ['0'] }], { params: { reason: 'expectNumber' } }],
    ['five coefficients', [{ ...CAMERA, distortionK: [1, 2, 3, 4, 5] }], { code: 'calibration.unsupported' }],
    ['an unknown lens', [{ ...CAMERA, cameraModel: 'thin_prism' }], { code: 'calibration.unsupported' }],
  ])('that is %s', async (_name, config, problem) => {
    const { calibration, calibrationProblem } = await cameraOf(config);
    expect(calibration).toBeUndefined();
    expect(calibrationProblem).toMatchObject({ path: 'camera_config/a.json', ...problem });
  });

  test('of very many frames is looked at in some, when these are the same', async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 1500; i++) {
      files[`lidar_point_cloud_0/${i}.pcd`] = 'x';
      files[`camera_image_0/${i}.jpg`] = 'x';
      files[`camera_config/${i}.json`] = i % 24 === 0 ? JSON.stringify([CAMERA]) : 'never read';
    }
    const { sequences, problems } = await openDataset(memoryFolder('scene', files));
    expect(sequences[0]!.cameras[0]!.calibration).toBeDefined();
    expect(problems.map(({ params }) => params)).toContainEqual({
      reason: 'assumedSameCalibration',
      sampled: 63,
    });
  });
});

describe('labels', () => {
  test('are cuboids with their attributes, and rectangles', async () => {
    const [first, second] = await labelsOf(memoryFolder('scene', scene()));
    expect(second).toBeUndefined();
    expect(first!.problems).toEqual([]);
    const [object] = first!.objects;
    expect(object).toMatchObject({
      sourceId: 'tt',
      class: 'car',
      cuboid: { centre: [10, 1, -1], size: [4.8, 2, 1.6] },
      attributes: { id: 'o1', trackName: '2', type: 'suv', pointN: 16 },
    });
    expect(cuboidYaw(object!.cuboid)).toBeCloseTo(0.5, 8);
    expect(first!.boxes2d).toEqual([
      {
        camera: 'camera_image_1',
        rectangle: { left: 10, top: 20, right: 30, bottom: 60 },
        class: 'car',
        sourceId: 'tt',
        source: 'imported',
      },
    ]);
  });

  test('of several sources say which, and keep both', async () => {
    const results = [
      { sourceName: 'Ground Truth', objects: [BOX] },
      { sourceName: 'detector', objects: [BOX] },
    ];
    const [first] = await labelsOf(
      memoryFolder('scene', scene({ 'result/a.json': JSON.stringify(results) })),
    );
    expect(first!.objects.map(({ sourceId, attributes }) => [sourceId, attributes['sourceName']])).toEqual([
      ['tt', 'Ground Truth'],
      ['tt#1', 'detector'],
    ]);
    expect(first!.problems.map(({ code }) => code)).toEqual(['labels.duplicateId']);
  });

  test('without a track or a class name are kept under what they have', async () => {
    const anonymous = { ...BOX, trackId: null, className: null };
    const { objects } = await labelsIn([{ ...anonymous, modelClass: 'Van' }, anonymous]);
    expect(objects.map(({ sourceId, class: name }) => [sourceId, name])).toEqual([
      ['a#0', 'Van'],
      ['a#1', '4'],
    ]);
  });

  test('rectangles that Xtreme1 projected are not imported, those of a model are a model’s', async () => {
    const { boxes2d } = await labelsIn([
      { ...RECTANGLE, meta: { isProjection: true } },
      { ...RECTANGLE, modelConfidence: 0.9 },
    ]);
    expect(boxes2d!.map(({ source }) => source)).toEqual(['model']);
  });

  test.each([
    [
      'no class',
      { ...BOX, className: '', classId: null },
      'error',
      { where: 'className', reason: 'missing' },
    ],
    ['no contour', { ...BOX, contour: undefined }, 'error', { where: 'contour', reason: 'missing' }],
    [
      'no height',
      { ...BOX, contour: { ...BOX.contour, size3D: { x: 1, y: 1, z: 0 } } },
      'error',
      { where: 'contour.size3D.z', reason: 'outOfRange' },
    ],
    [
      'no view',
      { ...RECTANGLE, contour: { points: RECTANGLE.contour.points } },
      'error',
      { reason: 'missing' },
    ],
    [
      'one corner',
      { ...RECTANGLE, contour: { points: [], viewIndex: 0 } },
      'error',
      { reason: 'wrongCount' },
    ],
    ['a polygon', { ...BOX, type: 'POLYGON' }, 'warning', { reason: 'notCuboid' }],
    ['a number', 3, 'error', { reason: 'expectObject' }],
  ])('%s is named and left out', async (_name, broken, severity, params) => {
    const { objects, problems } = await labelsIn([broken, BOX]);
    expect(objects).toHaveLength(1);
    expect(problems).toMatchObject([
      { code: 'labels.objectSkipped', severity, path: 'result/a.json', params },
    ]);
  });

  test.each([
    ['', 'labels.malformed'],
    ['3', 'labels.schema'],
    ['[{"objects": 3}]', 'labels.schema'],
  ])('%j is no result file', async (text, code) => {
    const reading = labelsOf(memoryFolder('scene', scene({ 'result/a.json': text })));
    await expect(reading).rejects.toMatchObject({ problem: { code, path: 'result/a.json' } });
  });
});
