import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import { readFileSync } from 'node:fs';
import { datasetSchema, type Camera, type Dataset } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import { openDataset } from '../openDataset.ts';
import { looksLikeRos } from './rosFiles.ts';

const INFO = [
  'image_width: 1920',
  'image_height: 1080',
  'camera_name: front',
  'camera_matrix: {rows: 3, cols: 3, data: [1000, 0, 960, 0, 1000, 540, 0, 0, 1]}',
  'distortion_model: plumb_bob',
  'distortion_coefficients: {rows: 1, cols: 5, data: [-0.1, 0.01, 0, 0, 0]}',
  'rectification_matrix: {rows: 3, cols: 3, data: [1, 0, 0, 0, 1, 0, 0, 0, 1]}',
  'projection_matrix: {rows: 3, cols: 4, data: [900, 0, 950, 0, 0, 900, 530, 0, 0, 0, 1, 0]}',
].join('\n');

const KIT = [
  'sensor_kit_base_link:',
  '  camera0/camera_link: {x: 1.0, y: 0.5, z: -0.5, roll: 0, pitch: 0, yaw: 0}',
  '  velodyne_top_base_link: {x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 1.5707963267948966}',
].join('\n');
const SENSORS = 'base_link:\n  sensor_kit_base_link: {x: 0.9, y: 0, z: 2, roll: 0, pitch: 0, yaw: 0}';

const ROWS = '0, -1, 0, 0.1, 0, 0, -1, 0.2, 1, 0, 0, 0.3, 0, 0, 0, 1';

const DATA = { 'velodyne_top/1.pcd': 'x', 'camera0/image_raw/1.jpg': 'x' };

async function open(files: Readonly<Record<string, string>>): Promise<Dataset> {
  const dataset = await openDataset(memoryFolder('bag', files));
  expect(datasetSchema.parse(dataset)).toEqual(dataset);
  expect(dataset.layout).toBe('ros');
  return dataset;
}

async function camera(files: Readonly<Record<string, string>>): Promise<Camera> {
  return (await open({ ...DATA, ...files })).sequences[0]!.cameras[0]!;
}

/** Where a point of the label frame appears. */
function pixelOf(
  { calibration }: Camera,
  point: readonly [number, number, number],
): readonly number[] | undefined {
  const { intrinsics, cameraFromLabel } = calibration!;
  const pixel = projectPoint(point, { model: createCameraModel(intrinsics), cameraFromLabel });
  return pixel?.map((value) => Number(value.toFixed(6)));
}

describe('which folders are ROS folders', () => {
  test.each<[boolean, string[]]>([
    [true, ['velodyne_top/1.pcd', 'camera0/camera_info.yaml', 'camera0/1.jpg']],
    [true, ['pointcloud/1.bin', 'camera_info/camera0.yml']],
    [true, ['bag/points_raw/1.ply', 'bag/tf_static.yaml']],
    [true, ['lidar_top/data/1.pcd', 'config/sensor_kit_calibration.yaml']],
    [false, ['velodyne_top/1.pcd', 'camera0/1.jpg', 'notes.yaml']],
    [true, ['clouds/1.pcd', 'camera0/1.jpg', 'kit/sensor_kit_calibration.yaml']],
    [true, ['clouds/1.pcd', 'camera0/1.jpg', 'tf_static.yaml']],
    [false, ['clouds/1.pcd', 'camera0/1.jpg', 'extrinsics.yaml']],
    [false, ['camera0/1.jpg', 'kit/sensor_kit_calibration.yaml']],
    [false, ['clouds/1.pcd', 'camera0/camera_info.yaml']],
    [false, ['velodyne_top/1.txt', 'camera0/camera_info.yaml']],
    [false, ['camera0/1.jpg', 'camera0/camera_info.yaml']],
    [false, ['.cache/lidar/1.pcd', 'camera_info.yaml']],
  ])('%s: %j', (expected, paths) => {
    expect(looksLikeRos(new FileListing(paths))).toBe(expected);
  });
});

describe('calibration', () => {
  test("from an Autoware sensor kit: the lidar's frame, the camera's link, and ROS's image axes", async () => {
    const dataset = await open({
      ...DATA,
      'camera0/camera_info.yaml': INFO,
      'config/sensor_kit_calibration.yaml': KIT,
      'config/sensors_calibration.yaml': SENSORS,
    });
    expect(dataset.labelFrame).toBe('velodyne_top');
    const [front] = dataset.sequences[0]!.cameras;
    expect(front).toMatchObject({ id: 'camera0', width: 1920, height: 1080 });
    // The lidar's −y is the vehicle's forward. Ten metres before the camera, on its axis:
    expect(pixelOf(front!, [0.5, -11, -0.5])).toEqual([960, 540]);
    // A metre to the left of that, which is left in the image too.
    expect(pixelOf(front!, [1.5, -11, -0.5])![0]).toBeLessThan(960);
    expect(pixelOf(front!, [0.5, -11, 0.5])![1]).toBeLessThan(540);
    expect(dataset.calibrationForms).toEqual(['camera-info', 'sensor-kit']);
    expect(dataset.problems).toEqual([
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedLidarMount' } },
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedOpticalAxes' } },
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedByName' } },
    ]);
  });

  test('from static transforms to an optical frame', async () => {
    const transforms = [
      '- {parent: base_link, child: velodyne_top, translation: [0, 0, 2], rotation: [0, 0, 0, 1]}',
      '- header: {frame_id: base_link}',
      '  child_frame_id: camera0/camera_optical_link',
      '  transform:',
      '    translation: {x: 1, y: 0, z: 2}',
      '    rotation: {x: -0.5, y: 0.5, z: -0.5, w: 0.5}',
    ].join('\n');
    const { problems, sequences } = await open({
      ...DATA,
      'camera_info/camera0.yaml': INFO,
      'tf_static.yaml': transforms,
    });
    expect(pixelOf(sequences[0]!.cameras[0]!, [11, 0, 0])).toEqual([960, 540]);
    expect(problems.map(({ params }) => params?.['reason'])).toEqual(['assumedByName']);
  });

  const tree = { 'sensor_kit_calibration.yaml': KIT };

  test.each([
    'camera0/image_raw/camera_info.yaml',
    'camera0/camera_info.yml',
    'camera_info/camera0.yaml',
    'camera0.yaml',
    'camera0_info.yaml',
    'camera0_camera_info.yaml',
  ])('camera_info in %s', async (path) => {
    expect((await camera({ ...tree, [path]: INFO })).calibration).toMatchObject({
      intrinsics: { model: 'brown-conrady', fx: 1000, coefficients: [-0.1, 0.01, 0, 0, 0] },
      path,
    });
  });

  test.each(['camera0/image_rect/1.jpg', 'camera0/image_rect_color/1.jpg', 'camera0_rect/1.jpg'])(
    'rectified images in %s go through P alone',
    async (image) => {
      const files = { 'velodyne_top/1.pcd': 'x', [image]: 'x', ...tree, 'camera_info/camera0.yaml': INFO };
      const [front] = (await open(files)).sequences[0]!.cameras;
      expect(front!.calibration!.intrinsics).toEqual({
        model: 'pinhole',
        fx: 900,
        fy: 900,
        cx: 950,
        cy: 530,
      });
    },
  );

  test.each([
    [
      'a pose in another program’s file',
      { 'camera0/camera_info.yaml': INFO, 'calib/camera0.yml': `T_cam_lidar: [${ROWS}]` },
    ],
    [
      'extrinsics.yaml as OpenCV writes it',
      { 'camera0/camera_info.yaml': INFO, 'extrinsics.yaml': `T_cam_lidar: [${ROWS}]` },
    ],
    [
      'lens and pose of Kalibr',
      {
        'tf_static.yaml':
          '[{parent: base_link, child: gnss, translation: [0, 0, 0], rotation: [0, 0, 0, 1]}]',
        'camchain.yaml': `cam0: {camera_model: pinhole, intrinsics: [1000, 1000, 960, 540], T_cam_lidar: [${ROWS}]}`,
      },
    ],
  ])('what ROS leaves open is taken from %s', async (_name, files) => {
    const { sequences, problems } = await open({ ...DATA, ...files });
    expect(sequences[0]!.cameras[0]!.calibration).toMatchObject({
      intrinsics: { fx: 1000 },
      cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0.1, 0.2, 0.3] },
    });
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('four coefficients without a model are asked about', async () => {
    const info = INFO.replace('distortion_model: plumb_bob\n', '').replace('0.01, 0, 0, 0]', '0.01, 0, 0]');
    const files = { ...DATA, ...tree, 'camera0/camera_info.yaml': info };
    const { questions, sequences } = await open(files);
    expect(questions).toMatchObject([{ id: 'lensModel', chosen: 'undecided' }]);
    expect(sequences[0]!.cameras[0]!.calibrationProblem).toMatchObject({
      params: { reason: 'ambiguousLens' },
    });
    const answered = await openDataset(memoryFolder('bag', files), { lensModel: 'brown-conrady' });
    expect(answered.questions).toMatchObject([{ id: 'lensModel', isAnswered: true }]);
    expect(answered.sequences[0]!.cameras[0]!.calibration).toMatchObject({
      intrinsics: { model: 'brown-conrady', coefficients: [-0.1, 0.01, 0, 0] },
    });
  });

  test('several lidars are placed by the tree, the others at one place', async () => {
    const { sequences, problems } = await open({
      'lidar_top/1.pcd': 'x',
      'lidar_top/2.pcd': 'x',
      'lidar_left/1.pcd': 'x',
      'lidar_rear/1.pcd': 'x',
      'sensors_calibration.yaml': [
        'base_link:',
        '  velodyne_top_base_link: {x: 0, y: 0, z: 2, roll: 0, pitch: 0, yaw: 0}',
        '  velodyne_left_base_link: {x: 0, y: 1, z: 1, roll: 0, pitch: 0, yaw: 1.5707963267948966}',
      ].join('\n'),
    });
    const [{ lidars } = { lidars: [] }] = sequences;
    expect(lidars.map(({ id }) => id)).toEqual(['lidar_top', 'lidar_left', 'lidar_rear']);
    const ahead = transformPoint(lidars[1]!.labelFromLidar, [1, 0, 0]);
    expect(ahead.map((value) => Number(value.toFixed(9)))).toEqual([0, 2, -1]);
    expect(sequences[0]!.frames[0]!.clouds).toHaveLength(3);
    expect(problems).toContainEqual({
      code: 'layout.assumed',
      severity: 'info',
      params: { reason: 'assumedSamePlace' },
    });
  });

  test.each<[string, Readonly<Record<string, string>>, object]>([
    ['no camera_info', tree, { code: 'calibration.missing', path: 'camera_info/camera0.yaml' }],
    [
      'no tree',
      { 'camera0/camera_info.yaml': INFO },
      { code: 'calibration.missing', params: { camera: 'camera0', reason: 'noPose' } },
    ],
    [
      'a tree without this camera',
      {
        'camera0/camera_info.yaml': INFO,
        'tf_static.yaml':
          '[{parent: base_link, child: velodyne_top, translation: [0, 0, 0], rotation: [0, 0, 0, 1]}]',
      },
      {
        code: 'calibration.missing',
        params: { reason: 'frameUnknown', sensor: 'camera0', frames: 'base_link, velodyne_top' },
      },
    ],
    [
      'a tree without the lidar',
      {
        'camera0/camera_info.yaml': INFO,
        'sensor_kit_calibration.yaml': KIT.split('\n').slice(0, 2).join('\n'),
      },
      { code: 'calibration.missing', params: { reason: 'frameUnknown', sensor: 'velodyne_top' } },
    ],
    [
      'camera_info cut short',
      { ...tree, 'camera0/camera_info.yaml': INFO.slice(0, 90) },
      { code: 'calibration.malformed', path: 'camera0/camera_info.yaml', params: { reason: 'notYaml' } },
    ],
    [
      'an empty camera_info',
      { ...tree, 'camera0/camera_info.yaml': '' },
      { code: 'calibration.malformed', params: { reason: 'missing', where: 'camera_matrix' } },
    ],
  ])('%s', async (_name, files, expected) => {
    const { calibration, calibrationProblem } = await camera(files);
    expect(calibration).toBeUndefined();
    expect(calibrationProblem).toMatchObject(expected);
  });

  test('a tree that cannot be read is named', async () => {
    const { problems } = await open({ ...DATA, 'camera0/camera_info.yaml': INFO, 'tf_static.yaml': '- {' });
    expect(problems).toContainEqual({
      code: 'schema.mismatch',
      severity: 'error',
      path: 'tf_static.yaml',
      params: { reason: 'notYaml', where: '1:4' },
    });
  });

  test('each bag has its own tree; one beside them holds for all', async () => {
    const { sequences } = await open({
      'a/velodyne_top/1.pcd': 'x',
      'a/camera0/1.jpg': 'x',
      'a/camera0/camera_info.yaml': INFO,
      'a/sensor_kit_calibration.yaml': KIT,
      'b/velodyne_top/1.pcd': 'x',
      'b/camera0/1.jpg': 'x',
      'b/camera0/camera_info.yaml': INFO,
      'config/sensor_kit_calibration.yaml': KIT.replace('x: 1.0', 'x: 5.0'),
    });
    expect(sequences.map(({ id }) => id)).toEqual(['a', 'b']);
    const depths = sequences.map(({ cameras }) => cameras[0]!.calibration!.cameraFromLabel.translation[2]);
    expect(depths).toEqual([-1, -5]);
  });
});

describeWithReference('a bag with the calibration of AWSIM', (root) => {
  const kit = `${root}/data/calib_wild/autowarefoundation__autoware_launch/sensor_kit/awsim_sensor_kit_launch/awsim_sensor_kit_description/config`;
  const names = ['sensor_kit_calibration.yaml', 'sensors_calibration.yaml'];

  test('every camera looks where its kit says', async () => {
    const files = Object.fromEntries([
      ['lidar/top/1.pcd', 'x'],
      ...names.map((name) => [`config/${name}`, readFileSync(`${kit}/${name}`, 'utf8')]),
      ...[0, 1, 2, 3, 4, 5].flatMap((i) => [
        [`camera/camera${i}/1.jpg`, 'x'],
        [`camera/camera${i}/camera_info.yaml`, INFO],
      ]),
    ]);
    const { sequences } = await open(files);
    // Yaw of each camera in the kit's frame and of the lidar, from the file: the axis of the image in the label frame.
    const yaws = [1.035, -2.12, -1.04, 2.0943951, -0.005, 3.125];
    for (const [i, { calibration }] of sequences[0]!.cameras.entries()) {
      const { rotation } = calibration!.cameraFromLabel;
      const heading = Math.atan2(rotation[7], rotation[6]);
      const expected = yaws[i]! - 1.575;
      expect(Math.cos(heading - expected)).toBeGreaterThan(0.9999);
    }
    expect(sequences[0]!.cameras).toHaveLength(6);
  });
});
