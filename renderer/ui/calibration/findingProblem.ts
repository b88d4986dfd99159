import type { CalibrationFinding, FindingKind } from '#shared/camera/doctor/finding.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { ProblemReason } from '#shared/problems/reasons.ts';

const REASONS: Readonly<Record<FindingKind, ProblemReason>> = {
  'inverted-extrinsic': 'doubtInvertedExtrinsic',
  'transposed-rotation': 'doubtTransposedRotation',
  'opengl-axes': 'doubtOpenglAxes',
  'vehicle-axes': 'doubtVehicleAxes',
  'quaternion-order': 'doubtQuaternionOrder',
  millimetres: 'doubtMillimetres',
  degrees: 'doubtDegrees',
  'not-a-rotation': 'doubtNotARotation',
  'mirrored-rotation': 'doubtMirroredRotation',
  'no-focal-length': 'doubtNoFocalLength',
  'principal-point-outside': 'doubtPrincipalPoint',
  'scaled-image': 'doubtScaledImage',
  'cropped-image': 'doubtCroppedImage',
  'wrong-coefficients': 'doubtWrongCoefficients',
  'already-undistorted': 'doubtAlreadyUndistorted',
  'not-undistorted': 'doubtNotUndistorted',
  'folds-in-image': 'doubtFolds',
  'sees-no-points': 'doubtNoPoints',
  'swapped-cameras': 'doubtSwapped',
};

/** A finding as a problem of the dataset, which has its sentence in every language. */
export function findingProblem(finding: CalibrationFinding, cameras: readonly Camera[]): Problem {
  const nameOf = (id: string): string => cameras.find((camera) => camera.id === id)?.name ?? id;
  const { kind, camera, otherCamera } = finding;
  const path = cameras.find(({ id }) => id === camera)?.calibration?.path;
  return {
    code: 'calibration.doubtful',
    severity: 'warning',
    ...(path === undefined ? {} : { path }),
    params: {
      camera: nameOf(camera),
      reason: REASONS[kind],
      ...(otherCamera === undefined ? {} : { other: nameOf(otherCamera) }),
    },
  };
}
