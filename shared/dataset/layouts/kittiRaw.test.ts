import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import { datasetSchema } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset } from '../openDataset.ts';
import { worldFromLabel } from '../worldFromLabel.ts';
import { driveFolders } from './kittiRawFiles.ts';

const DRIVE = '2011_09_26/2011_09_26_drive_0001_sync';

const CAM_TO_CAM = [
  'calib_time: 09-Jan-2012 13:57:47',
  'S_rect_02: 1.242000e+03 3.750000e+02',
  'R_rect_00: 1 0 0 0 1 0 0 0 1',
  'P_rect_02: 700 0 600 70 0 700 180 0 0 0 1 0',
  '',
].join('\n');
const VELO_TO_CAM = 'R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.25 0.5\ndelta_f: 0 0\n';
const IMU_TO_VELO = 'R: 1 0 0 0 1 0 0 0 1\nT: -0.75 0.25 -0.75\n';

/** A drive due north by 0.001 % of a degree a frame, heading north. */
function oxts(frame: number): string {
  const north = 49 + frame * 1e-5;
  return `${north} 8.4 110 0 0 ${Math.PI / 2} ${'0 '.repeat(24)}\n`;
}

const TIMES = [
  '2011-09-26 13:02:25.964389445',
  '2011-09-26 13:02:26.074411200',
  '2011-09-26 13:02:26.177',
  '',
].join('\n');

function stream(folder: string, ending: string, text: (frame: number) => string): Record<string, string> {
  return Object.fromEntries(
    [0, 1, 2].map((frame) => [`${DRIVE}/${folder}/data/000000000${frame}.${ending}`, text(frame)]),
  );
}

const RECORDING: Readonly<Record<string, string>> = {
  ...stream('velodyne_points', 'bin', () => 'x'),
  ...stream('image_02', 'png', () => 'x'),
  ...stream('oxts', 'txt', oxts),
  [`${DRIVE}/velodyne_points/timestamps.txt`]: TIMES,
  [`${DRIVE}/velodyne_points/timestamps_start.txt`]: TIMES,
  [`${DRIVE}/velodyne_points/timestamps_end.txt`]: TIMES,
  [`${DRIVE}/image_02/timestamps.txt`]: TIMES,
  [`${DRIVE}/oxts/timestamps.txt`]: TIMES,
  [`${DRIVE}/oxts/dataformat.txt`]: 'lat: latitude',
  '2011_09_26/calib_cam_to_cam.txt': CAM_TO_CAM,
  '2011_09_26/calib_velo_to_cam.txt': VELO_TO_CAM,
  '2011_09_26/calib_imu_to_velo.txt': IMU_TO_VELO,
};

function without(...paths: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(RECORDING).filter(([path]) => !paths.includes(path)));
}

describe('which folders are drives', () => {
  test.each([
    [['velodyne_points/data/0.bin'], ['']],
    [
      ['d/d_drive_2_sync/velodyne_points/data/0.bin', 'd/d_drive_10_sync/velodyne_points/data/0.pcd'],
      ['d/d_drive_2_sync', 'd/d_drive_10_sync'],
    ],
    [['velodyne_points/0.bin', 'velodyne/data/0.bin', 'lidar/data/0.bin'], []],
    [['velodyne_points/data/0.txt'], []],
  ])('%j', (paths, folders) => {
    expect(driveFolders(new FileListing(paths))).toEqual(folders);
  });
});

describe('a drive', () => {
  test('opens with everything that its files say', async () => {
    const dataset = await openDataset(memoryFolder('raw', RECORDING));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    expect(dataset).toMatchObject({ layout: 'kitti-raw', labelFrame: 'velodyne', problems: [] });
    const [sequence] = dataset.sequences;
    expect(sequence).toMatchObject({ id: DRIVE, name: '2011_09_26_drive_0001_sync', folder: DRIVE });
    expect(sequence!.cameras).toMatchObject([
      {
        id: 'image_02',
        width: 1242,
        height: 375,
        calibration: {
          intrinsics: { fx: 700, fy: 700, cx: 600, cy: 180 },
          cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0.1, -0.25, 0.5] },
        },
      },
    ]);
    expect(sequence!.frames[1]).toMatchObject({
      id: `${DRIVE}/velodyne_points/data/0000000001.bin`,
      name: '0000000001',
      clouds: [
        {
          sensor: 'velodyne',
          timestamp: { ns: '1317042146074411200', clock: 'kitti', meaning: 'sweep middle' },
        },
      ],
      images: [
        {
          sensor: 'image_02',
          path: `${DRIVE}/image_02/data/0000000001.png`,
          timestamp: { ns: '1317042146074411200', clock: 'kitti', meaning: 'unknown' },
        },
      ],
    });
    expect(sequence!.frames[2]!.clouds[0]!.timestamp!.ns).toBe('1317042146177000000');
    // Northwards is ahead: 1e-5 degrees of latitude on a sphere of 6378.137 km.
    const metres = (1e-5 * Math.PI * 6378137) / 180;
    const poses = sequence!.frames.map(({ worldFromEgo }) => worldFromEgo!);
    expect(poses[0]).toEqual({ rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] });
    expect(poses[2]!.translation[0]).toBeCloseTo(2 * metres, 3);
    expect(poses[2]!.translation[1]).toBeCloseTo(0, 3);
    // The unit is 0.75 m behind the lidar, 0.25 m to its left and 0.75 m below it.
    expect(sequence!.egoFromLabel!.translation).toEqual([0.75, -0.25, 0.75]);
    const world = worldFromLabel(sequence!, sequence!.frames[2]!)!;
    expect(transformPoint(world, [10, 0, 0])[0]).toBeCloseTo(10.75 + 2 * metres, 3);
  });

  test('streams that were numbered differently join by number; the time is that of the numbered line', async () => {
    const { sequences, problems } = await openDataset(
      memoryFolder('drive', {
        'velodyne_points/data/000001.bin': 'x',
        'velodyne_points/data/2.bin': 'x',
        'IMAGE_00/data/0000000001.png': 'x',
        'IMAGE_00/data/0000000007.png': 'x',
        'velodyne_points/timestamps.txt': TIMES,
      }),
    );
    const frames = sequences[0]!.frames.map(({ images, clouds }) => [
      images[0]?.path,
      clouds[0]!.timestamp?.ns,
    ]);
    expect(frames).toEqual([
      ['IMAGE_00/data/0000000001.png', '1317042146074411200'],
      [undefined, '1317042146177000000'],
    ]);
    expect(sequences[0]!.cameras.map(({ id }) => id)).toEqual(['image_00']);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['file.skipped', 'IMAGE_00/data/0000000007.png'],
      ['calibration.missing', 'calib_cam_to_cam.txt'],
      ['image.missing', 'velodyne_points/data/2.bin'],
    ]);
  });

  test('a calibration in the form of the object benchmark beside the date’s folder', async () => {
    const { sequences } = await openDataset(
      memoryFolder('raw', {
        '2011_09_26/velodyne_points/data/0000000000.bin': 'x',
        '2011_09_26/image_02/data/0000000000.png': 'x',
        'calib_2011_09_26.txt':
          'P2: 700 0 600 0 0 700 180 0 0 0 1 0\nR0_rect: 1 0 0 0 1 0 0 0 1\nTr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 0\n',
      }),
    );
    expect(sequences[0]!.cameras[0]!.calibration).toMatchObject({ path: 'calib_2011_09_26.txt' });
  });
});

describe('what is missing or broken costs only itself', () => {
  test.each([
    [
      'no calibration of the lidar',
      without('2011_09_26/calib_velo_to_cam.txt'),
      [{ code: 'calibration.missing', path: '2011_09_26/calib_cam_to_cam.txt' }],
    ],
    [
      'a calibration cut short',
      { ...RECORDING, '2011_09_26/calib_velo_to_cam.txt': VELO_TO_CAM.slice(0, 10) },
      [{ code: 'calibration.malformed', params: { camera: 'image_02', reason: 'wrongCount', where: 'R' } }],
    ],
    [
      'a camera that the calibration lacks',
      { ...RECORDING, '2011_09_26/calib_cam_to_cam.txt': CAM_TO_CAM.replace('P_rect_02', 'P_rect_01') },
      [{ code: 'calibration.malformed', params: { reason: 'missing', where: 'P_rect_02' } }],
    ],
    [
      'no pose of the positioning unit',
      without('2011_09_26/calib_imu_to_velo.txt'),
      [{ code: 'layout.assumed', path: DRIVE, params: { reason: 'assumedNoLidarPose' } }],
    ],
    [
      'a broken pose of the positioning unit',
      { ...RECORDING, '2011_09_26/calib_imu_to_velo.txt': 'R: 1' },
      [
        { code: 'schema.mismatch', path: '2011_09_26/calib_imu_to_velo.txt', params: { where: 'R' } },
        { code: 'layout.assumed', params: { reason: 'assumedNoLidarPose' } },
      ],
    ],
    [
      'an empty measurement',
      { ...RECORDING, [`${DRIVE}/oxts/data/0000000001.txt`]: '' },
      [{ code: 'schema.mismatch', severity: 'warning', params: { reason: 'missing', where: 'lat' } }],
    ],
    [
      'a measurement that is not finite',
      { ...RECORDING, [`${DRIVE}/oxts/data/0000000001.txt`]: '49 8 nan 0 0 0' },
      [{ code: 'schema.mismatch', params: { reason: 'notFinite', where: 'alt' } }],
    ],
    [
      'a measurement at the pole',
      { ...RECORDING, [`${DRIVE}/oxts/data/0000000001.txt`]: '90 8 0 0 0 0' },
      [{ code: 'schema.mismatch', params: { reason: 'outOfRange', where: 'lat' } }],
    ],
    [
      'a time that occurs twice',
      { ...RECORDING, [`${DRIVE}/image_02/timestamps.txt`]: `${TIMES.slice(0, 30)}${TIMES}` },
      [{ code: 'time.duplicate', params: { sensor: 'image_02', time: '2011-09-26 13:02:25.964389445' } }],
    ],
  ])('%s', async (_name, files, problems) => {
    const dataset = await openDataset(memoryFolder('raw', files));
    expect(dataset.sequences[0]!.frames).toHaveLength(3);
    expect(dataset.problems).toHaveLength(problems.length);
    expect(dataset.problems).toMatchObject(problems);
  });

  test('a frame without a measurement has no pose, the others keep theirs', async () => {
    const files = without(`${DRIVE}/oxts/data/0000000000.txt`);
    const { sequences, problems } = await openDataset(memoryFolder('raw', files));
    const ahead = sequences[0]!.frames.map(({ worldFromEgo }) => worldFromEgo?.translation[0]);
    expect(ahead).toEqual([undefined, 0, 1.1132]);
    expect(problems).toMatchObject([{ code: 'pose.missing', params: { missing: 1, frames: 3 } }]);
  });

  test.each([
    ['no pose of the unit', without('2011_09_26/calib_imu_to_velo.txt')],
    [
      'none that is a rotation',
      { ...RECORDING, '2011_09_26/calib_imu_to_velo.txt': IMU_TO_VELO.replace('1', '2') },
    ],
  ])('%s: the unit has poses, labels have none', async (_name, files) => {
    const { sequences } = await openDataset(memoryFolder('raw', files));
    const [sequence] = sequences;
    expect(sequence!.egoFromLabel).toBeUndefined();
    expect(sequence!.frames.every(({ worldFromEgo }) => worldFromEgo !== undefined)).toBe(true);
    expect(sequence!.frames.some((frame) => worldFromLabel(sequence!, frame) !== undefined)).toBe(false);
  });

  test.each(['', 'yesterday', '2011-13-26 13:02:25', '2011-09-26', '\u0000'])(
    'the times %j',
    async (times) => {
      const files = { ...RECORDING, [`${DRIVE}/velodyne_points/timestamps.txt`]: times };
      const { sequences, problems } = await openDataset(memoryFolder('raw', files));
      expect(sequences[0]!.frames.every(({ clouds }) => clouds[0]!.timestamp === undefined)).toBe(true);
      expect(problems).toEqual([]);
    },
  );
});

test('files that are not part of the format are named', async () => {
  const files = { ...RECORDING, [`${DRIVE}/velodyne_points/data/0000000000.txt`]: 'x', 'notes.md': 'x' };
  const { problems } = await openDataset(memoryFolder('raw', files));
  expect(problems.map(({ code, path }) => [code, path])).toEqual([
    ['file.skipped', `${DRIVE}/velodyne_points/data/0000000000.txt`],
    ['file.skipped', 'notes.md'],
  ]);
});
