import { composeTransforms, transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { add } from '../../geometry/vec3.ts';
import type { CalibrationFault, CalibrationReading } from '../calibration.ts';
import { lensOfMatrix, type MatrixLens } from '../matrixLens.ts';

/** Written numbers carry five digits or more: entries that should be 0 or 1 are so to this. */
const EXACT = 1e-6;

type Numbers = { readonly numbers: readonly number[] } | { readonly fault: CalibrationFault };

/**
 * A calibration file of SUSTechPOINTS, already parsed: `extrinsic` is cameraFromLidar as 16 numbers row by row;
 * `intrinsic` is 9 numbers (3 × 3), 12 (3 × 4) or 16 (4 × 4) row by row, without distortion; `rect`, when present, is
 * 16 numbers that rotate the camera's axes further. Other keys are leftovers of people's work and are not looked at.
 */
export function readSustechCalibration(json: unknown): CalibrationReading {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return malformed('expectObject', '');
  }
  const extrinsic = poseAt(json, 'extrinsic');
  if ('fault' in extrinsic) return extrinsic;
  const rect = Reflect.has(json, 'rect') ? poseAt(json, 'rect') : undefined;
  if (rect !== undefined && 'fault' in rect) return rect;
  const camera = cameraAt(json);
  if ('fault' in camera) return camera;

  const pose = rect === undefined ? extrinsic.pose : composeTransforms(rect.pose, extrinsic.pose);
  const cameraFromLabel = { ...pose, translation: add(pose.translation, camera.shift) };
  return { intrinsics: camera.intrinsics, cameraFromLabel };
}

function poseAt(json: object, key: string): { readonly pose: RigidTransform } | { fault: CalibrationFault } {
  const read = numbersAt(json, key, [16]);
  if ('fault' in read) return read;
  const lastRow = read.numbers.slice(12);
  const isHomogeneous = lastRow.every((value, i) => Math.abs(value - (i === 3 ? 1 : 0)) <= EXACT);
  return isHomogeneous ? { pose: transformFromRows(read.numbers) } : malformed('notRowMajor', key);
}

function cameraAt(json: object): MatrixLens | { fault: CalibrationFault } {
  const read = numbersAt(json, 'intrinsic', [9, 12, 16]);
  return 'fault' in read ? read : lensOfMatrix(read.numbers, 'intrinsic');
}

function numbersAt(json: object, key: string, counts: readonly number[]): Numbers {
  const value: unknown = Reflect.get(json, key);
  if (value === undefined) return malformed('missing', key);
  if (!Array.isArray(value)) return malformed('expectList', key);
  if (!counts.includes(value.length)) {
    return {
      fault: { code: 'calibration.malformed', reason: 'wrongCount', where: key, expected: counts[0]! },
    };
  }
  const numbers = value.filter((entry): entry is number => typeof entry === 'number');
  const wrong = value.findIndex((entry) => typeof entry !== 'number');
  return wrong === -1 ? { numbers } : malformed('expectNumber', `${key}[${wrong}]`);
}

function malformed(
  reason: NonNullable<CalibrationFault['reason']>,
  where: string,
): { fault: CalibrationFault } {
  return { fault: { code: 'calibration.malformed', reason, ...(where === '' ? {} : { where }) } };
}
