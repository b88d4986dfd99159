import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { diskFolder, memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { datasetSchema } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { ForeignFrameLabels } from '../layout.ts';
import { openDataset, readDataset } from '../openDataset.ts';
import { superviselyLayout } from './supervisely.ts';

type Files = Readonly<Record<string, string>>;

const META = JSON.stringify({
  classes: [
    { title: 'Car', color: '#fa3253', shape: 'cuboid_3d' },
    { title: 'road', color: '#00ff00', shape: 'point_cloud' },
    { title: 'bus', shape: 'any' },
  ],
  tags: [],
});
/** A lidar's x forward, y left, z up as a camera's z, −x, −y; the camera hangs 0.5 m above the lidar. */
const EXTRINSIC = [0, -1, 0, 0, 0, 0, -1, 0.5, 1, 0, 0, 0];
const INTRINSIC = [1000, 0, 600, 0, 1000, 500, 0, 0, 1];

function image(extrinsicMatrix: readonly number[], deviceId?: string): string {
  const sensorsData = { extrinsicMatrix, intrinsicMatrix: INTRINSIC };
  return JSON.stringify({ name: 'x', meta: { deviceId, sensorsData } });
}

const OBJECTS = [
  {
    key: 'aaa',
    id: 1,
    classTitle: 'Car',
    tags: [
      { name: 'parked' },
      { name: 'color', value: 'red' },
      { name: 'doors', value: 2 },
      { name: 'doors', value: 4 },
      { name: 'late', value: true, frameRange: [1, 9] },
    ],
  },
  { key: 'bbb', classTitle: 'bus', tags: [] },
];
/** A car 4.6 m long and 2 m wide that looks along +x: Supervisely's zero looks along +y. */
const FIGURE = {
  key: 'f1',
  objectKey: 'aaa',
  labelerLogin: 'ann',
  geometryType: 'cuboid_3d',
  geometry: {
    position: { x: 10, y: 1, z: -1 },
    rotation: { x: 0, y: 0, z: -Math.PI / 2 },
    dimensions: { x: 2, y: 4.6, z: 1.5 },
  },
};

function annotation(figures: readonly unknown[]): string {
  return JSON.stringify({ description: '', key: 'k', tags: [], objects: OBJECTS, figures });
}

function project(files: Files = {}): Record<string, string> {
  return {
    'meta.json': META,
    'key_id_map.json': '{}',
    'ds0/pointcloud/a.pcd': 'x',
    'ds0/pointcloud/b.pcd': 'x',
    'ds0/ann/a.pcd.json': annotation([FIGURE]),
    'ds0/ann/b.pcd.json': annotation([]),
    ...files,
  };
}

function episode(files: Files = {}): Record<string, string> {
  const frames = [
    { index: 0, figures: [FIGURE] },
    { index: 1, figures: [FIGURE] },
  ];
  return {
    'meta.json': META,
    'ep/pointcloud/a.pcd': 'x',
    'ep/pointcloud/b.pcd': 'x',
    'ep/frame_pointcloud_map.json': '{"1": "a.pcd", "0": "b.pcd"}',
    'ep/annotation.json': JSON.stringify([{ key: 'k', objects: OBJECTS, framesCount: 2, frames }]),
    ...files,
  };
}

/** Two frames with an image each. */
function two(first: string, second: string): Record<string, string> {
  return project({
    'ds0/related_images/a_pcd/x.png': 'x',
    'ds0/related_images/a_pcd/x.png.json': first,
    'ds0/related_images/b_pcd/y.png': 'x',
    'ds0/related_images/b_pcd/y.png.json': second,
  });
}

async function labelsOf(folder: DatasetFolder): Promise<(ForeignFrameLabels | undefined)[]> {
  const dataset = await openDataset(folder);
  const [sequence] = dataset.sequences;
  const read = await superviselyLayout.labels!.open(folder, dataset, sequence!);
  return Promise.all(sequence!.frames.map(read));
}

describe('which folders it is', () => {
  test.each([
    [['ds/pointcloud/1.pcd', 'ds/ann/1.pcd.json', 'meta.json'], true],
    [['pointcloud/1.pcd', 'ann/1.pcd.json'], true],
    [['project/ds/pointcloud/1.pcd', 'project/ds/annotation.json'], true],
    [['ds/pointcloud/1.pcd', 'meta.json'], false],
    [['ds/pointcloud/1.pcd', 'ds/related_images/1_pcd/1.png'], false],
    [['ds/pointcloud/1.pcd', 'other/ann/1.pcd.json'], false],
    [['ds/img/1.png', 'ds/ann/1.png.json', 'meta.json'], false],
  ])('%j %s', (paths, expected) => {
    expect(superviselyLayout.detect(new FileListing(paths), memoryFolder('x', {}))).toBe(expected);
  });
});

describe('a project', () => {
  test('has its own classes with their colours, and a sequence for each dataset', async () => {
    const dataset = await openDataset(memoryFolder('project', project({ 'ds0/img.txt': 'x' })));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'supervisely', labelFrame: 'lidar' });
    expect(dataset.ontology.classes.map(({ name }) => name)).toEqual(['Car', 'bus']);
    expect(dataset.ontology.classes[0]).toMatchObject({ color: '#fa3253', size: [4.5, 1.85, 1.55] });
    expect(dataset.sequences.map(({ id, folder, frames }) => [id, folder, frames.length])).toEqual([
      ['ds0', 'ds0', 2],
    ]);
    expect(dataset.problems.map(({ path, params }) => [path, params!['reason']])).toEqual([
      ['ds0/img.txt', 'notPartOfLayout'],
      [undefined, 'assumedLidarFrame'],
    ]);
  });

  test.each(['', '[]', '{"classes": [{}]}'])('meta.json with %j costs only the classes', async (text) => {
    const { ontology, problems } = await openDataset(memoryFolder('project', project({ 'meta.json': text })));
    expect(ontology.classes[0]!.name).toBe('car');
    expect(problems.filter(({ path }) => path === 'meta.json')).toHaveLength(1);
  });
});

describe('cameras', () => {
  test('project points by the matrices beside the images', async () => {
    const files = two(image(EXTRINSIC, 'front'), image(EXTRINSIC, 'front'));
    const { sequences } = await openDataset(memoryFolder('project', files));
    const [camera] = sequences[0]!.cameras;
    expect(camera!.id).toBe('front');
    const { intrinsics, cameraFromLabel, path } = camera!.calibration!;
    expect(path).toBe('ds0/related_images/a_pcd/x.png.json');
    // 10 m ahead, 2 m to the left, 0.5 m up: 0.2 of the focal length to the left, at the height of the camera
    const view = { model: createCameraModel(intrinsics), cameraFromLabel };
    expect(projectPoint([10, 2, 0.5], view)).toEqual([400, 500]);
  });

  test('calibrated anew in a frame have a calibration for each image', async () => {
    const moved = EXTRINSIC.with(7, 0.7);
    const files = two(image(EXTRINSIC), image(moved));
    const { dataset, imageCalibrations } = await readDataset(memoryFolder('project', files));
    const { sequences, problems } = dataset;
    const { cameras, frames } = sequences[0]!;
    expect(cameras.map(({ id, calibration }) => [id, calibration])).toEqual([['camera', undefined]]);
    const own = frames.map((frame) => calibrationOf(cameras[0]!, frame, imageCalibrations));
    const found = await Promise.all(own);
    expect(found.map((calibration) => calibration!.cameraFromLabel.translation[1])).toEqual([0.5, 0.7]);
    expect(problems.map(({ params }) => params!['reason'])).toContain('assumedOneCamera');
  });

  test('are told apart by their device, in whatever order the images come', async () => {
    const files = project({
      'ds0/related_images/a_pcd/1.png': 'x',
      'ds0/related_images/a_pcd/1.png.json': image(EXTRINSIC, 'left'),
      'ds0/related_images/a_pcd/2.png': 'x',
      'ds0/related_images/a_pcd/2.png.json': image(EXTRINSIC, 'front'),
      'ds0/related_images/b_pcd/3.png': 'x',
      'ds0/related_images/b_pcd/3.png.json': image(EXTRINSIC, 'front'),
    });
    const { sequences } = await openDataset(memoryFolder('project', files));
    expect(sequences[0]!.frames.map(({ images }) => images.map(({ sensor }) => sensor))).toEqual([
      ['left', 'front'],
      ['front'],
    ]);
  });

  test.each([
    [
      'zeros, which mean none',
      image(EXTRINSIC.map(() => 0)).replace(
        /"intrinsicMatrix":\[[^\]]*\]/,
        '"intrinsicMatrix":[0,0,0,0,0,0,0,0,0]',
      ),
      'calibration.missing',
      'noFocal',
    ],
    ['no matrices', '{"meta": {}}', 'calibration.missing', undefined],
    ['no meta', '{}', 'calibration.malformed', 'missing'],
    ['nine numbers', image(EXTRINSIC.slice(3)), 'calibration.malformed', 'wrongCount'],
    [
      'a text',
      '{"meta": {"sensorsData": {"extrinsicMatrix": ["a"]}}}',
      'calibration.malformed',
      'expectNumber',
    ],
    ['a mirror', image(EXTRINSIC.with(1, 1)), 'calibration.malformed', 'mirrored'],
    ['half a file', '{"meta": ', 'calibration.malformed', undefined],
  ])('%s: one problem for the camera', async (_name, text, code, reason) => {
    const { sequences, problems } = await openDataset(memoryFolder('project', two(text, text)));
    expect(sequences[0]!.cameras[0]!.calibrationProblem).toMatchObject({ code });
    const found = problems.filter((problem) => problem.code.startsWith('calibration.'));
    expect(found).toHaveLength(1);
    expect(found[0]!.params).toMatchObject({ camera: 'camera', count: 1 });
    expect(found[0]!.params!['reason']).toBe(reason);
  });
});

describe('labels of a project', () => {
  test('turn length and front from +y to +x, and keep tags as attributes', async () => {
    const [first, second] = await labelsOf(memoryFolder('project', project()));
    expect(second).toEqual({ objects: [], problems: [] });
    const [object] = first!.objects;
    expect(object).toMatchObject({
      sourceId: 'aaa',
      class: 'Car',
      cuboid: { centre: [10, 1, -1], size: [4.6, 2, 1.5] },
      attributes: { key: 'f1', labelerLogin: 'ann', parked: true, color: 'red', doors: '[2,4]' },
    });
    expect(cuboidYaw(object!.cuboid)).toBeCloseTo(0, 8);
  });

  test.each([
    ['no object', { ...FIGURE, objectKey: 'zzz' }, 'error', { where: 'objectKey', reason: 'wrongValue' }],
    ['no key', { ...FIGURE, objectKey: undefined }, 'error', { where: 'objectKey', reason: 'missing' }],
    ['no geometry', { ...FIGURE, geometry: null }, 'error', { where: 'geometry', reason: 'expectObject' }],
    ['a mask', { ...FIGURE, geometryType: 'point_cloud' }, 'warning', { reason: 'notCuboid' }],
  ])('%s is named and left out', async (_name, broken, severity, params) => {
    const text = annotation([broken, { ...FIGURE, objectKey: 'bbb' }]);
    const [first] = await labelsOf(memoryFolder('project', project({ 'ds0/ann/a.pcd.json': text })));
    expect(first!.objects.map(({ sourceId }) => sourceId)).toEqual(['bbb']);
    expect(first!.problems).toMatchObject([
      {
        code: 'labels.objectSkipped',
        severity,
        path: 'ds0/ann/a.pcd.json',
        params: { object: 'f1', ...params },
      },
    ]);
  });

  test.each([
    ['{', 'labels.malformed'],
    ['[]', 'labels.schema'],
    ['{"figures": 1}', 'labels.schema'],
  ])('%j is no label file', async (text, code) => {
    const reading = labelsOf(memoryFolder('project', project({ 'ds0/ann/a.pcd.json': text })));
    await expect(reading).rejects.toMatchObject({ problem: { code, path: 'ds0/ann/a.pcd.json' } });
  });

  test('rectangles on images are boxes of the object', async () => {
    const rectangle = {
      id: 5,
      geometryType: 'rectangle',
      objectKey: 'aaa',
      geometry: {
        points: {
          exterior: [
            [30, 40],
            [10, 20],
          ],
          interior: [],
        },
      },
    };
    const mask = { id: 6, geometryType: 'bitmap', objectKey: 'aaa', geometry: {} };
    const [first] = await labelsOf(
      memoryFolder(
        'project',
        project({
          'ds0/related_images/a_pcd/x.png': 'x',
          'ds0/related_images/a_pcd/x.png.figures.json': JSON.stringify([rectangle, mask]),
        }),
      ),
    );
    expect(first!.boxes2d).toEqual([
      {
        camera: 'camera',
        rectangle: { left: 9.5, top: 19.5, right: 29.5, bottom: 39.5 },
        class: 'Car',
        sourceId: 'aaa',
        source: 'imported',
      },
    ]);
    expect(first!.problems.map(({ params }) => params)).toEqual([{ object: '6', reason: 'notCuboid' }]);
  });
});

test('objects of figures on images are known by their UUID, with hyphens or without', async () => {
  const key = '6663ca1d20c74bea83bd48c24568989d';
  const points = [
    [1, 2],
    [3, 4],
  ];
  const figure = {
    geometryType: 'rectangle',
    objectKey: '6663ca1d-20c7-4bea-83bd-48c24568989d',
    geometry: { points: { exterior: points, interior: [] } },
  };
  const files = project({
    'ds0/ann/a.pcd.json': JSON.stringify({ objects: [{ key, classTitle: 'Car', tags: [] }], figures: [] }),
    'ds0/related_images/a_pcd/x.png': 'x',
    'ds0/related_images/a_pcd/x.png.figures.json': JSON.stringify([figure]),
  });
  const [first] = await labelsOf(memoryFolder('project', files));
  expect(first!.boxes2d).toMatchObject([{ sourceId: key, class: 'Car' }]);
});

describe('an episode', () => {
  test('has its frames in the order of its map, and objects that live on', async () => {
    const folder = memoryFolder('project', episode());
    const { sequences, problems } = await openDataset(folder);
    expect(sequences[0]!.frames.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(problems.map(({ params }) => params!['reason'])).toEqual(['assumedLidarFrame']);
    const labels = await labelsOf(folder);
    expect(labels.map((frame) => frame!.objects.map(({ sourceId }) => sourceId))).toEqual([['aaa'], ['aaa']]);
    expect(labels.map((frame) => frame!.objects[0]!.attributes['late'])).toEqual([undefined, true]);
  });

  test('without a map counts its clouds by name', async () => {
    const { 'ep/frame_pointcloud_map.json': _map, ...files } = episode();
    const { sequences, problems } = await openDataset(memoryFolder('project', files));
    expect(sequences[0]!.frames.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(problems.map(({ params }) => params!['reason'])).toContain('assumedFrameOrder');
  });

  test('names frames without a cloud, and shows clouds without a frame', async () => {
    const map = '{"0": "c.pcd", "1": "b.pcd", "2": "b.pcd"}';
    const folder = memoryFolder('project', episode({ 'ep/frame_pointcloud_map.json': map }));
    const { sequences, problems } = await openDataset(folder);
    expect(sequences[0]!.frames.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(problems.filter(({ code }) => code === 'frame.skipped').map(({ params }) => params)).toEqual([
      { frame: '0', reason: 'noCloud' },
      { frame: '2', reason: 'duplicateFrame' },
    ]);
    const labels = await labelsOf(folder);
    expect(labels.map((frame) => frame!.objects.length)).toEqual([1, 0]);
  });

  test.each(['[]', '{"x": "a.pcd"}', '{"0": 1}', ''])('a map %j is named', async (text) => {
    const { problems, sequences } = await openDataset(
      memoryFolder('project', episode({ 'ep/frame_pointcloud_map.json': text })),
    );
    expect(sequences[0]!.frames).toHaveLength(2);
    expect(problems.filter(({ path }) => path === 'ep/frame_pointcloud_map.json')).toHaveLength(1);
  });

  test.each(['', '1', '{"frames": [{}]}'])('labels %j stop all frames, not the opening', async (text) => {
    const folder = memoryFolder('project', episode({ 'ep/annotation.json': text }));
    const dataset = await openDataset(folder);
    const opening = superviselyLayout.labels!.open(folder, dataset, dataset.sequences[0]!);
    await expect(opening).rejects.toMatchObject({ problem: { path: 'ep/annotation.json' } });
  });
});

describeWithReference("Datumaro's Supervisely project", (root) => {
  test('opens, with its uncalibrated camera named once and its labels on their frames', async () => {
    const folder = diskFolder(`${root}/data/datumaro_assets/sly_pointcloud_dataset`);
    const dataset = await openDataset(folder);
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset.ontology.classes.map(({ name, color }) => [name, color])).toEqual([
      ['car', '#fa3253'],
      ['bus', '#fafa37'],
    ]);
    expect(dataset.problems.map(({ code, params }) => [code, params?.['reason']])).toEqual([
      ['layout.assumed', 'assumedLidarFrame'],
      ['layout.assumed', 'assumedOneCamera'],
      ['calibration.missing', 'noFocal'],
    ]);
    const [first, second] = await labelsOf(folder);
    expect(first!.objects.map(({ sourceId, class: name }) => [sourceId, name])).toEqual([
      ['a5079ec44c004723ba8c8ffe4981eacd', 'car'],
      ['372929e9a944488aa955fd6e742a4d34', 'car'],
    ]);
    expect(first!.objects[0]!.attributes).toMatchObject({ tag1: 'fd', tag3: '4s' });
    expect(second!.objects).toMatchObject([
      { class: 'bus', cuboid: { centre: [0.59, 14.41, -0.61], size: [1, 1, 1] } },
    ]);
  });
});
