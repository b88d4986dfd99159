import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { readBasalt } from './basaltCalibration.ts';

const PLANE = { fx: 190, fy: 191, cx: 250, cy: 251 };
/** A quarter turn about z: imuFromCamera. */
const POSE = { px: 1, py: 2, pz: 3, qx: 0, qy: 0, qz: Math.SQRT1_2, qw: Math.SQRT1_2 };

function read(type: unknown, parameters: unknown, pose: unknown = POSE) {
  const contents = readBasalt({
    value0: {
      T_imu_cam: [pose],
      intrinsics: [{ camera_type: type, intrinsics: parameters }],
      resolution: [[512, 510]],
    },
  });
  const { camera, width, height, of } = contents!.lenses[0]!;
  return { lens: of({ isRectified: false }), pose: contents!.poses[0]!, about: { camera, width, height } };
}

describe('lenses', () => {
  test.each([
    ['pinhole', PLANE, { model: 'pinhole', ...PLANE }],
    [
      'kb4',
      { ...PLANE, k1: 0.1, k2: 0.2, k3: 0.3, k4: 0.4 },
      { model: 'kannala-brandt', ...PLANE, coefficients: [0.1, 0.2, 0.3, 0.4] },
    ],
    [
      'pinhole-radtan8',
      { ...PLANE, k1: 1, k2: 2, p1: 3, p2: 4, k3: 5, k4: 6, k5: 7, k6: 8, rpmax: 2.7 },
      { model: 'brown-conrady', ...PLANE, coefficients: [1, 2, 3, 4, 5, 6, 7, 8] },
    ],
    ['ds', { ...PLANE, xi: -0.2, alpha: 0.6 }, { model: 'double-sphere', ...PLANE, xi: -0.2, alpha: 0.6 }],
    ['eucm', { ...PLANE, alpha: 0.6, beta: 1.1 }, { model: 'eucm', ...PLANE, alpha: 0.6, beta: 1.1 }],
    ['ucm', { ...PLANE, alpha: 0.6 }, { model: 'eucm', ...PLANE, alpha: 0.6, beta: 1 }],
  ])('%s', (type, parameters, intrinsics) => {
    const { lens, about } = read(type, parameters);
    expect(lens).toEqual({ intrinsics });
    expect(about).toEqual({ camera: 'cam0', width: 512, height: 510 });
  });

  test.each<[unknown, unknown, object]>([
    ['fov', { ...PLANE, w: 0.9 }, { reason: 'lensModel', model: 'fov' }],
    [7, PLANE, { reason: 'lensModel' }],
    ['ds', { ...PLANE, xi: 0 }, { reason: 'missing', where: 'value0.intrinsics[0].alpha' }],
    ['ds', { ...PLANE, xi: 0, alpha: '1' }, { reason: 'expectNumber', where: 'value0.intrinsics[0].alpha' }],
    ['ds', { ...PLANE, xi: 0, alpha: 2 }, { reason: 'outOfRange' }],
    ['pinhole', { ...PLANE, fx: -1 }, { reason: 'outOfRange', where: 'value0.intrinsics[0].fx' }],
    ['kb4', { ...PLANE, k1: 1 }, { reason: 'missing', where: 'value0.intrinsics[0].coefficients[1]' }],
    ['ds', [], { reason: 'expectObject' }],
  ])('%j %j is refused', (type, parameters, fault) => {
    expect(read(type, parameters).lens).toMatchObject({ fault });
  });
});

describe('poses', () => {
  test('lead from the camera to the IMU', () => {
    const { from, to, pose } = read('pinhole', PLANE).pose;
    expect([from, to]).toEqual(['cam0', 'imu']);
    expect(pose).toMatchObject({ translation: [1, 2, 3] });
    const rotation = 'fault' in pose ? [] : pose.rotation;
    // A quarter turn takes x to y.
    for (const [i, value] of [0, -1, 0, 1, 0, 0, 0, 0, 1].entries())
      expect(rotation[i]).toBeCloseTo(value, 12);
  });

  test.each<[unknown, object]>([
    [null, { reason: 'expectObject', where: 'value0.T_imu_cam[0]' }],
    [
      { ...POSE, qw: 'x' },
      { reason: 'expectNumber', where: 'value0.T_imu_cam[0].qw' },
    ],
    [{ ...POSE, qw: 0, qz: 0 }, { reason: 'notRotation' }],
  ])('%j is refused', (pose, fault) => {
    expect(read('pinhole', PLANE, pose).pose).toMatchObject({ pose: { fault } });
  });
});

test.each([
  [null],
  [[]],
  [{}],
  [{ value0: 7 }],
  [{ value0: { intrinsics: [] } }],
  [{ value0: { intrinsics: [7] } }],
])('%j is no calibration of basalt', (value) => {
  expect(readBasalt(value)).toBeUndefined();
});

describeWithReference("basalt's own files", (root) => {
  const folder = `${root}/data/calib_wild/VladyslavUsenko__basalt-mirror/data`;

  test.each(['euroc_eucm_calib.json', 'tumvi_512_eucm_calib.json'])('%s: every number of it', (name) => {
    const json = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as {
      value0: {
        T_imu_cam: Record<string, number>[];
        intrinsics: { intrinsics: object }[];
        resolution: [number, number][];
      };
    };
    const { lenses, poses } = readBasalt(json)!;
    const { intrinsics, resolution, T_imu_cam: written } = json.value0;
    expect(lenses.map(({ width, height }) => [width, height])).toEqual(resolution);
    expect(lenses.map(({ of }) => of({ isRectified: false }))).toEqual(
      intrinsics.map((each) => ({ intrinsics: { model: 'eucm', ...each.intrinsics } })),
    );
    expect(poses).toHaveLength(2);
    for (const [i, { pose }] of poses.entries()) {
      const { px, py, pz } = written[i]!;
      expect(pose).toMatchObject({ translation: [px, py, pz] });
    }
  });

  test('a configuration is no calibration', () => {
    expect(readBasalt(JSON.parse(readFileSync(`${folder}/tumvi_512_config.json`, 'utf8')))).toBeUndefined();
  });
});
