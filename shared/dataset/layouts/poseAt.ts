import { transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { rotationFault, type CalibrationFault } from '../calibration.ts';
import { matrixAt } from './rosMatrix.ts';

export type PoseReading = RigidTransform | { readonly fault: CalibrationFault };

/** A pose as a matrix of 4 × 4 (or 3 × 4) numbers row by row, under the first of these keys that there is. */
export function poseAt(json: object, keys: readonly string[], counts: readonly number[] = [16]): PoseReading {
  const matrix = matrixAt(json, keys, counts);
  if ('fault' in matrix) return matrix;
  const { numbers, where } = matrix;
  const isHomogeneous = numbers.slice(12).every((value, i) => value === (i === 3 ? 1 : 0));
  const pose = transformFromRows(numbers);
  const reason = isHomogeneous ? rotationFault(pose) : 'notRowMajor';
  return reason === undefined ? pose : { fault: { code: 'calibration.malformed', reason, where } };
}
