import type { Intrinsics } from '../dataset/dataset.ts';
import type { Point2 } from '../geometry/point2.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { distort, distortionOf, foldRadius } from './brownConradyDistortion.ts';
import type { CameraModel } from './cameraModel.ts';
import { cosineAt, createConeLens, WIDEST_RADIUS } from './coneLens.ts';
import { undistort } from './undistort.ts';

type Mei = Extract<Intrinsics, { model: 'mei' }>;

/**
 * The unified omnidirectional model, Mei and Rives 2007, Single View Point Omnidirectional Camera Calibration from Planar
 * Grids, as OpenCV's `omnidir` has it: the point on the unit sphere is seen from ξ behind its centre, x / (z + ξ |p|), and
 * then distorted by k1 k2 p1 p2. Its domain ends where the sphere or the distortion folds, whichever comes first; OpenCV
 * itself draws beyond both.
 */
export function createMei(intrinsics: Mei): CameraModel {
  const { xi, coefficients } = intrinsics;
  const distortion = distortionOf(coefficients);
  const sphereFold = xi > 1 ? 1 / Math.sqrt(xi * xi - 1) : Infinity;
  const widest = Math.min(sphereFold, foldRadius(distortion), WIDEST_RADIUS);
  const cosine = cosineAt((point) => fromUndistorted(xi, point), widest);
  return createConeLens({
    intrinsics,
    toPlane: ([x, y, z], range) => distort(distortion, [x / (z + xi * range), y / (z + xi * range)]),
    fromPlane(point) {
      const undistorted = undistort(distortion, point, widest);
      return undistorted && fromUndistorted(xi, undistorted);
    },
    cosine,
  });
}

/** The direction that is seen at a point of the image plane before the distortion; undefined beyond the fold. */
function fromUndistorted(xi: number, [x, y]: Point2): Vec3 | undefined {
  const s = x * x + y * y;
  const under = 1 + (1 - xi * xi) * s;
  // At the fold itself rounding may leave a little less than nothing.
  if (under < -1e-12) return undefined;
  const scale = (xi + Math.sqrt(Math.max(0, under))) / (s + 1);
  return [scale * x, scale * y, scale - xi];
}
