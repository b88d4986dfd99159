import type { Vec3 } from '../geometry/vec3.ts';
import type { CalibrationFault } from './calibration.ts';
import type { Intrinsics } from './dataset.ts';

/** Written numbers carry five digits or more: entries that should be 0 or 1 are so to this. */
const EXACT = 1e-6;

export interface MatrixLens {
  readonly intrinsics: Intrinsics;
  /** K⁻¹ · the fourth column: what a 3 × 4 projection matrix adds to the translation in camera axes, metres. */
  readonly shift: Vec3;
}

/**
 * A pinhole from its matrix row by row: 9 numbers (3 × 3), 12 (3 × 4) or 16 (4 × 4). P = K · [I | shift].
 *
 * @param where the place of the matrix in its file, for messages
 */
export function lensOfMatrix(
  numbers: readonly number[],
  where: string,
): MatrixLens | { readonly fault: CalibrationFault } {
  const malformed = (reason: CalibrationFault['reason'] & string): { fault: CalibrationFault } => ({
    fault: { code: 'calibration.malformed', reason, where },
  });
  if (![9, 12, 16].includes(numbers.length)) {
    return { fault: { code: 'calibration.malformed', reason: 'wrongCount', where, expected: 9 } };
  }
  if (!numbers.every(Number.isFinite)) return malformed('notFinite');
  const stride = numbers.length === 9 ? 3 : 4;
  const at = (row: number, column: number): number => numbers[row * stride + column]!;
  const isLower = [at(1, 0), at(2, 0), at(2, 1), at(2, 2) - 1].every((value) => Math.abs(value) <= EXACT);
  if (!isLower) return malformed('notIntrinsics');
  const [fx, fy, cx, cy] = [at(0, 0), at(1, 1), at(0, 2), at(1, 2)];
  if (fx <= 0 || fy <= 0) return malformed('noFocal');
  if (Math.abs(at(0, 1)) > EXACT * fx) {
    return { fault: { code: 'calibration.unsupported', reason: 'skew', where } };
  }
  const [px, py, pz] = stride === 3 ? [0, 0, 0] : [at(0, 3), at(1, 3), at(2, 3)];
  return {
    intrinsics: { model: 'pinhole', fx, fy, cx, cy },
    shift: [(px - cx * pz) / fx, (py - cy * pz) / fy, pz],
  };
}
