import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { datasetSchema } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset, readDataset, type DatasetReading } from '../openDataset.ts';
import { splitFolders } from './kittiObjectFiles.ts';

/** Axes turned from x forward, y left, z up to the camera's; the lidar 0.25 m above and 0.5 m ahead. */
const LIDAR = 'Tr_velo_to_cam: 0 -1 0 0 0 0 -1 -0.25 1 0 0 0.5';
const RECT = 'R0_rect: 1 0 0 0 1 0 0 0 1';

function calibration(focal: number): string {
  const lens = (shift: number): string => `${focal} 0 300 ${shift} 0 ${focal} 100 0 0 0 1 0`;
  return [`P0: ${lens(0)}`, `P2: ${lens(focal / 10)}`, `P3: ${lens(-focal)}`, RECT, LIDAR, ''].join('\n');
}

const LABEL = 'Car 0.00 1 -1.5 10 20 30 40 1.5 1.6 4 2 1.5 20 0.5\n';

function split(frames: number, files: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries: [string, string][] = [];
  for (let i = 1; i <= frames; i++) {
    entries.push([`training/velodyne/00000${i}.bin`, 'x'], [`training/image_2/00000${i}.png`, 'x']);
    entries.push([`training/calib/00000${i}.txt`, calibration(700)]);
  }
  return { ...Object.fromEntries(entries), ...files };
}

function without(files: Readonly<Record<string, string>>, ...paths: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}

async function focals({ dataset, imageCalibrations }: DatasetReading): Promise<(number | undefined)[]> {
  const { cameras, frames } = dataset.sequences[0]!;
  const found = frames.map((frame) => calibrationOf(cameras[0]!, frame, imageCalibrations));
  return (await Promise.all(found)).map((one) => one?.intrinsics.fx);
}

describe('which folders are splits', () => {
  test.each([
    [['velodyne/1.bin', 'calib/1.txt'], ['']],
    [
      [
        'training/velodyne/1.bin',
        'training/label_2/1.txt',
        'testing/velodyne/1.pcd',
        'testing/image_2/1.png',
      ],
      ['testing', 'training'],
    ],
    [['kitti/training/velodyne/1.bin', 'kitti/training/calib/1.txt'], ['kitti/training']],
    [['training/velodyne_reduced/1.bin', 'training/calib/1.txt'], ['training']],
    [['velodyne/1.bin'], []],
    [['velodyne/1.txt', 'calib/1.txt'], []],
    [['velodyne/1.pcd', 'image/1.jpg', 'calib/camera/1.json', 'calib/1.json'], []],
    [['velodyne/1.bin', 'other/calib/1.txt'], []],
    [['velodyne_points/data/1.bin', 'image_00/data/1.png'], []],
    [['lidar/1.pcd', 'camera/front/1.jpg', 'calib/camera/front.json'], []],
  ])('%j', (paths, folders) => {
    expect(splitFolders(new FileListing(paths))).toEqual(folders);
  });
});

describe('a split', () => {
  test('joins clouds, images and calibrations by name', async () => {
    const dataset = await openDataset(
      memoryFolder('kitti', {
        ...split(2, { 'training/image_3/000002.png': 'x', 'training/label_2/000001.txt': LABEL }),
        'testing/velodyne/000001.bin': 'x',
        'testing/image_2/000001.png': 'x',
        'testing/calib/000001.txt': calibration(800),
      }),
    );
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'kitti-object', labelFrame: 'velodyne' });
    expect(dataset.sequences.map(({ id, folder }) => [id, folder])).toEqual([
      ['testing', 'testing'],
      ['training', 'training'],
    ]);
    const { frames, cameras, lidars } = dataset.sequences[1]!;
    expect(lidars[0]!.binColumns).toEqual(['x', 'y', 'z', 'intensity']);
    expect(frames.map(({ id, name }) => [id, name])).toEqual([
      ['training/velodyne/000001.bin', '000001'],
      ['training/velodyne/000002.bin', '000002'],
    ]);
    expect(frames[1]!.images).toEqual([
      { sensor: 'image_2', path: 'training/image_2/000002.png' },
      { sensor: 'image_3', path: 'training/image_3/000002.png' },
    ]);
    // P2's fourth column is fx / 10: the camera stands 0.1 m to the left of camera 0.
    expect(cameras[0]!.calibration).toMatchObject({
      intrinsics: { model: 'pinhole', fx: 700, fy: 700, cx: 300, cy: 100 },
      cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0.1, -0.25, 0.5] },
      path: 'training/calib/000001.txt',
    });
    expect(cameras[1]!.calibration).toMatchObject({ cameraFromLabel: { translation: [-1, -0.25, 0.5] } });
    expect(dataset.problems).toEqual([
      {
        code: 'image.missing',
        severity: 'warning',
        path: 'training/velodyne/000001.bin',
        params: { camera: 'image_3', frame: '000001' },
      },
    ]);
  });

  test('names every file that is left out, and why', async () => {
    const { problems } = await openDataset(
      memoryFolder('kitti', {
        ...split(1),
        'training/velodyne/000001.pcd': 'x',
        'training/velodyne_reduced/000001.bin': 'x',
        'training/image_2/000001.jpg': 'x',
        'training/image_2/000009.png': 'x',
        'training/calib/000009.txt': calibration(1),
        'training/label_2/000009.txt': LABEL,
        'training/planes/000001.txt': '',
        'ImageSets/train.txt': '000001',
      }),
    );
    const why = Object.fromEntries(problems.map(({ path, params }) => [path, params?.['reason']]));
    expect(why).toEqual({
      'training/velodyne/000001.pcd': 'duplicateFrame',
      'training/velodyne_reduced/000001.bin': 'duplicateFrame',
      'training/image_2/000001.png': 'duplicateImage',
      'training/image_2/000009.png': 'noSuchFrame',
      'training/calib/000009.txt': 'noSuchFrame',
      'training/label_2/000009.txt': 'noSuchFrame',
      'training/planes/000001.txt': 'notPartOfLayout',
      'ImageSets/train.txt': 'notPartOfLayout',
    });
  });

  test('a frame that has only the reduced cloud shows it, and that is said', async () => {
    const files = {
      ...without(split(2), 'training/velodyne/000001.bin'),
      'training/velodyne_reduced/000001.bin': 'x',
    };
    const { sequences, problems } = await openDataset(memoryFolder('kitti', files));
    expect(sequences[0]!.frames.map(({ id }) => id)).toEqual([
      'training/velodyne_reduced/000001.bin',
      'training/velodyne/000002.bin',
    ]);
    expect(problems).toEqual([
      {
        code: 'layout.assumed',
        severity: 'info',
        path: 'training',
        params: { reason: 'assumedReducedCloud', other: 'velodyne_reduced' },
      },
    ]);
  });

  test('classes are those of KITTI and those that the labels add', async () => {
    const { ontology } = await openDataset(
      memoryFolder(
        'kitti',
        split(1, { 'training/label_2/000001.txt': `${LABEL}Road barrier ${LABEL.slice(4)}` }),
      ),
    );
    expect(ontology.classes.map(({ name }) => name)).toEqual([
      'Car',
      'Van',
      'Truck',
      'Pedestrian',
      'Person_sitting',
      'Cyclist',
      'Tram',
      'Misc',
      'Road barrier',
    ]);
  });
});

describe('calibration of every frame', () => {
  test('the one that most share is the camera’s, the others their images’', async () => {
    const files = split(3, { 'training/calib/000001.txt': calibration(650) });
    const reading = await readDataset(memoryFolder('kitti', files));
    expect(await focals(reading)).toEqual([650, 700, 700]);
    const { dataset, imageCalibrations } = reading;
    const { cameras, frames } = dataset.sequences[0]!;
    expect(cameras[0]!.calibration!.intrinsics.fx).toBe(700);
    const own = [...imageCalibrations].map(([frame, [first]]) => [frame, first!.path]);
    expect(own).toEqual([[frames[0]!.id, 'training/calib/000001.txt']]);
    expect(dataset.problems).toEqual([]);
  });

  test('files that differ in other cameras only give no calibration of its own', async () => {
    const files = split(2, { 'training/calib/000001.txt': calibration(700).replace('P0: 700', 'P0: 650') });
    const { imageCalibrations } = await readDataset(memoryFolder('kitti', files));
    expect([...imageCalibrations]).toEqual([]);
  });

  test('a camera that no file has is named, and nothing is assumed', async () => {
    const { problems, sequences } = await openDataset(
      memoryFolder('kitti', split(1, { 'training/image_1/000001.png': 'x' })),
    );
    expect(sequences[0]!.cameras.map((camera) => camera.calibration !== undefined)).toEqual([false, true]);
    expect(problems).toMatchObject([
      { code: 'calibration.malformed', params: { camera: 'image_1', reason: 'missing', where: 'P1' } },
    ]);
  });

  test.each([
    ['missing', undefined, []],
    ['empty', '', [{ code: 'calibration.malformed', params: { reason: 'missing', where: 'P2' } }]],
    [
      'without its rotation',
      calibration(700).replace(RECT, ''),
      [{ code: 'calibration.malformed', params: { reason: 'missing', where: 'R0_rect' } }],
    ],
    [
      'all zero',
      calibration(700).replace(RECT, 'R0_rect: 0 0 0 0 0 0 0 0 0'),
      [{ code: 'calibration.malformed', params: { reason: 'notRotation' } }],
    ],
    [
      'cut short',
      calibration(700).slice(0, -20),
      [
        {
          code: 'calibration.malformed',
          params: { reason: 'wrongCount', where: 'Tr_velo_to_cam', expected: 12 },
        },
      ],
    ],
  ])('a frame whose own is %s has that of the others, and that is said', async (_name, text, faults) => {
    const files = without(split(3), 'training/calib/000002.txt');
    if (text !== undefined) files['training/calib/000002.txt'] = text;
    const reading = await readDataset(memoryFolder('kitti', files));
    expect(await focals(reading)).toEqual([700, 700, 700]);
    const { dataset } = reading;
    const assumed = {
      code: 'layout.assumed',
      params: { reason: 'assumedCalibrationOf', other: 'training/calib/000001.txt' },
    };
    expect(dataset.problems).toHaveLength(faults.length + 1);
    expect(dataset.problems).toMatchObject([assumed, ...faults]);
  });

  test('without any, images show and that is said', async () => {
    const files = { 'velodyne/1.bin': 'x', 'image_2/1.png': 'x' };
    const { sequences, problems } = await openDataset(memoryFolder('kitti', files));
    expect(sequences[0]!.cameras[0]!.calibration).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'calibration.missing', path: 'calib' }]);
  });

  test.each([
    ['tracking', calibration(700).replace('R0_rect:', 'R_rect').replace('Tr_velo_to_cam:', 'Tr_velo_cam')],
    ['16 numbers', calibration(700).replace(LIDAR, `${LIDAR} 0 0 0 1`)],
    ['Windows line ends', calibration(700).replaceAll('\n', '\r\n')],
  ])('is read as the variant %s writes it', async (_name, text) => {
    const files = split(1, { 'training/calib/000001.txt': text });
    const { sequences, problems } = await openDataset(memoryFolder('kitti', files));
    expect(problems).toEqual([]);
    expect(sequences[0]!.cameras[0]!.calibration!.cameraFromLabel.translation).toEqual([0.1, -0.25, 0.5]);
  });

  test('the odometry benchmark has one for all frames, rectified already', async () => {
    const files = {
      'velodyne/1.bin': 'x',
      'velodyne/2.bin': 'x',
      'image_2/1.png': 'x',
      'image_2/2.png': 'x',
      'calib.txt': calibration(700).replace(RECT, '').replace('Tr_velo_to_cam', 'Tr'),
    };
    const reading = await readDataset(memoryFolder('00', files));
    expect(await focals(reading)).toEqual([700, 700]);
    expect(reading.dataset.problems).toEqual([]);
  });
});
