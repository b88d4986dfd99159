import { describe, expect, test } from 'vitest';
import { readOpencvStorage } from './opencvStorage.ts';
import { parseYaml } from './rosYaml.ts';

const K = { rows: 3, cols: 3, dt: 'd', data: [1200, 0, 960, 0, 1210, 540, 0, 0, 1] };
const PLANE = { fx: 1200, fy: 1210, cx: 960, cy: 540 };
const ROTATION = [0, -1, 0, 0, 0, -1, 1, 0, 0];
const POSE = { rotation: ROTATION, translation: [0.1, 0.2, 0.3] };
const MATRIX = [0, -1, 0, 0.1, 0, 0, -1, 0.2, 1, 0, 0, 0.3, 0, 0, 0, 1];

function lensOf(value: object, model?: string): unknown {
  return readOpencvStorage(value, 'front')!.lenses[0]!.of({ isRectified: false, ...(model && { model }) });
}

/** As `cv::FileStorage` writes it. */
const CALIBRATION_SAMPLE = `%YAML:1.0
---
image_width: 1920
image_height: 1080
flags: 0
fisheye_model: 1
camera_matrix: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1.2000000000000000e+03, 0., 9.6000000000000000e+02, 0.,
       1.2100000000000000e+03, 5.4000000000000000e+02, 0., 0., 1. ]
distortion_coefficients: !!opencv-matrix
   rows: 4
   cols: 1
   dt: d
   data: [ 1.0000000000000001e-01, 2.0000000000000001e-01,
       2.9999999999999999e-01, 4.0000000000000002e-01 ]
avg_reprojection_error: 3.1e-01
`;

const AUTOWARE = `%YAML:1.0
---
CameraExtrinsicMat: !!opencv-matrix
   rows: 4
   cols: 4
   dt: d
   data: [ ${MATRIX.join(', ')} ]
CameraMat: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1200., 0., 960., 0., 1210., 540., 0., 0., 1. ]
DistCoeff: !!opencv-matrix
   rows: 1
   cols: 5
   dt: d
   data: [ -0.1, 0.2, 0.001, 0.002, 0.003 ]
ImageSize: [ 1920, 1080 ]
Reprojection Error: 0.0
DistModel: plumb_bob
`;

describe('what programs write', () => {
  test("OpenCV's calibration sample: a fisheye", () => {
    const { lenses, poses } = readOpencvStorage(parseYaml(CALIBRATION_SAMPLE, 'a'), 'front')!;
    expect(lenses).toMatchObject([{ camera: 'front', width: 1920, height: 1080, isOpen: false }]);
    expect(lenses[0]!.of({ isRectified: false })).toEqual({
      intrinsics: { model: 'kannala-brandt', ...PLANE, coefficients: [0.1, 0.2, 0.3, 0.4] },
    });
    expect(poses).toEqual([]);
  });

  test("Autoware's old tool: the pose leads from the camera to the lidar", () => {
    const { lenses, poses } = readOpencvStorage(parseYaml(AUTOWARE, 'a'), 'front')!;
    expect(lenses).toMatchObject([{ width: 1920, height: 1080 }]);
    expect(lenses[0]!.of({ isRectified: false })).toEqual({
      intrinsics: { model: 'brown-conrady', ...PLANE, coefficients: [-0.1, 0.2, 0.001, 0.002, 0.003] },
    });
    expect(poses).toEqual([{ from: 'front', to: 'lidar', pose: POSE }]);
  });

  test.each<[string, object, object]>([
    ['names in one word', { cameraMatrix: K, distCoeffs: [-0.1, 0.2, 0, 0, 0] }, { model: 'brown-conrady' }],
    ['K and D', { K: K.data, D: [-0.1, 0.2, 0, 0, 0] }, { model: 'brown-conrady' }],
    ['no distortion', { K }, { model: 'pinhole', ...PLANE }],
    ['fx fy cx cy', { intrinsics: [1200, 1210, 960, 540] }, { model: 'pinhole', ...PLANE }],
    [
      'omnidir',
      { camera_matrix: K, xi: { rows: 1, cols: 1, dt: 'd', data: [1.5] }, D: [-0.1, 0.2, 0.01, 0.02] },
      { model: 'mei', ...PLANE, xi: 1.5, coefficients: [-0.1, 0.2, 0.01, 0.02] },
    ],
    ['xi as a number', { K, xi: 0.9 }, { model: 'mei', ...PLANE, xi: 0.9, coefficients: [0, 0, 0, 0] }],
    [
      'no fisheye',
      { K, D: [0.1, 0.2, 0.3, 0.4], fisheye_model: 0 },
      { model: 'brown-conrady', coefficients: [0.1, 0.2, 0.3, 0.4] },
    ],
  ])('%s', (_name, value, intrinsics) => {
    expect(lensOf(value)).toMatchObject({ intrinsics });
  });

  test('four coefficients without a model wait for an answer', () => {
    const value = { K, D: [0.1, 0.2, 0.3, 0.4] };
    expect(readOpencvStorage(value, 'front')!.lenses[0]!.isOpen).toBe(true);
    expect(lensOf(value)).toMatchObject({
      fault: { code: 'calibration.unsupported', reason: 'ambiguousLens', found: 4 },
    });
    expect(lensOf(value, 'brown-conrady')).toMatchObject({ intrinsics: { model: 'brown-conrady' } });
    expect(lensOf(value, 'kannala-brandt')).toMatchObject({ intrinsics: { model: 'kannala-brandt' } });
  });

  test.each<[object, object]>([
    [{ K: K.data.slice(1) }, { reason: 'wrongCount', where: 'K', expected: 9 }],
    [{ K: { ...K, data: 'x' } }, { reason: 'expectList', where: 'K.data' }],
    [{ K: K.data.map(String) }, { reason: 'expectNumber', where: 'K[0]' }],
    [{ K: K.data.map(() => Number.NaN) }, { reason: 'notFinite' }],
    [
      { K, D: [1, 2, 3] },
      { reason: 'ambiguousDistortion', found: 3 },
    ],
    [
      { K, D: null },
      { reason: 'expectList', where: 'D' },
    ],
    [
      { K, xi: 'x' },
      { reason: 'expectList', where: 'xi' },
    ],
    [{ K, xi: -1 }, { reason: 'outOfRange' }],
    [
      { K, D: [1, 2, 3, 4], distortion_model: 'spline' },
      { reason: 'lensModel', model: 'spline' },
    ],
  ])('%j is refused', (value, fault) => {
    expect(lensOf(value)).toMatchObject({ fault });
  });
});

describe('poses', () => {
  const lead = { from: 'lidar', to: 'front' };

  test.each<[string, object, object]>([
    ['T_cam_lidar', { T_cam_lidar: MATRIX }, { ...lead, pose: POSE }],
    ['T_lidar_cam', { T_lidar_cam: MATRIX }, { from: 'front', to: 'lidar', pose: POSE }],
    [
      'R and T do not say which way',
      { R: ROTATION, T: [0.1, 0.2, 0.3] },
      { ...lead, pose: POSE, isOpen: true },
    ],
    ['nor does a matrix T', { T: MATRIX.slice(0, 12) }, { ...lead, pose: POSE, isOpen: true }],
    ['nor does an extrinsic', { extrinsic: MATRIX }, { ...lead, pose: POSE, isOpen: true }],
    [
      'a matrix T beside a rectification R',
      { T: MATRIX, R: ROTATION },
      { ...lead, pose: POSE, isOpen: true },
    ],
    [
      'a rotation that mirrors',
      { T: MATRIX.with(8, -1) },
      { ...lead, pose: { fault: { reason: 'mirrored', where: 'T' } } },
    ],
    [
      'R of eight',
      { R: ROTATION.slice(1), t: [1, 2, 3] },
      { ...lead, pose: { fault: { reason: 'wrongCount', where: 'R' } } },
    ],
  ])('%s', (_name, value, pose) => {
    expect(readOpencvStorage(value, 'front')!.poses).toMatchObject([pose]);
  });

  test('a rotation vector is the axis times the angle, from the lidar to the camera', () => {
    const [found] = readOpencvStorage({ rvec: [0, 0, Math.PI / 2], tvec: [[1], [2], [3]] }, 'front')!.poses;
    expect(found).toMatchObject({ ...lead, pose: { translation: [1, 2, 3] } });
    expect(found!.isOpen).toBeUndefined();
    const { pose } = found!;
    const rotation = 'fault' in pose ? [] : pose.rotation;
    for (const [i, value] of [0, -1, 0, 1, 0, 0, 0, 0, 1].entries())
      expect(rotation[i]).toBeCloseTo(value, 12);
  });

  test('what leads from one camera of a pair to the other is no pose of the lidar', () => {
    const stereo = { R: ROTATION, T: [0.1, 0, 0], R1: ROTATION, P1: MATRIX.slice(0, 12) };
    expect(readOpencvStorage(stereo, 'front')).toBeUndefined();
  });
});

test.each([[null], [[]], ['K'], [{}], [{ a: 1 }]])('%j is none', (value) => {
  expect(readOpencvStorage(value, 'front')).toBeUndefined();
});
