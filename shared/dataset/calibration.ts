import { determinant, orthonormalityError } from '../geometry/matrix3.ts';
import { isSameTransform, type RigidTransform } from '../geometry/rigidTransform.ts';
import type { Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import type { Camera, CameraCalibration, Intrinsics, PoseChain } from './dataset.ts';
import type { DatasetFolder } from './fileTree.ts';

/** What keeps a calibration from being used. */
export interface CalibrationFault {
  readonly code: 'calibration.missing' | 'calibration.malformed' | 'calibration.unsupported';
  readonly reason?: ProblemReason;
  /** The place inside the file, e.g. `extrinsic[3]`. */
  readonly where?: string;
  readonly expected?: number;
  readonly found?: number;
  readonly model?: string;
  /** Whose coordinate frame is not known, and the names of those that are. */
  readonly sensor?: string;
  readonly frames?: string;
}

/** Intrinsics and pose as a layout found them. */
export interface FoundCalibration {
  readonly intrinsics: Intrinsics;
  readonly cameraFromLabel: RigidTransform;
  /** Around the pose that the file has, where that is not the whole. */
  readonly chain?: PoseChain | undefined;
}

/** What a layout found, or why there is nothing. */
export type CalibrationReading = FoundCalibration | RefusedCalibration;

export interface RefusedCalibration {
  readonly fault: CalibrationFault;
  /** The numbers that cannot be used, where there are any: they tell what they were meant to be. */
  readonly refused?: FoundCalibration;
}

/** Published rotations are orthonormal to about 1e-5; beyond this one the numbers are not a rotation at all. */
const ROTATION_TOLERANCE = 1e-2;
/** Metres; nothing on Earth is as far from anything. Label files could not hold the sums of much larger numbers. */
const FARTHEST = 1e9;

export function rotationFault({ rotation, translation }: RigidTransform): ProblemReason | undefined {
  if (![...rotation, ...translation].every(Number.isFinite)) return 'notFinite';
  if (isOutOfRange(translation)) return 'outOfRange';
  if (orthonormalityError(rotation) > ROTATION_TOLERANCE) return 'notRotation';
  if (determinant(rotation) < 0) return 'mirrored';
  return undefined;
}

export function isOutOfRange(translation: RigidTransform['translation']): boolean {
  return translation.some((metres) => Math.abs(metres) > FARTHEST);
}

type LensParameter = 'xi' | 'alpha' | 'beta' | 'coefficients';

/** `sha256:` over the compact JSON of intrinsics and pose with exactly these keys in this order. */
export async function calibrationHash(
  { intrinsics: k, cameraFromLabel: { rotation, translation } }: FoundCalibration,
  sha256: DatasetFolder['sha256'],
): Promise<string> {
  const { model, fx, fy, cx, cy } = k;
  // What a model does not have is left out.
  const lens: { readonly model: string } & Partial<Record<LensParameter, unknown>> = k;
  const { xi, alpha, beta, coefficients } = lens;
  const text = JSON.stringify({
    intrinsics: { model, fx, fy, cx, cy, xi, alpha, beta, coefficients },
    cameraFromLabel: { rotation, translation },
  });
  return `sha256:${await sha256(text)}`;
}

/** A camera with its calibration, or with the problem that keeps it from having one. */
export async function calibratedCamera(
  camera: Camera,
  reading: CalibrationReading,
  path: string,
  folder: DatasetFolder,
): Promise<Camera> {
  return { ...camera, ...(await finishCalibration(reading, camera.name, path, folder)) };
}

/** The calibration that a reading amounts to, or why there is none. `path` is the file that it was read from. */
export async function finishCalibration(
  reading: CalibrationReading,
  cameraName: string,
  path: string,
  folder: DatasetFolder,
): Promise<{ calibration: CameraCalibration } | UnusableCalibration> {
  const checked = checkCalibration(reading, cameraName, path);
  if ('calibrationProblem' in checked) return checked;
  return { calibration: await hashCalibration(checked.found, path, folder) };
}

/** The first half of `finishCalibration`: is the reading a calibration? */
export function checkCalibration(
  reading: CalibrationReading,
  cameraName: string,
  path: string,
): { readonly found: FoundCalibration } | UnusableCalibration {
  if ('fault' in reading) {
    const { fault, refused } = reading;
    return { calibrationProblem: problemOf(fault, cameraName, path), ...keepable(refused) };
  }
  const reason = rotationFault(reading.cameraFromLabel);
  if (reason === undefined) return { found: reading };
  const calibrationProblem = problemOf({ code: 'calibration.malformed', reason }, cameraName, path);
  return { calibrationProblem, ...keepable(reading) };
}

/** Why there is none, and the numbers that are none. */
export type UnusableCalibration = Pick<Camera, 'refused'> & { readonly calibrationProblem: Problem };

/** JSON has no number that is not finite. */
function keepable(refused: FoundCalibration | undefined): Pick<Camera, 'refused'> {
  if (refused === undefined) return {};
  const { rotation, translation } = refused.cameraFromLabel;
  if (![...rotation, ...translation].every(Number.isFinite)) return {};
  const { intrinsics, cameraFromLabel, chain } = refused;
  return {
    refused: { intrinsics, cameraFromLabel: mutableTransform(cameraFromLabel), ...(chain && { chain }) },
  };
}

/** The second half of `finishCalibration`, which takes far longer. `found` must have been checked. */
export async function hashCalibration(
  found: FoundCalibration,
  path: string,
  folder: Pick<DatasetFolder, 'sha256'>,
): Promise<CameraCalibration> {
  const { intrinsics, chain } = found;
  const cameraFromLabel = mutableTransform(found.cameraFromLabel);
  const hash = await calibrationHash({ intrinsics, cameraFromLabel }, (text) => folder.sha256(text));
  return { intrinsics, cameraFromLabel, ...(chain && { chain }), hash, path };
}

/** Is it the same to the last digit? */
export function isSameCalibration(a: FoundCalibration, b: FoundCalibration): boolean {
  return (
    a === b ||
    (isSameTransform(a.cameraFromLabel, b.cameraFromLabel) &&
      (a.intrinsics === b.intrinsics || JSON.stringify(a.intrinsics) === JSON.stringify(b.intrinsics)))
  );
}

/** See `PoseChain`. */
export function chainOf(cameraFromTarget: RigidTransform, sourceFromLabel: RigidTransform): PoseChain {
  return {
    cameraFromTarget: mutableTransform(cameraFromTarget),
    sourceFromLabel: mutableTransform(sourceFromLabel),
  };
}

/** The same numbers as fresh arrays, which is what the schema's types ask for. */
export function mutableTransform({ rotation, translation }: RigidTransform): {
  rotation: CameraCalibration['cameraFromLabel']['rotation'];
  translation: CameraCalibration['cameraFromLabel']['translation'];
} {
  return { rotation: [...rotation], translation: [...translation] };
}

function problemOf({ code, ...params }: CalibrationFault, camera: string, path: string): Problem {
  const severity = code === 'calibration.missing' ? 'warning' : 'error';
  return { code, severity, path, params: { camera, ...params } };
}
