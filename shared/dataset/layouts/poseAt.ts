import { transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import {
  rotationFault,
  type CalibrationFault,
  type CalibrationReading,
  type FoundCalibration,
} from '../calibration.ts';
import { matrixAt } from './rosMatrix.ts';

/** A pose, or why there is none, with the numbers that are none where there are any. */
export type PoseReading =
  | RigidTransform
  | { readonly fault: CalibrationFault; readonly refused?: RigidTransform };

/** A pose as a matrix of 4 × 4 (or 3 × 4) numbers row by row, under the first of these keys that there is. */
export function poseAt(json: object, keys: readonly string[], counts: readonly number[] = [16]): PoseReading {
  const matrix = matrixAt(json, keys, counts);
  if ('fault' in matrix) return matrix;
  const { numbers, where } = matrix;
  const isHomogeneous = numbers.slice(12).every((value, i) => value === (i === 3 ? 1 : 0));
  const pose = transformFromRows(numbers);
  const reason = isHomogeneous ? rotationFault(pose) : 'notRowMajor';
  if (reason === undefined) return pose;
  const refused = isHomogeneous ? { refused: pose } : {};
  return { fault: { code: 'calibration.malformed', reason, where }, ...refused };
}

/** A calibration that is refused, with its numbers where there are any: they tell what they were meant to be. */
export function refusedReading(fault: CalibrationFault, refused?: FoundCalibration): CalibrationReading {
  const reading = { fault, ...(refused && { refused }) };
  return reading;
}
