import type { Intrinsics } from '../dataset/dataset.ts';
import { createAngularLens } from './angularLens.ts';
import type { CameraModel } from './cameraModel.ts';
import { derivative, evaluate } from './polynomial.ts';

/**
 * A fisheye whose radius is a polynomial of the angle θ off the optical axis, k1 θ + k2 θ² + k3 θ³ + …, as Yogamani et al.
 * 2019 (WoodScape, "radial_poly") have it: the coefficients are in pixels there, fx is 1 and fy the aspect ratio.
 */
export function createRadialPolynomial(
  intrinsics: Extract<Intrinsics, { model: 'radial-polynomial' }>,
): CameraModel {
  const polynomial = [0, ...intrinsics.coefficients];
  const slope = derivative(polynomial);
  return createAngularLens(intrinsics, {
    radius: (angle) => evaluate(polynomial, angle),
    slope: (angle) => evaluate(slope, angle),
  });
}
