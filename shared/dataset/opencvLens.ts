import type { CalibrationFault } from './calibration.ts';
import type { Intrinsics } from './dataset.ts';
import { lensOfMatrix } from './matrixLens.ts';

/** Coefficient counts of OpenCV's `projectPoints`: k1 k2 p1 p2 [k3 [k4 k5 k6 [s1 s2 s3 s4 [τx τy]]]]. */
export const BROWN_CONRADY_COUNTS: readonly number[] = [4, 5, 8, 12, 14];
const FISHEYE_COUNT = 4;
const FISHEYE_NAMES = new Set(['equidistant', 'fisheye', 'opencv_fisheye', 'kannala_brandt']);
const PINHOLE_NAMES = new Set(['plumb_bob', 'rational_polynomial', 'radtan', 'opencv', 'none']);

/**
 * A lens as OpenCV and ROS write it: the 3 × 3 matrix row by row and the distortion coefficients. No coefficients, or
 * only zeros, are a pinhole.
 *
 * @param model ROS's `distortion_model`; fisheye only when it says so, since four coefficients are ambiguous
 * @param where the place in the file, for messages
 */
export function opencvLens(
  matrix: readonly number[],
  distortion: readonly number[],
  model: string | undefined,
  where: string,
): { readonly intrinsics: Intrinsics } | { readonly fault: CalibrationFault } {
  const lens = lensOfMatrix(matrix, where);
  if ('fault' in lens) return lens;
  const { fx, fy, cx, cy } = lens.intrinsics;
  const name = model?.toLowerCase() ?? '';
  if (!distortion.every(Number.isFinite)) {
    return { fault: { code: 'calibration.malformed', reason: 'notFinite', where } };
  }
  if (FISHEYE_NAMES.has(name)) {
    const [k1 = 0, k2 = 0, k3 = 0, k4 = 0] = distortion;
    if (distortion.length !== FISHEYE_COUNT) {
      return {
        fault: { code: 'calibration.malformed', reason: 'wrongCount', where, expected: FISHEYE_COUNT },
      };
    }
    return {
      intrinsics: { model: 'kannala-brandt', fx, fy, cx, cy, coefficients: [k1, k2, k3, k4] },
    };
  }
  if (name !== '' && !PINHOLE_NAMES.has(name)) {
    return { fault: { code: 'calibration.unsupported', reason: 'lensModel', model: name, where } };
  }
  if (distortion.every((value) => value === 0)) return { intrinsics: lens.intrinsics };
  if (!BROWN_CONRADY_COUNTS.includes(distortion.length)) {
    const found = distortion.length;
    return { fault: { code: 'calibration.unsupported', reason: 'ambiguousDistortion', found, where } };
  }
  return { intrinsics: { model: 'brown-conrady', fx, fy, cx, cy, coefficients: [...distortion] } };
}
