import { describe, expect, test } from 'vitest';
import { readKalibrCamchain } from './kalibrCamchain.ts';

const ROWS = [
  [0, -1, 0, 0.1],
  [0, 0, -1, 0.2],
  [1, 0, 0, 0.3],
  [0, 0, 0, 1],
];
const POSE = { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0.1, 0.2, 0.3] };
const PLANE = { fx: 460, fy: 461, cx: 360, cy: 240 };
const PINHOLE = { camera_model: 'pinhole', intrinsics: [460, 461, 360, 240], resolution: [752, 480] };

function lensOf(camera: object, model?: string): unknown {
  return readKalibrCamchain({ cam0: camera })!.lenses[0]!.of({ isRectified: false, ...(model && { model }) });
}

describe('lenses', () => {
  test.each<[string, object, object]>([
    [
      'pinhole',
      { ...PINHOLE, distortion_model: 'none', distortion_coeffs: [] },
      { model: 'pinhole', ...PLANE },
    ],
    [
      'pinhole-radtan',
      { ...PINHOLE, distortion_model: 'radtan', distortion_coeffs: [-0.3, 0.1, 0.001, 0.002] },
      { model: 'brown-conrady', ...PLANE, coefficients: [-0.3, 0.1, 0.001, 0.002] },
    ],
    [
      'pinhole-equi',
      { ...PINHOLE, distortion_model: 'equidistant', distortion_coeffs: [0.1, 0.2, 0.3, 0.4] },
      { model: 'kannala-brandt', ...PLANE, coefficients: [0.1, 0.2, 0.3, 0.4] },
    ],
    [
      'omni-radtan: xi comes first',
      {
        camera_model: 'omni',
        intrinsics: [0.8, 460, 461, 360, 240],
        distortion_model: 'radtan',
        distortion_coeffs: [-0.3, 0.1, 0.001, 0.002],
      },
      { model: 'mei', ...PLANE, xi: 0.8, coefficients: [-0.3, 0.1, 0.001, 0.002] },
    ],
    [
      'omni-none',
      {
        camera_model: 'omni',
        intrinsics: [0.8, 460, 461, 360, 240],
        distortion_model: 'none',
        distortion_coeffs: [],
      },
      { model: 'mei', ...PLANE, xi: 0.8, coefficients: [0, 0, 0, 0] },
    ],
    [
      'ds-none: xi, then alpha',
      {
        camera_model: 'ds',
        intrinsics: [-0.2, 0.6, 460, 461, 360, 240],
        distortion_model: 'none',
        distortion_coeffs: [],
      },
      { model: 'double-sphere', ...PLANE, xi: -0.2, alpha: 0.6 },
    ],
    [
      'eucm-none: alpha, then beta',
      { camera_model: 'eucm', intrinsics: [0.6, 1.1, 460, 461, 360, 240] },
      { model: 'eucm', ...PLANE, alpha: 0.6, beta: 1.1 },
    ],
  ])('%s', (_name, camera, intrinsics) => {
    expect(lensOf(camera)).toEqual({ intrinsics });
  });

  test('size, and the topic as another name', () => {
    const [lens] = readKalibrCamchain({ cam0: { ...PINHOLE, rostopic: '/front/image_raw' } })!.lenses;
    expect(lens).toMatchObject({ camera: 'cam0', width: 752, height: 480, aliases: ['/front/image_raw'] });
  });

  test('four coefficients without a model wait for an answer', () => {
    const camera = { ...PINHOLE, distortion_coeffs: [0.1, 0.2, 0.3, 0.4] };
    expect(readKalibrCamchain({ cam0: camera })!.lenses[0]!.isOpen).toBe(true);
    expect(lensOf(camera)).toMatchObject({ fault: { reason: 'ambiguousLens', where: 'cam0.intrinsics' } });
    expect(lensOf(camera, 'kannala-brandt')).toMatchObject({ intrinsics: { model: 'kannala-brandt' } });
  });

  test.each<[object, object]>([
    [
      { ...PINHOLE, distortion_model: 'fov', distortion_coeffs: [0.9] },
      { reason: 'lensModel', model: 'fov' },
    ],
    [
      { camera_model: 'ds', intrinsics: [2, 0.6, 1, 1, 0, 0] },
      { reason: 'outOfRange', where: 'cam0.intrinsics.xi' },
    ],
    [
      { camera_model: 'ds', intrinsics: [0.2, 0.6, 1, 1] },
      { reason: 'wrongCount', expected: 6 },
    ],
    [
      {
        camera_model: 'eucm',
        intrinsics: [0.6, 1, 1, 1, 0, 0],
        distortion_model: 'radtan',
        distortion_coeffs: [1, 2, 3, 4],
      },
      { reason: 'lensModel', model: 'eucm-radtan' },
    ],
    [{ camera_model: 'laser' }, { reason: 'lensModel', model: 'laser' }],
    [{ ...PINHOLE, intrinsics: [Number.NaN, 1, 0, 0] }, { reason: 'notFinite' }],
    [
      { ...PINHOLE, intrinsics: 'x' },
      { reason: 'expectList', where: 'cam0.intrinsics' },
    ],
    [
      { ...PINHOLE, distortion_coeffs: {} },
      { reason: 'missing', where: 'cam0.distortion_coeffs.data' },
    ],
  ])('%j is refused', (camera, fault) => {
    expect(lensOf(camera)).toMatchObject({ fault });
  });
});

describe('poses', () => {
  test.each([
    ['cam1', 'T_cn_cnm1', { from: 'cam0', to: 'cam1' }],
    ['cam0', 'T_cam_imu', { from: 'imu', to: 'cam0' }],
    ['cam0', 'T_imu_cam', { from: 'cam0', to: 'imu' }],
    ['cam0', 'T_cam_lidar', { from: 'lidar', to: 'cam0' }],
    ['cam0', 'T_velo_cam', { from: 'cam0', to: 'lidar' }],
  ])('%s: %s', (name, key, ends) => {
    const { poses } = readKalibrCamchain({ [name]: { ...PINHOLE, [key]: ROWS, timeshift_cam_imu: 0 } })!;
    expect(poses).toEqual([{ ...ends, pose: POSE }]);
  });

  test.each<[unknown, object]>([
    [ROWS.slice(0, 2), { reason: 'wrongCount', where: 'cam0.T_cam_imu' }],
    [ROWS.map((row) => row.map(() => 2)), { reason: 'notRowMajor' }],
    [[[Number.NaN, 0, 0, 0], ...ROWS.slice(1)], { reason: 'notFinite' }],
    ['x', { reason: 'expectList' }],
  ])('%j is refused', (matrix, fault) => {
    const { poses } = readKalibrCamchain({ cam0: { ...PINHOLE, T_cam_imu: matrix } })!;
    expect(poses).toMatchObject([{ pose: { fault } }]);
  });
});

test.each([
  [null],
  [[]],
  ['cam0'],
  [{}],
  [{ cam0: null }],
  [{ cam0: { intrinsics: [] } }],
  [{ camera: PINHOLE }],
])('%j is no camchain', (value) => {
  expect(readKalibrCamchain(value)).toBeUndefined();
});
