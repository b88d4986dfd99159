import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import { datasetSchema, type Camera, type Dataset } from '../dataset.ts';
import { openDataset } from '../openDataset.ts';
import type { LayoutChoices } from '../questions.ts';

const POSE = '[[0, -1, 0, 0.1], [0, 0, -1, 0.2], [1, 0, 0, 0.3], [0, 0, 0, 1]]';
const EXPECTED = { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0.1, 0.2, 0.3] };
const SHIFT = '[[1, 0, 0, -0.5], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]';

const CAM0 = `cam0:
  camera_model: pinhole
  intrinsics: [460, 461, 360, 240]
  distortion_model: radtan
  distortion_coeffs: [-0.3, 0.1, 0.001, 0.002]
  resolution: [752, 480]
  rostopic: /left/image_raw
  T_cam_lidar: ${POSE}
`;
const CAM1 = `cam1:
  camera_model: ds
  intrinsics: [-0.2, 0.6, 190, 191, 250, 251]
  distortion_model: none
  distortion_coeffs: []
  resolution: [512, 512]
  rostopic: /right/image_raw
  T_cn_cnm1: ${SHIFT}
`;

async function open(files: Readonly<Record<string, string>>, choices: LayoutChoices = {}): Promise<Dataset> {
  const dataset = await openDataset(memoryFolder('data', { 'pcd/1.pcd': 'x', ...files }), choices);
  expect(datasetSchema.parse(dataset)).toEqual(dataset);
  return dataset;
}

/** The only camera, in `images/front`. */
async function front(files: Readonly<Record<string, string>>, choices?: LayoutChoices): Promise<Camera> {
  return (await open({ 'images/front/1.jpg': 'x', ...files }, choices)).sequences[0]!.cameras[0]!;
}

describe('Kalibr', () => {
  test.each([
    ['cam0 and cam1', 'cam0', 'cam1'],
    ['called after their topics', 'left', 'right'],
  ])('a chain of cameras %s', async (_name, first, second) => {
    const { sequences, calibrationForms, problems } = await open({
      [`${first}/1.jpg`]: 'x',
      [`${second}/1.jpg`]: 'x',
      'camchain-drive.yaml': CAM0 + CAM1,
    });
    const [left, right] = sequences[0]!.cameras;
    expect(left).toMatchObject({ id: first, width: 752, height: 480 });
    expect(left!.calibration).toMatchObject({
      intrinsics: { model: 'brown-conrady', fx: 460 },
      cameraFromLabel: EXPECTED,
      path: 'camchain-drive.yaml',
    });
    // T_cn_cnm1 · T_cam_lidar
    expect(right!.calibration).toMatchObject({
      intrinsics: { model: 'double-sphere', xi: -0.2, alpha: 0.6 },
      cameraFromLabel: { rotation: EXPECTED.rotation, translation: [-0.4, 0.2, 0.3] },
    });
    expect(calibrationForms).toEqual(['kalibr']);
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('the only camera takes the only lens', async () => {
    expect((await front({ 'calib/camchain.yaml': CAM0 })).calibration).toMatchObject({
      cameraFromLabel: EXPECTED,
    });
  });

  test('a camera that none of several is called like is told their names', async () => {
    const { calibrationProblem } = await front({ 'calib/camchain.yaml': CAM0 + CAM1 });
    expect(calibrationProblem).toMatchObject({
      code: 'calibration.missing',
      params: { reason: 'cameraUnknown', sensor: 'front', frames: 'cam0, cam1' },
    });
  });

  test('a camera that only the IMU is known of has no pose', async () => {
    const { calibrationProblem, width } = await front({
      'calib/camchain.yaml': CAM0.replace('T_cam_lidar', 'T_cam_imu'),
    });
    expect(calibrationProblem).toMatchObject({ code: 'calibration.missing', params: { reason: 'noPose' } });
    expect(width).toBe(752);
  });

  test('by way of the IMU, from two files', async () => {
    const lidar = `T_imu_lidar: ${SHIFT}\n`;
    const chain = CAM0.replace('T_cam_lidar', 'T_cam_imu');
    const { calibration } = await front({ 'calib/camchain.yaml': `${chain}  ${lidar}` });
    const inCamera = transformPoint(calibration!.cameraFromLabel, [1, 2, 3]);
    // T_cam_imu · T_imu_lidar · p: the IMU sees (0.5, 2, 3).
    expect(inCamera).toEqual([-2 + 0.1, -3 + 0.2, 0.5 + 0.3]);
  });
});

test('a pose of something else is not taken for that of a camera whose name tells nothing', async () => {
  const param = { sensor_calib: { data: JSON.parse(POSE) as unknown } };
  const pose = { a: { sensor_name: 'lidar', target_sensor_name: 'chassis', param_type: 'extrinsic', param } };
  const { sequences } = await open({
    'camera/1.jpg': 'x',
    'calib/ost.yaml': 'camera_matrix: {data: [1200, 0, 960, 0, 1210, 540, 0, 0, 1]}',
    'calib/a.json': JSON.stringify(pose),
  });
  expect(sequences[0]!.cameras[0]!.calibrationProblem).toMatchObject({
    path: 'calib/ost.yaml',
    params: { reason: 'noPose' },
  });
});

test("basalt's cameras and the pose of a lidar in OpenCalib's form", async () => {
  const value0 = {
    T_imu_cam: [{ px: 0, py: 0, pz: 0, qx: 0, qy: 0, qz: 0, qw: 1 }],
    intrinsics: [
      { camera_type: 'ds', intrinsics: { fx: 190, fy: 191, cx: 250, cy: 251, xi: -0.2, alpha: 0.6 } },
    ],
    resolution: [[512, 512]],
  };
  const param = { sensor_calib: { data: JSON.parse(POSE) as unknown } };
  const pose = { a: { sensor_name: 'lidar', target_sensor_name: 'imu', param_type: 'extrinsic', param } };
  const { sequences, calibrationForms } = await open({
    'cam0/1.jpg': 'x',
    'calib/calibration.json': JSON.stringify({ value0 }),
    'calib/imu.json': JSON.stringify(pose),
  });
  expect(sequences[0]!.cameras[0]!.calibration).toMatchObject({
    intrinsics: { model: 'double-sphere' },
    cameraFromLabel: EXPECTED,
  });
  expect(calibrationForms).toEqual(['basalt', 'opencalib']);
});

/** K, and D of these coefficients. */
function lens(coefficients: string): string {
  const data = '[1200., 0., 960., 0., 1210., 540., 0., 0., 1.]';
  return `%YAML:1.0\n---\nK: !!opencv-matrix\n  rows: 3\n  cols: 3\n  dt: d\n  data: ${data}\nD: [${coefficients}]\n`;
}

describe("OpenCV's FileStorage", () => {
  const five = lens('-0.1, 0.2, 0.001, 0.002, 0.003');

  test('lens and pose in a file for each camera, called like its folder', async () => {
    const { sequences } = await open({
      'images/front/1.jpg': 'x',
      'images/rear/1.jpg': 'x',
      'calib/front/calib.yml': `${five}T_cam_lidar: ${POSE}\n`,
      'calib/rear/calib.yml': `${five}T_lidar_cam: ${POSE}\n`,
    });
    const [one, other] = sequences[0]!.cameras;
    expect(one!.calibration).toMatchObject({ cameraFromLabel: EXPECTED, path: 'calib/front/calib.yml' });
    expect(other!.calibration).toMatchObject({
      cameraFromLabel: { translation: [-0.3, 0.1, 0.2] },
      path: 'calib/rear/calib.yml',
    });
  });

  test('which way R and T lead is asked, and the answer honoured', async () => {
    const parts = 'R: [0, -1, 0, 0, 0, -1, 1, 0, 0]\nT: [0.1, 0.2, 0.3]\n';
    const files = { 'images/front/1.jpg': 'x', 'calib/intrinsics.yml': five, 'calib/extrinsics.yml': parts };
    const { questions, problems, sequences } = await open(files);
    expect(questions).toMatchObject([{ id: 'poseDirection', chosen: 'cameraFromLidar', isAnswered: false }]);
    expect(problems.map(({ params }) => params?.['reason'])).toContain('assumedCameraFromLidar');
    expect(sequences[0]!.cameras[0]!.calibration).toMatchObject({ cameraFromLabel: EXPECTED });
    const answered = await front(files, { poseDirection: 'lidarFromCamera' });
    expect(answered.calibration).toMatchObject({ cameraFromLabel: { translation: [-0.3, 0.1, 0.2] } });
  });

  test('four coefficients are refused with a question, whose answer makes them a lens', async () => {
    const files = {
      'images/front/1.jpg': 'x',
      'calib/front.yml': `${lens('0.1, 0.2, 0.3, 0.4')}T_cam_lidar: ${POSE}\n`,
    };
    const { questions, sequences } = await open(files);
    const options = ['undecided', 'brown-conrady', 'kannala-brandt'];
    expect(questions).toEqual([{ id: 'lensModel', options, chosen: 'undecided', isAnswered: false }]);
    expect(sequences[0]!.cameras[0]).toMatchObject({
      calibrationProblem: { code: 'calibration.unsupported', params: { reason: 'ambiguousLens', found: 4 } },
    });
    const answered = await open(files, { lensModel: 'kannala-brandt' });
    expect(answered.questions).toMatchObject([
      { id: 'lensModel', chosen: 'kannala-brandt', isAnswered: true },
    ]);
    expect(answered.sequences[0]!.cameras[0]!.calibration).toMatchObject({
      intrinsics: { model: 'kannala-brandt', coefficients: [0.1, 0.2, 0.3, 0.4] },
    });
  });

  test('camera_info in JSON', async () => {
    const info = {
      K: [1200, 0, 960, 0, 1210, 540, 0, 0, 1],
      D: [0.1, 0.2, 0.3, 0.4],
      distortion_model: 'equidistant',
      width: 1920,
    };
    const pose = { T_cam_lidar: JSON.parse(POSE) as unknown };
    const camera = await front({
      'calib/front.json': JSON.stringify(info),
      'calib/extrinsics.json': JSON.stringify(pose),
    });
    expect(camera).toMatchObject({
      width: 1920,
      calibration: { intrinsics: { model: 'kannala-brandt' }, cameraFromLabel: EXPECTED },
    });
  });
});

test('a calibration beside every image is not that of a sensor', async () => {
  const frames = Array.from({ length: 65 }, (_none, i) => `${100 + i}`);
  const files = frames.flatMap((frame) => [
    [`pcd/${frame}.pcd`, 'x'],
    [`front/${frame}.jpg`, 'x'],
    [`front/${frame}_calib.yaml`, 'K: ['],
  ]);
  const { sequences, problems } = await openDataset(
    memoryFolder('data', Object.fromEntries(files) as Record<string, string>),
  );
  expect(sequences[0]!.cameras[0]!.calibrationProblem).toMatchObject({ code: 'calibration.missing' });
  expect(problems.filter(({ code }) => code === 'calibration.malformed')).toEqual([]);
});

describe('files that cannot be read', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
    .split('')
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`)
    .join('\n')}\n`;

  test.each<[string, string, object]>([
    ['an empty YAML', '', { reason: 'expectObject' }],
    ['aliases without end', bomb, { reason: 'notYaml' }],
    ['brackets without end', '['.repeat(100_000), { reason: 'notYaml' }],
    ['binary junk', '\u0000\u0001\uFFFD%PNG: ]', { reason: 'notYaml' }],
    ['a text', 'ask Li', { reason: 'expectObject' }],
  ])('%s', async (_name, text, params) => {
    const { calibrationProblem } = await front({ 'calib/calib.yaml': text });
    expect(calibrationProblem).toMatchObject({
      code: 'calibration.malformed',
      severity: 'error',
      path: 'calib/calib.yaml',
      params,
    });
  });

  test('one without anything that is known here is said to be so', async () => {
    const { problems } = await open({ 'images/front/1.jpg': 'x', 'calib/calib.yaml': 'camera_matrx: []' });
    expect(problems).toContainEqual({
      code: 'file.skipped',
      severity: 'info',
      path: 'calib/calib.yaml',
      params: { reason: 'noKnownCalibration' },
    });
  });

  test('one that is nobody’s is named all the same', async () => {
    const { problems, sequences } = await open({
      'cam0/1.jpg': 'x',
      'cam1/1.jpg': 'x',
      'calib/calib.yaml': '{',
      'calib/camchain.yaml': CAM0 + CAM1,
    });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'calibration.malformed', severity: 'error', path: 'calib/calib.yaml' }),
    );
    expect(sequences[0]!.cameras.map(({ calibration }) => calibration?.path)).toEqual([
      'calib/camchain.yaml',
      'calib/camchain.yaml',
    ]);
  });
});
