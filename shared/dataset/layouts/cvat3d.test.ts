import { describe, expect, test } from 'vitest';
import { diskFolder, memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { toMatrix3 } from '../../geometry/quaternion.ts';
import { datasetSchema } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { FileListing } from '../fileListing.ts';
import type { ForeignFrameLabels } from '../layout.ts';
import { openDataset } from '../openDataset.ts';
import { cvat3dLayout } from './cvat3d.ts';

const CUBOID = {
  id: 0,
  type: 'cuboid_3d',
  attributes: { occluded: false, track_id: 7, color: 'red', note: null },
  group: 0,
  label_id: 1,
  position: [1, 2, 3],
  rotation: [0, 0, Math.PI / 2],
  scale: [4, 2, 1.5],
};

function datumaro(items: readonly object[]): string {
  const labels = [
    { name: 'car', parent: '', attributes: [] },
    { name: 'tram', parent: '', attributes: [] },
  ];
  return JSON.stringify({ info: {}, categories: { label: { labels, attributes: [] } }, items });
}

/** As CVAT's “Datumaro 3D” writes it. */
function exported(items: readonly object[]): DatasetFolder {
  return memoryFolder('task', {
    'annotations/default.json': datumaro(items),
    'point_clouds/default/000001.pcd': 'x',
    'point_clouds/default/000002.pcd': 'x',
    'related_images/default/000001/image_0.png': 'x',
    'related_images/default/000002/image_0.png': 'x',
  });
}

async function labelsOf(folder: DatasetFolder): Promise<(ForeignFrameLabels | undefined)[]> {
  const dataset = await openDataset(folder);
  const [sequence] = dataset.sequences;
  const read = await cvat3dLayout.labels!.open(folder, dataset, sequence!);
  return Promise.all(sequence!.frames.map(read));
}

describe('which folders it is', () => {
  test.each([
    [['pointcloud/1.pcd', 'related_images/1_pcd/1.png'], true],
    [['a/b/pointcloud/1.pcd', 'a/b/related_images/1_pcd/1.png'], true],
    [['pointcloud/1.pcd', 'annotations/default.json'], true],
    [['point_clouds/default/1.pcd', 'annotations/default.json'], true],
    [['pointcloud/1.pcd'], false],
    [['pointcloud/1.pcd', 'related_images/2_pcd/1.png'], false],
    [['pointcloud/1.pcd', 'related_images/1_pcd/1.png', 'ann/1.pcd.json'], false],
    [['pointcloud/1.pcd', 'related_images/1_pcd/1.png', 'annotation.json'], false],
    [['pointcloud/1.ply', 'cameras/front/intrinsics.json'], false],
    [['point_clouds/front/1.pcd', 'point_clouds/rear/1.pcd'], false],
    [['point_clouds/1.pcd', 'annotations/default.json'], false],
  ])('%j %s', (paths, expected) => {
    expect(cvat3dLayout.detect(new FileListing(paths), memoryFolder('x', {}))).toBe(expected);
  });
});

describe('a task', () => {
  test('joins clouds and images by folder name; nothing is calibrated, which is said once a camera', async () => {
    const dataset = await openDataset(
      memoryFolder('task', {
        'pointcloud/10.pcd': 'x',
        'pointcloud/9.v2.pcd': 'x',
        'related_images/10_pcd/10.png': 'x',
        'related_images/9_v2_pcd/other.jpg': 'x',
        'related_images/11_pcd/11.png': 'x',
      }),
    );
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'cvat-3d', labelFrame: 'lidar' });
    const [sequence] = dataset.sequences;
    expect(sequence!.frames.map(({ name, images }) => [name, images])).toEqual([
      ['9.v2', [{ sensor: 'camera', path: 'related_images/9_v2_pcd/other.jpg' }]],
      ['10', [{ sensor: 'camera', path: 'related_images/10_pcd/10.png' }]],
    ]);
    expect(
      dataset.problems.map(({ code, params }) => [code, params?.['reason'] ?? params?.['camera']]),
    ).toEqual([
      ['file.skipped', 'notPartOfLayout'],
      ['layout.assumed', 'assumedLidarFrame'],
      ['layout.assumed', 'assumedOneCamera'],
      ['calibration.missing', 'camera'],
    ]);
  });

  test('several subsets are several sequences', async () => {
    const { sequences } = await openDataset(
      memoryFolder('task', {
        'annotations/test.json': datumaro([]),
        'annotations/train.json': datumaro([]),
        'point_clouds/test/1.pcd': 'x',
        'point_clouds/train/1.pcd': 'x',
      }),
    );
    expect(sequences.map(({ id, frames }) => [id, frames.length])).toEqual([
      ['point_clouds/test', 1],
      ['point_clouds/train', 1],
    ]);
  });

  test('a frame without image is named', async () => {
    const { problems } = await openDataset(
      memoryFolder('task', {
        'pointcloud/1.pcd': 'x',
        'pointcloud/2.pcd': 'x',
        'related_images/1_pcd/1.png': 'x',
      }),
    );
    expect(problems.filter(({ code }) => code === 'image.missing').map(({ path }) => path)).toEqual([
      'pointcloud/2.pcd',
    ]);
  });
});

describe('labels', () => {
  test('are those of the Datumaro export', async () => {
    const folder = exported([
      { id: '000001', annotations: [CUBOID], attr: { frame: 0 }, point_cloud: { path: '' } },
      { id: '000002', annotations: [], attr: { frame: 1 } },
    ]);
    const { ontology } = await openDataset(folder);
    expect(ontology.classes.map(({ name, size }) => [name, size])).toEqual([
      ['car', [4.5, 1.85, 1.55]],
      ['tram', [1, 1, 1]],
    ]);
    const [first, second] = await labelsOf(folder);
    expect(second).toEqual({ objects: [], problems: [] });
    const [object] = first!.objects;
    expect(object).toMatchObject({
      sourceId: '7',
      class: 'tram',
      cuboid: { centre: [1, 2, 3], size: [4, 2, 1.5] },
      attributes: { occluded: false, color: 'red' },
    });
    expect(Object.keys(object!.attributes)).toEqual(['occluded', 'color']);
    // the front, +x of the box, looks along +y
    const matrix = toMatrix3(object!.cuboid.rotation);
    expect([matrix[0], matrix[3], matrix[6]].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0, 1, 0,
    ]);
  });

  test('may lie beside a task as it was uploaded, and name the clouds by whole paths', async () => {
    const [first, second] = await labelsOf(
      memoryFolder('task', {
        'annotations/default.json': datumaro([
          { id: 'x', annotations: [CUBOID], point_cloud: { path: '/home/django/data/2.pcd' } },
        ]),
        'pointcloud/1.pcd': 'x',
        'pointcloud/2.pcd': 'x',
      }),
    );
    expect(first).toBeUndefined();
    expect(second!.objects).toHaveLength(1);
  });

  test('without a track an object is on its own; two of one track in a frame are two', async () => {
    const alone = { ...CUBOID, attributes: {} };
    const [first] = await labelsOf(exported([{ id: '000001', annotations: [alone, CUBOID, CUBOID] }]));
    expect(first!.objects.map(({ sourceId }) => sourceId)).toEqual(['000001#0', '7', '7#2']);
    expect(first!.problems.map(({ code }) => code)).toEqual(['labels.duplicateId']);
  });

  test.each([
    ['no class', { ...CUBOID, label_id: 2 }, 'error', { where: 'label_id', reason: 'wrongValue' }],
    ['a flat box', { ...CUBOID, scale: [1, 0, 1] }, 'error', { where: 'scale[1]', reason: 'outOfRange' }],
    ['two coordinates', { ...CUBOID, position: [1, 2] }, 'error', { reason: 'wrongCount', expected: 3 }],
    [
      'a text',
      { ...CUBOID, rotation: ['0', 0, 0] },
      'error',
      { where: 'rotation[0]', reason: 'expectNumber' },
    ],
    ['a polygon', { type: 'polygon', points: [] }, 'warning', { reason: 'notCuboid' }],
    ['nothing', null, 'warning', { reason: 'notCuboid' }],
  ])('%s is named and left out', async (_name, broken, severity, params) => {
    const [first] = await labelsOf(exported([{ id: '000001', annotations: [broken, CUBOID] }]));
    expect(first!.objects.map(({ sourceId }) => sourceId)).toEqual(['7']);
    expect(first!.problems).toMatchObject([
      {
        code: 'labels.objectSkipped',
        severity,
        path: 'annotations/default.json',
        params: { object: '#0', ...params },
      },
    ]);
  });

  test('items without a cloud, and a second one of the same cloud, are named when the task opens', async () => {
    const { problems } = await openDataset(
      exported([
        { id: '000009', annotations: [CUBOID] },
        { id: '000008', annotations: [] },
        { id: '000001', annotations: [CUBOID] },
        { id: '000001', annotations: [CUBOID] },
      ]),
    );
    expect(problems.filter(({ code }) => code === 'frame.skipped').map(({ params }) => params)).toEqual([
      { frame: '000009', reason: 'noCloud' },
      { frame: '000001', reason: 'duplicateFrame' },
    ]);
  });

  test.each([
    ['', 'labels.malformed'],
    ['{"items": [', 'labels.malformed'],
    ['[]', 'labels.schema'],
    ['{"items": {}}', 'labels.schema'],
    ['{"items": [{"annotations": []}]}', 'labels.schema'],
  ])('a file %j that cannot be read lets the task open', async (text, code) => {
    const folder = memoryFolder('task', {
      'annotations/default.json': text,
      'point_clouds/default/1.pcd': 'x',
    });
    const dataset = await openDataset(folder);
    const opened = cvat3dLayout.labels!.open(folder, dataset, dataset.sequences[0]!);
    await expect(opened).rejects.toMatchObject({ problem: { code, path: 'annotations/default.json' } });
  });
});

describeWithReference("CVAT's test tasks", (root) => {
  test.each([
    ['test_canvas3d', ['000001', '000002', '000003']],
    ['cypress_test_canvas3d', ['000001', '000002', '000003']],
    ['test_pointcloud_pcd', ['000001']],
  ])('%s', async (name, frames) => {
    const { layout, sequences, problems } = await openDataset(diskFolder(`${root}/data/cvat_assets/${name}`));
    expect(layout).toBe('cvat-3d');
    expect(sequences.flatMap((sequence) => sequence.frames.map((frame) => frame.name))).toEqual(frames);
    expect(sequences[0]!.frames.every(({ images }) => images.length === 1)).toBe(true);
    expect(problems.map(({ code }) => code)).toEqual([
      'layout.assumed',
      'layout.assumed',
      'calibration.missing',
    ]);
  });
});
