import { checkedLens, type LensReading } from './checkedLens.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { lensOfMatrix } from './matrixLens.ts';

/** Coefficient counts of OpenCV's `projectPoints`: k1 k2 p1 p2 [k3 [k4 k5 k6 [s1 s2 s3 s4 [τx τy]]]]. */
export const BROWN_CONRADY_COUNTS: readonly number[] = [4, 5, 8, 12, 14];
/** Of a fisheye, k1 … k4, and of an omnidirectional lens, k1 k2 p1 p2. */
const FOUR = 4;
/** As OpenCV, ROS, Kalibr and camodocal call them. */
const FISHEYE_NAMES = new Set([
  'equidistant',
  'equi',
  'fisheye',
  'opencv_fisheye',
  'kannala_brandt',
  'kannala-brandt',
  'pinhole-equi',
]);
const BROWN_CONRADY_NAMES = new Set([
  'plumb_bob',
  'rational_polynomial',
  'radtan',
  'radial-tangential',
  'opencv',
  'brown-conrady',
  'pinhole-radtan',
  'none',
]);
const OMNI_NAMES = new Set(['omni', 'omnidir', 'omnidirectional', 'omni-radtan', 'omni-none', 'mei']);

/**
 * A lens as OpenCV and ROS write it: the 3 × 3 matrix row by row and the distortion coefficients. No coefficients, or
 * only zeros, are a pinhole. Four coefficients without a name are refused: they are k1 k2 p1 p2 to one program and the
 * k1 … k4 of a fisheye to another.
 *
 * @param model ROS's `distortion_model`, or what another program calls its lens
 * @param where the place in the file, for messages
 * @param xi of an omnidirectional lens, see OpenCV's `omnidir`
 */
export function opencvLens(
  matrix: readonly number[],
  distortion: readonly number[],
  model: string | undefined,
  where: string,
  xi?: number,
): LensReading {
  const lens = lensOfMatrix(matrix, where);
  if ('fault' in lens) return lens;
  const { fx, fy, cx, cy } = lens.intrinsics;
  const plane = { fx, fy, cx, cy };
  const name = model?.toLowerCase() ?? '';
  if (!distortion.every(Number.isFinite)) return malformed('notFinite', where);
  const isOmni = OMNI_NAMES.has(name);
  const isFisheye = FISHEYE_NAMES.has(name);
  if (name !== '' && !isOmni && !isFisheye && !BROWN_CONRADY_NAMES.has(name)) {
    return { fault: { code: 'calibration.unsupported', reason: 'lensModel', model: name, where } };
  }
  const isPlain = distortion.every((value) => value === 0);
  if (isOmni || xi !== undefined) {
    if (xi === undefined) return malformed('missing', 'xi');
    const coefficients = isPlain ? [0, 0, 0, 0] : distortion;
    if (coefficients.length !== FOUR) return malformed('wrongCount', where, FOUR);
    return checkedLens({ model: 'mei', ...plane, xi, coefficients }, where);
  }
  if (isFisheye) {
    if (distortion.length !== FOUR) return malformed('wrongCount', where, FOUR);
    return checkedLens({ model: 'kannala-brandt', ...plane, coefficients: distortion }, where);
  }
  if (isPlain) return { intrinsics: lens.intrinsics };
  if (isLensOpen(distortion, model)) {
    return { fault: { code: 'calibration.unsupported', reason: 'ambiguousLens', found: FOUR, where } };
  }
  if (!BROWN_CONRADY_COUNTS.includes(distortion.length)) {
    const found = distortion.length;
    return { fault: { code: 'calibration.unsupported', reason: 'ambiguousDistortion', found, where } };
  }
  return { intrinsics: { model: 'brown-conrady', ...plane, coefficients: [...distortion] } };
}

/** Do the numbers fit two lenses, and does no name say which? */
export function isLensOpen(distortion: readonly number[], model: string | undefined): boolean {
  const isUnnamed = model === undefined || model === '';
  return isUnnamed && distortion.length === FOUR && distortion.some((value) => value !== 0);
}

function malformed(
  reason: ProblemReason,
  where: string,
  expected?: number,
): Extract<LensReading, { fault: unknown }> {
  const count = expected === undefined ? {} : { expected };
  return { fault: { code: 'calibration.malformed', reason, where, ...count } };
}
