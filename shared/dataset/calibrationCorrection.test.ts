import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCameraModel } from '../camera/createCameraModel.ts';
import {
  determinant,
  IDENTITY3,
  multiply,
  orthonormalityError,
  transpose,
  type Matrix3,
} from '../geometry/matrix3.ts';
import { fromMatrix3, toMatrix3, type Quaternion } from '../geometry/quaternion.ts';
import {
  composeTransforms,
  invertTransform,
  transformPoint,
  type RigidTransform,
} from '../geometry/rigidTransform.ts';
import { distance, normalise, type Vec3 } from '../geometry/vec3.ts';
import { chainOf, type FoundCalibration } from './calibration.ts';
import {
  correctCalibration,
  nearestRotation,
  withWrittenPose,
  writtenPose,
  type CalibrationCorrection,
} from './calibrationCorrection.ts';

const intrinsics = { model: 'pinhole', fx: 800, fy: 790, cx: 639.5, cy: 359.5 } as const;
const small = fc.double({ min: -1, max: 1, noNaN: true });
const rotations = fc
  .tuple(small, small, small, small)
  .filter((q) => Math.hypot(...q) > 0.1)
  .map((q): Matrix3 => toMatrix3(q));
const calibrations = fc
  .record({ rotation: rotations, translation: fc.tuple(small, small, small) })
  .map((cameraFromLabel): FoundCalibration => ({ intrinsics, cameraFromLabel }));

const none = () => undefined;
const withPose = (of: FoundCalibration, cameraFromLabel: RigidTransform): FoundCalibration => ({
  ...of,
  cameraFromLabel,
});
/** The same transform, as far as rounding goes. */
function expectSame(a: RigidTransform | undefined, b: RigidTransform): void {
  const points: readonly Vec3[] = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]; // prettier-ignore
  for (const point of points)
    expect(distance(transformPoint(a!, point), transformPoint(b, point))).toBeLessThan(1e-9);
}

const project = (calibration: FoundCalibration | undefined, point: Vec3) =>
  createCameraModel(calibration!.intrinsics).project(point)!;

function turned(rotation: Matrix3, written: 'wxyz' | 'xyzw'): Matrix3 {
  const [x, y, z, w] = fromMatrix3(rotation);
  // As a reader that expects the other order sees it.
  const misread: Quaternion = written === 'wxyz' ? [w, x, y, z] : [y, z, w, x];
  return toMatrix3(misread);
}

function inTheInverse(pose: RigidTransform, change: (m: Matrix3) => Matrix3): RigidTransform {
  const { rotation, translation } = invertTransform(pose);
  return invertTransform({ rotation: change(rotation), translation });
}

describe('a correction undoes what was done to the numbers', () => {
  const openglFromOpencv: RigidTransform = {
    rotation: [1, 0, 0, 0, -1, 0, 0, 0, -1],
    translation: [0, 0, 0],
  };
  const vehicleFromOpencv: RigidTransform = {
    rotation: [0, 0, 1, -1, 0, 0, 0, -1, 0],
    translation: [0, 0, 0],
  };
  const faults: readonly [CalibrationCorrection, (pose: RigidTransform) => RigidTransform][] = [
    [{ kind: 'invert' }, invertTransform],
    [{ kind: 'transpose' }, (pose) => ({ ...pose, rotation: transpose(pose.rotation) })],
    [{ kind: 'transpose', inverted: true }, (pose) => inTheInverse(pose, transpose)],
    [{ kind: 'axes', from: 'opengl' }, (pose) => composeTransforms(openglFromOpencv, pose)],
    [{ kind: 'axes', from: 'vehicle' }, (pose) => composeTransforms(vehicleFromOpencv, pose)],
    ...(['wxyz', 'xyzw'] as const).flatMap(
      (written): [CalibrationCorrection, (p: RigidTransform) => RigidTransform][] => [
        [
          { kind: 'quaternion-order', written },
          (pose) => ({ ...pose, rotation: turned(pose.rotation, written) }),
        ],
        [
          { kind: 'quaternion-order', written, inverted: true },
          (pose) => inTheInverse(pose, (rotation) => turned(rotation, written)),
        ],
      ],
    ),
    [
      { kind: 'unit', factor: 0.001 },
      ({ rotation, translation: [x, y, z] }) => ({ rotation, translation: [x * 1000, y * 1000, z * 1000] }),
    ],
    [
      { kind: 'nearest-rotation' },
      ({ rotation, translation }) => ({
        rotation: rotation.map((value) => value * 3) as unknown as Matrix3,
        translation,
      }),
    ],
    [
      { kind: 'unmirror', axis: 'x' },
      (pose) => composeTransforms({ rotation: [-1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] }, pose),
    ],
  ];

  test.each(faults)('%o', (correction, fault) => {
    fc.assert(
      fc.property(calibrations, (right) => {
        const wrong = withPose(right, fault(right.cameraFromLabel));
        const corrected = correctCalibration(wrong, correction, none);
        expectSame(corrected?.cameraFromLabel, right.cameraFromLabel);
        expect(corrected?.intrinsics).toEqual(intrinsics);
      }),
    );
  });
});

describe('the image', () => {
  const pose: RigidTransform = { rotation: IDENTITY3, translation: [0, 0, 0] };
  const right: FoundCalibration = { intrinsics, cameraFromLabel: pose };

  test('scaled: the corner of the image stays its corner', () => {
    const scaled = correctCalibration(right, { kind: 'scale', x: 0.5, y: 0.25 }, none);
    const ray = createCameraModel(intrinsics).unproject([-0.5, -0.5])!;
    const [u, v] = project(scaled, ray);
    expect(u).toBeCloseTo(-0.5, 9);
    expect(v).toBeCloseTo(-0.5, 9);
    const far = createCameraModel(intrinsics).unproject([1279.5, 719.5])!;
    const [right2, bottom] = project(scaled, far);
    expect(right2).toBeCloseTo(639.5, 9);
    expect(bottom).toBeCloseTo(179.5, 9);
  });

  test('cropped: a pixel moves by what was cut off', () => {
    const point = normalise([0.1, -0.2, 1]);
    const [u, v] = project(right, point);
    const cropped = project(correctCalibration(right, { kind: 'crop', left: 100, top: 40 }, none), point);
    expect(cropped[0]).toBeCloseTo(u - 100, 9);
    expect(cropped[1]).toBeCloseTo(v - 40, 9);
  });
});

describe('a pose that a file has between others', () => {
  const poses = fc.record({ rotation: rotations, translation: fc.tuple(small, small, small) });
  const chained = fc
    .tuple(poses, poses, poses)
    .map(([before, pose, after]) =>
      withWrittenPose({ intrinsics, cameraFromLabel: pose, chain: chainOf(before, after) }, pose),
    );

  test('is corrected where it stands', () => {
    fc.assert(
      fc.property(chained, (right) => {
        const pose = writtenPose(right);
        const wrong = withWrittenPose(right, invertTransform(pose));
        const back = correctCalibration(wrong, { kind: 'invert' }, none)!;
        expect(difference(back.cameraFromLabel, right.cameraFromLabel)).toBeLessThan(1e-9);
        expect(difference(writtenPose(back), pose)).toBeLessThan(1e-9);
      }),
    );
  });

  test('is what it was when only the lens is corrected', () => {
    fc.assert(
      fc.property(chained, (right) => {
        const scaled = correctCalibration(right, { kind: 'scale', x: 2, y: 2 }, none)!;
        expect({ ...scaled, intrinsics }).toEqual(right);
      }),
    );
  });
});

/** The largest of any two numbers. */
function difference(a: RigidTransform, b: RigidTransform): number {
  const turns = a.rotation.map((value, i) => Math.abs(value - b.rotation[i]!));
  const shifts = a.translation.map((value, i) => Math.abs(value - b.translation[i]!));
  return Math.max(...turns, ...shifts);
}

test('what is taken from elsewhere', () => {
  const pose: RigidTransform = { rotation: IDENTITY3, translation: [0, 0, 0] };
  const own: FoundCalibration = { intrinsics, cameraFromLabel: pose };
  const other: FoundCalibration = { intrinsics: { ...intrinsics, fx: 1 }, cameraFromLabel: pose };
  const of = (camera: string) => (camera === 'other' ? other : undefined);
  expect(correctCalibration(own, { kind: 'swap', camera: 'other' }, of)).toBe(other);
  expect(correctCalibration(own, { kind: 'swap', camera: 'nobody' }, of)).toBeUndefined();
  const lens = { ...intrinsics, cx: 3 };
  expect(correctCalibration(own, { kind: 'lens', intrinsics: lens }, none)).toEqual({
    intrinsics: lens,
    cameraFromLabel: pose,
  });
});

test('the nearest rotation is one, and a rotation is its own', () => {
  const disturbed = fc.tuple(
    rotations,
    fc.array(fc.double({ min: -0.15, max: 0.15, noNaN: true }), { minLength: 9, maxLength: 9 }),
  );
  fc.assert(
    fc.property(disturbed, ([rotation, noise]) => {
      const nearest = nearestRotation(rotation.map((value, i) => value + noise[i]!) as unknown as Matrix3);
      expect(orthonormalityError(nearest)).toBeLessThan(1e-9);
      expect(determinant(nearest)).toBeCloseTo(1, 9);
      const again = nearestRotation(rotation);
      expect(
        orthonormalityError(multiply(again, invertTransform({ rotation, translation: [0, 0, 0] }).rotation)),
      ).toBeLessThan(1e-9);
      again.forEach((value, i) => expect(value).toBeCloseTo(rotation[i]!, 9));
    }),
  );
  const singular: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 0];
  expect(nearestRotation(singular)).toEqual(singular);
});
