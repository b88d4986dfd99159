import type { Intrinsics } from '../../dataset/dataset.ts';
import type { FindingKind } from './finding.ts';

/** Another lens that the image may have been taken, or changed, with. */
export interface LensHypothesis {
  readonly kind: FindingKind;
  readonly intrinsics: Intrinsics;
}

/** First radial coefficients of usual lenses, barrel first. */
const RADIAL = [-0.4, -0.3, -0.2, -0.15, -0.1, 0.1, 0.2];
/** No tangential coefficient is so large: it is a radial one at the wrong place. */
const LARGE_TANGENTIAL = 0.02;

/** What is tried in place of a lens. */
export function lensHypotheses(lens: Intrinsics): readonly LensHypothesis[] {
  const { fx, fy, cx, cy } = lens;
  const plane = { fx, fy, cx, cy };
  const pinhole: LensHypothesis = { kind: 'already-undistorted', intrinsics: { model: 'pinhole', ...plane } };
  switch (lens.model) {
    case 'pinhole':
      return [
        ...RADIAL.map((k1): LensHypothesis => ({
          kind: 'not-undistorted',
          intrinsics: { model: 'brown-conrady', ...plane, coefficients: [k1, 0, 0, 0] },
        })),
        {
          kind: 'not-undistorted',
          intrinsics: { model: 'kannala-brandt', ...plane, coefficients: [0, 0, 0, 0] },
        },
      ];
    case 'kannala-brandt':
      return [
        {
          kind: 'wrong-coefficients',
          intrinsics: { model: 'brown-conrady', ...plane, coefficients: [...lens.coefficients] },
        },
        pinhole,
      ];
    case 'brown-conrady':
      return [pinhole, ...otherReadings(lens.coefficients, plane)];
    default:
      return [];
  }
}

/** The same numbers as another program means them. */
function otherReadings(
  coefficients: readonly number[],
  plane: Pick<Intrinsics, 'fx' | 'fy' | 'cx' | 'cy'>,
): LensHypothesis[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = coefficients;
  const readings: LensHypothesis[] = [];
  if (coefficients.length === 4) {
    readings.push({
      kind: 'wrong-coefficients',
      intrinsics: { model: 'kannala-brandt', ...plane, coefficients: [a, b, c, d] },
    });
  }
  if (coefficients.length === 5 && Math.abs(c) > LARGE_TANGENTIAL && Math.abs(e) < LARGE_TANGENTIAL) {
    readings.push({
      kind: 'wrong-coefficients',
      intrinsics: { model: 'brown-conrady', ...plane, coefficients: [a, b, d, e, c] },
    });
  }
  return readings;
}
