import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { diskFolder, memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { datasetSchema, type Dataset } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { ForeignFrameLabels } from '../layout.ts';
import { openDataset, readDataset } from '../openDataset.ts';
import { t4Layout } from './t4.ts';

const LIDAR = { translation: [0, 0, 2], rotation: [1, 0, 0, 0] };
const FORWARD = [0.5, -0.5, 0.5, -0.5];
const MATRIX = [
  [800, 0, 400],
  [0, 810, 300],
  [0, 0, 1],
];
const DISTORTION = [-0.3, 0.1, 0.001, -0.002, 0.02];

interface Options {
  readonly channel?: string;
  readonly annotated?: boolean;
  readonly info?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly change?: (tables: Record<string, Record<string, unknown>[]>) => void;
}

/** A T4 dataset of one sample, as the files of a folder. */
function t4Files(
  start = '',
  { channel = 'LIDAR_TOP', annotated = true, ...options }: Options = {},
): Record<string, string> {
  const data = (token: string, sensor: string, filename: string): Record<string, unknown> => ({
    token,
    sample_token: 'sample',
    ego_pose_token: 'pose',
    calibrated_sensor_token: sensor,
    filename,
    fileformat: '',
    width: 0,
    height: 0,
    timestamp: 1_704_067_200_000_001,
    is_key_frame: true,
    is_valid: true,
    ...(options.info !== undefined && sensor === 'lidar' ? { info_filename: 'data/info.json' } : {}),
  });
  const tables: Record<string, Record<string, unknown>[]> = {
    scene: [{ token: 'scene', name: 'project_scene' }],
    sample: [{ token: 'sample', scene_token: 'scene', timestamp: 1_704_067_200_000_001 }],
    sample_data: [
      data('cloud', 'lidar', `data/${channel}/0.pcd.bin`),
      { ...data('image', 'camera', 'data/CAM_FRONT/0.png'), width: 800, height: 600 },
    ],
    sensor: [
      { token: 'is-lidar', channel, modality: 'lidar' },
      { token: 'is-camera', channel: 'CAM_FRONT', modality: 'camera' },
    ],
    calibrated_sensor: [
      { token: 'lidar', sensor_token: 'is-lidar', ...LIDAR, camera_intrinsic: [], camera_distortion: [] },
      {
        token: 'camera',
        sensor_token: 'is-camera',
        translation: [1.5, 0, 1.8],
        rotation: FORWARD,
        camera_intrinsic: MATRIX,
        camera_distortion: DISTORTION,
      },
    ],
    ego_pose: [{ token: 'pose', translation: [100, 200, 3], rotation: [0, 0, 0, 1], timestamp: 0 }],
    attribute: [],
    visibility: [],
    category: [],
    instance: [],
    sample_annotation: [],
  };
  if (annotated) {
    tables['category'] = [
      { token: 'c1', name: 'car', has_orientation: false },
      { token: 'c2', name: 'red_circle' },
    ];
    tables['instance'] = [{ token: 'i1', category_token: 'c1', instance_name: 'db:1' }];
    tables['sample_annotation'] = [
      {
        token: 'a1',
        sample_token: 'sample',
        instance_token: 'i1',
        attribute_tokens: [],
        visibility_token: '',
        translation: [90, 198, 4],
        size: [2, 4.5, 1.6],
        rotation: [0, 0, 0, 1],
        velocity: null,
        num_lidar_pts: 7,
        automatic_annotation: true,
      },
    ];
    const box = { sample_data_token: 'image', attribute_tokens: [], mask: { size: [1, 1], counts: 'x' } };
    tables['object_ann'] = [
      { ...box, token: 'o1', instance_token: 'i1', category_token: 'c1', bbox: [10, 20, 110, 70] },
      {
        ...box,
        token: 'o2',
        instance_token: 'i2',
        category_token: 'c2',
        bbox: [1, 2, 3, 4],
        automatic_annotation: true,
      },
      { ...box, token: 'o3', instance_token: 'i2', category_token: 'c2', bbox: [5, 2, 3, 4] },
    ];
  }
  options.change?.(tables);
  const rows = Object.entries(tables).map(([name, table]) => [
    `${start}annotation/${name}.json`,
    JSON.stringify(table),
  ]);
  return {
    ...Object.fromEntries(rows),
    [`${start}data/${channel}/0.pcd.bin`]: 'x',
    [`${start}data/CAM_FRONT/0.png`]: 'x',
    [`${start}status.json`]: '{}',
    [`${start}map/lanelet2_map.osm`]: 'x',
    ...(options.info === undefined ? {} : { [`${start}data/info.json`]: options.info }),
    ...options.files,
  };
}

async function openFiles(
  files: Record<string, string>,
): Promise<{ dataset: Dataset; folder: DatasetFolder }> {
  const folder = memoryFolder('t4', files);
  return { dataset: await openDataset(folder), folder };
}

async function labelsOf(
  folder: DatasetFolder,
  dataset: Dataset,
): Promise<(ForeignFrameLabels | undefined)[]> {
  const [sequence] = dataset.sequences;
  const read = await t4Layout.labels!.open(folder, dataset, sequence!);
  return Promise.all(sequence!.frames.map((frame) => read(frame)));
}

test.each([
  [['annotation/sample_data.json', 'annotation/sensor.json'], true],
  [['set/0/annotation/sample.json', 'set/0/annotation/scene.json'], true],
  [['annotation/sample.json'], false],
  [['annotations/sample_data.json', 'annotations/sensor.json'], false],
  [['a/b/c/annotation/sample.json', 'a/b/c/annotation/scene.json'], false],
])('%j: %j', (paths, isOne) => {
  expect(t4Layout.detect(new FileListing(paths), memoryFolder('any', {}))).toBe(isOne);
});

describe('a dataset', () => {
  test('opens with its lens distortion', async () => {
    const { dataset } = await openFiles(t4Files());
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 't4', labelFrame: 'LIDAR_TOP', questions: [] });
    const [sequence] = dataset.sequences;
    expect(sequence).toMatchObject({ id: 'project_scene', folder: 'annotation/project_scene' });
    expect(sequence!.frames[0]).toMatchObject({
      id: 'data/LIDAR_TOP/0.pcd.bin',
      name: '0',
      clouds: [{ timestamp: { ns: '1704067200000001000', clock: 't4', meaning: 'unknown' } }],
    });
    const { intrinsics, cameraFromLabel } = sequence!.cameras[0]!.calibration!;
    expect(intrinsics).toEqual({
      model: 'brown-conrady',
      fx: 800,
      fy: 810,
      cx: 400,
      cy: 300,
      coefficients: DISTORTION,
    });
    // Camera axes: x right = −y, y down = −z, z forward = x of the vehicle.
    expect(cameraFromLabel.rotation.map((value) => value + 0)).toEqual([0, -1, 0, 0, 0, -1, 1, 0, 0]);
    expect(cameraFromLabel.translation[1]).toBeCloseTo(1.8 - 2, 12);
    expect(cameraFromLabel.translation[2]).toBeCloseTo(-1.5, 12);
    expect(dataset.problems).toEqual([
      {
        code: 'file.skipped',
        severity: 'info',
        path: 'map/lanelet2_map.osm',
        params: { reason: 'notShown' },
      },
    ]);
  });

  test('labels: the cuboid in the frame of the lidar, boxes on images of objects in the frame and of others', async () => {
    const { dataset, folder } = await openFiles(t4Files());
    const [labels] = await labelsOf(folder, dataset);
    // The vehicle faces backwards in the world, and so does the car: seen from the lidar, it faces forward.
    expect(labels!.objects).toEqual([
      {
        sourceId: 'i1',
        class: 'car',
        cuboid: { centre: [10, 2, -1], size: [4.5, 2, 1.6], rotation: [0, 0, 0, 1] },
        attributes: { token: 'a1', instance_name: 'db:1', num_lidar_pts: 7, automatic_annotation: true },
      },
    ]);
    expect(labels!.boxes2d).toEqual([
      {
        camera: 'CAM_FRONT',
        class: 'car',
        source: 'imported',
        sourceId: 'i1',
        rectangle: { left: 10, top: 20, right: 110, bottom: 70 },
      },
      {
        camera: 'CAM_FRONT',
        class: 'red_circle',
        source: 'model',
        rectangle: { left: 1, top: 2, right: 3, bottom: 4 },
      },
    ]);
    expect(labels!.problems).toMatchObject([
      {
        code: 'labels.objectSkipped',
        path: 'annotation/object_ann.json',
        params: { object: 'o3', where: 'bbox' },
      },
    ]);
  });

  test('without annotations has the usual classes and no labels', async () => {
    const { dataset, folder } = await openFiles(t4Files('', { annotated: false }));
    expect(dataset.ontology.classes.length).toBeGreaterThan(5);
    expect(await labelsOf(folder, dataset)).toEqual([undefined]);
  });

  test('with joined clouds takes those alone', async () => {
    const both = t4Files('', {
      channel: 'LIDAR_CONCAT',
      files: { 'data/LIDAR_TOP/0.pcd.bin': 'x' },
      change: (tables) => {
        tables['sensor']!.push({ token: 'is-top', channel: 'LIDAR_TOP', modality: 'lidar' });
        tables['calibrated_sensor']!.push({ token: 'top', sensor_token: 'is-top', ...LIDAR });
        const top = { token: 't', calibrated_sensor_token: 'top', filename: 'data/LIDAR_TOP/0.pcd.bin' };
        tables['sample_data']!.push({ ...tables['sample_data']![0], ...top });
      },
    });
    const { dataset } = await openFiles(both);
    expect(dataset.labelFrame).toBe('LIDAR_CONCAT');
    expect(dataset.sequences[0]!.frames[0]!.clouds).toHaveLength(1);
    expect(dataset.sequences[0]!.lidars).toHaveLength(1);
  });

  test.each([
    ['{"num_pts_feats": 7}', ['x', 'y', 'z', 'intensity', 'ring', 'column6', 'column7']],
    ['{"num_pts_feats": 4}', ['x', 'y', 'z', 'intensity']],
    ['{"num_pts_feats": -1}', ['x', 'y', 'z', 'intensity', 'ring']],
    ['[', ['x', 'y', 'z', 'intensity', 'ring']],
  ])('with %j beside its clouds has columns %j', async (info, columns) => {
    const { dataset } = await openFiles(t4Files('', { info }));
    expect(dataset.sequences[0]!.lidars[0]!.binColumns).toEqual(columns);
  });

  test('does not show an image that stands in for one that was not recorded', async () => {
    const { dataset } = await openFiles(
      t4Files('', { change: (tables) => (tables['sample_data']![1]!['is_valid'] = false) }),
    );
    expect(dataset.sequences[0]!.cameras).toEqual([]);
    expect(dataset.problems).toContainEqual(expect.objectContaining({ code: 'image.missing' }));
  });
});

test('of several versions the latest is taken, and the others are a question', async () => {
  const versions = { ...t4Files('2/'), ...t4Files('10/'), ...t4Files('0/') };
  const { dataset, folder } = await openFiles(versions);
  expect(dataset.questions).toEqual([
    {
      id: 'tables',
      chosen: '10/annotation',
      isAnswered: false,
      options: ['10/annotation', '2/annotation', '0/annotation'],
    },
  ]);
  expect(dataset.sequences[0]!.frames[0]!.id).toBe('10/data/LIDAR_TOP/0.pcd.bin');
  expect(dataset.problems[0]).toMatchObject({ params: { reason: 'assumedTables', tables: '10/annotation' } });
  expect((await labelsOf(folder, dataset))[0]!.objects).toHaveLength(1);
  const answered = await openDataset(folder, { tables: '0/annotation' });
  expect(answered.sequences[0]!.frames[0]!.id).toBe('0/data/LIDAR_TOP/0.pcd.bin');
  expect((await labelsOf(folder, answered))[0]!.objects).toHaveLength(1);
});

describeWithReference('the sample of the T4 tools', (root) => {
  test('opens with its labels', async () => {
    const folder = diskFolder(`${root}/data/t4dataset_sample`);
    const { dataset, imageCalibrations } = await readDataset(folder);
    expect(dataset.layout).toBe('t4');
    const [sequence] = dataset.sequences;
    expect(sequence!.frames.map(({ name, images }) => [name, images.length])).toEqual([
      ['001', 2],
      ['002', 2],
      ['003', 2],
    ]);
    expect(sequence!.cameras.map(({ id, width, height }) => [id, width, height])).toEqual([
      ['CAM_FRONT', 800, 600],
      ['CAM_BACK', 800, 600],
    ]);
    // The front camera stands 1.5 m before and 0.2 m below the lidar, and is given no rotation.
    const { cameras, frames } = sequence!;
    const found = await calibrationOf(cameras[0]!, frames[1]!, imageCalibrations);
    const { cameraFromLabel, intrinsics } = found!;
    expect(intrinsics).toEqual({ model: 'pinhole', fx: 800, fy: 800, cx: 400, cy: 300 });
    for (const [axis, value] of [-1.5, 0, 0.2].entries()) {
      expect(cameraFromLabel.translation[axis]).toBeCloseTo(value, 12);
    }
    const labels = await labelsOf(folder, dataset);
    // In the world the car stands at (12, 5.2, 1), the vehicle at (10, 0, 0), the lidar 2 m above it.
    expect(labels[1]!.objects[0]).toMatchObject({
      class: 'car',
      cuboid: { centre: [2, 5.2, -1], size: [2, 4.5, 1.8], rotation: [0, 0, 0, 1] },
      attributes: { attributes: 'moving', visibility: 'full', instance_name: 'car_001', num_lidar_pts: 280 },
    });
    expect(labels.map((frame) => frame?.objects.length)).toEqual([2, 2, undefined]);
    expect(labels.map((frame) => frame?.boxes2d?.length)).toEqual([2, 2, undefined]);
    expect(labels[0]!.boxes2d![0]!.sourceId).toBe(labels[0]!.objects[0]!.sourceId);
    expect(labels.flatMap((frame) => frame?.problems ?? [])).toEqual([]);
    expect(dataset.problems.map(({ path }) => path)).toEqual(['REPO_LICENSE.txt']);
  });
});
