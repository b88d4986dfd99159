import type { Intrinsics } from '../dataset/dataset.ts';
import { lerp, normalise, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel, Segment3 } from './cameraModel.ts';

/** Metres. Nearer points divide by almost nothing; no labelled object is 5 cm from a lens. */
export const NEAR_METRES = 0.05;

/** u = fx · x/z + cx, v = fy · y/z + cy, for z ≥ {@link NEAR_METRES}. */
export function createPinhole(intrinsics: Extract<Intrinsics, { model: 'pinhole' }>): CameraModel {
  const { fx, fy, cx, cy } = intrinsics;
  return {
    intrinsics,
    isRectilinear: true,
    project: ([x, y, z]) => (z >= NEAR_METRES ? [(fx * x) / z + cx, (fy * y) / z + cy] : undefined),
    unproject: ([u, v]) => normalise([(u - cx) / fx, (v - cy) / fy, 1]),
    clipSegment: clipToNearPlane,
  };
}

function clipToNearPlane(from: Vec3, to: Vec3): readonly Segment3[] {
  const isFromInFront = from[2] >= NEAR_METRES;
  const isToInFront = to[2] >= NEAR_METRES;
  if (isFromInFront && isToInFront) return [[from, to]];
  if (!isFromInFront && !isToInFront) return [];
  const crossing = lerp(from, to, (NEAR_METRES - from[2]) / (to[2] - from[2]));
  // The interpolated z may fall short of the plane by a rounding error and would then not project.
  const onPlane: Vec3 = [crossing[0], crossing[1], NEAR_METRES];
  return [isFromInFront ? [from, onPlane] : [onPlane, to]];
}
