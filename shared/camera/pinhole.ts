import type { Intrinsics } from '../dataset/dataset.ts';
import { normalise } from '../geometry/vec3.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';
import { clipToNearPlane, NEAR_METRES } from './clipToDomain.ts';

/** u = fx · x/z + cx, v = fy · y/z + cy, for z ≥ {@link NEAR_METRES}. */
export function createPinhole(intrinsics: Extract<Intrinsics, { model: 'pinhole' }>): CameraModel {
  const { fx, fy, cx, cy } = intrinsics;
  return {
    intrinsics,
    isRectilinear: true,
    project([x, y, z]) {
      const pixel: Pixel = [(fx * x) / z + cx, (fy * y) / z + cy];
      return z >= NEAR_METRES && pixel.every(Number.isFinite) ? pixel : undefined;
    },
    unproject: ([u, v]) => normalise([(u - cx) / fx, (v - cy) / fy, 1]),
    clipSegment: clipToNearPlane,
  };
}
