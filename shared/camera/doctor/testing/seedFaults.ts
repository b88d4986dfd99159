import {
  checkCalibration,
  type CalibrationReading,
  type FoundCalibration,
} from '../../../dataset/calibration.ts';
import { correctCalibration, withWrittenPose, writtenPose } from '../../../dataset/calibrationCorrection.ts';
import type { Intrinsics } from '../../../dataset/dataset.ts';
import { opencvLens } from '../../../dataset/opencvLens.ts';
import { transpose, type Matrix3 } from '../../../geometry/matrix3.ts';
import { fromAxisAngle, fromMatrix3, toMatrix3 } from '../../../geometry/quaternion.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '../../../geometry/rigidTransform.ts';
import { ZERO } from '../../../geometry/vec3.ts';
import type { FindingKind } from '../finding.ts';
import type { ExaminedRig } from '../scene.ts';

export interface SeededFault {
  readonly name: string;
  readonly kind: FindingKind;
  readonly change: (right: FoundCalibration) => CalibrationReading;
}

/** Axes x right, y up, z back, and x forward, y left, z up. */
export const OPENGL_FROM_OPENCV: Matrix3 = [1, 0, 0, 0, -1, 0, 0, 0, -1];
export const VEHICLE_FROM_OPENCV: Matrix3 = [0, 0, 1, -1, 0, 0, 0, -1, 0];

/** The rotation column by column. */
export function transposed({ rotation, translation }: RigidTransform): RigidTransform {
  return { rotation: transpose(rotation), translation };
}

/** The quaternion as w x y z where x y z w is read. */
export function reordered({ rotation, translation }: RigidTransform): RigidTransform {
  const [x, y, z, w] = fromMatrix3(rotation);
  return { rotation: toMatrix3([w, x, y, z]), translation };
}

export function inMillimetres({ rotation, translation: [x, y, z] }: RigidTransform): RigidTransform {
  return { rotation, translation: [x * 1000, y * 1000, z * 1000] };
}

/** Twelve faults as readers would meet them. @param random in [0, 1): which form of each fault */
export function seededFaults(random: () => number): readonly SeededFault[] {
  const one = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const factor = one(1 / 3, 1 / 2, 2 / 3, 3 / 2, 2);
  const away = one(3, 4, 5, -1, -2);
  const axis = one<Matrix3>(
    [-1, 0, 0, 0, 1, 0, 0, 0, 1],
    [1, 0, 0, 0, -1, 0, 0, 0, 1],
    [1, 0, 0, 0, 1, 0, 0, 0, -1],
  );
  const skew = 0.05 + random() * 0.2;
  const inFile = one(
    (change: (pose: RigidTransform) => RigidTransform) => change,
    (change: (pose: RigidTransform) => RigidTransform) => (pose: RigidTransform) =>
      invertTransform(change(invertTransform(pose))),
  );
  return [
    posed('inverted', 'inverted-extrinsic', invertTransform),
    posed('transposed', 'transposed-rotation', inFile(transposed)),
    posed('OpenGL', 'opengl-axes', seenFrom(OPENGL_FROM_OPENCV)),
    posed('vehicle', 'vehicle-axes', seenFrom(VEHICLE_FROM_OPENCV)),
    // The usual front camera's quaternion in this order is another rotation in either form.
    posed('quaternion', 'quaternion-order', reordered),
    posed('millimetres', 'millimetres', inMillimetres),
    posed('no rotation', 'not-a-rotation', ({ rotation, translation }) => ({
      rotation: rotation.map((value, i) => value * (1 + skew * (i % 3))) as unknown as Matrix3,
      translation,
    })),
    posed('mirrored', 'mirrored-rotation', seenFrom(axis)),
    {
      name: 'no focal length',
      kind: 'no-focal-length',
      change: ({ intrinsics: { fx, fy, cx, cy } }) => asOpencv([-fx, 0, cx, 0, fy, cy, 0, 0, 1], []),
    },
    lensed('principal point', 'principal-point-outside', (lens) => ({ ...lens, cx: lens.cx * away })),
    {
      name: `scaled by ${factor.toFixed(2)}`,
      kind: 'scaled-image',
      change: (right) => correctCalibration(right, { kind: 'scale', x: factor, y: factor }, () => undefined)!,
    },
    {
      name: 'coefficients',
      kind: 'wrong-coefficients',
      change: ({ intrinsics: { fx, fy, cx, cy } }) =>
        asOpencv([fx, 0, cx, 0, fy, cy, 0, 0, 1], one([-0.1, 0.01, 0.001], [-0.1, 0.01, 0, 0, 0.1, 0.1])),
    },
  ];
}

/** Angles written in degrees and read as radians: here those of a rotation vector. */
export const IN_DEGREES: SeededFault = posed('degrees', 'degrees', ({ rotation, translation }) => {
  const [x, y, z, w] = fromMatrix3(rotation);
  const sine = Math.hypot(x, y, z);
  const degrees = (2 * Math.atan2(sine, w) * 180) / Math.PI;
  return { rotation: toMatrix3(fromAxisAngle([x / sine, y / sine, z / sine], degrees)), translation };
});

export const FOLDING: SeededFault = lensed('folding', 'folds-in-image', ({ fx, fy, cx, cy }) => ({
  model: 'brown-conrady',
  fx,
  fy,
  cx,
  cy,
  coefficients: [-0.9, 0, 0, 0, 0],
}));

/** The rig as it would be read with the fault in all of its cameras, or in one. */
export function withFault(rig: ExaminedRig, { change }: SeededFault, only?: string): ExaminedRig {
  const isChanged = (id: string): boolean => only === undefined || only === id;
  const cameras = rig.cameras.map((camera) => {
    if (camera.written === undefined || !isChanged(camera.id)) return camera;
    const checked = checkCalibration(change(camera.written), camera.id, 'calibration.json');
    if ('found' in checked) return { ...camera, written: checked.found };
    const { calibrationProblem: problem, refused } = checked;
    return { ...camera, written: undefined, problem, refused };
  });
  const moments = rig.moments.map((moment) => ({
    ...moment,
    calibrations: new Map(
      [...moment.calibrations].flatMap(([id, found]) => {
        if (!isChanged(id)) return [[id, found] as const];
        const checked = checkCalibration(change(found), id, 'calibration.json');
        return 'found' in checked ? [[id, checked.found] as const] : [];
      }),
    ),
  }));
  return { ...rig, cameras, moments };
}

function posed(
  name: string,
  kind: FindingKind,
  change: (pose: RigidTransform) => RigidTransform,
): SeededFault {
  return { name, kind, change: (right) => withWrittenPose(right, change(writtenPose(right))) };
}

function lensed(name: string, kind: FindingKind, change: (lens: Intrinsics) => Intrinsics): SeededFault {
  return { name, kind, change: (right) => ({ ...right, intrinsics: change(right.intrinsics) }) };
}

function seenFrom(otherFromOpencv: Matrix3): (pose: RigidTransform) => RigidTransform {
  return (pose) => composeTransforms({ rotation: otherFromOpencv, translation: ZERO }, pose);
}

function asOpencv(matrix: readonly number[], distortion: readonly number[]): CalibrationReading {
  const lens = opencvLens(matrix, distortion, undefined, 'distortion');
  return 'fault' in lens
    ? lens
    : {
        intrinsics: lens.intrinsics,
        cameraFromLabel: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: ZERO },
      };
}
