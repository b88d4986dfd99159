import type { Intrinsics } from '../dataset/dataset.ts';
import { createAngularLens } from './angularLens.ts';
import type { CameraModel } from './cameraModel.ts';

/**
 * Kannala and Brandt 2006 as in OpenCV's `fisheye`: with θ the angle off the optical axis,
 * θ_d = θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸), and the pixel lies at θ_d along the point's direction round the axis.
 * OpenCV divides by z and so ends at 90°.
 */
export function createKannalaBrandt(
  intrinsics: Extract<Intrinsics, { model: 'kannala-brandt' }>,
): CameraModel {
  const [k1, k2, k3, k4] = intrinsics.coefficients;
  return createAngularLens(intrinsics, {
    radius(angle) {
      const s = angle * angle;
      return angle * (1 + s * (k1 + s * (k2 + s * (k3 + s * k4))));
    },
    slope(angle) {
      const s = angle * angle;
      return 1 + s * (3 * k1 + s * (5 * k2 + s * (7 * k3 + s * 9 * k4)));
    },
  });
}
