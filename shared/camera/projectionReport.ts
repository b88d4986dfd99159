import { transformPoint } from '../geometry/rigidTransform.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { NEAR_METRES } from './clipToDomain.ts';

/** Why a point has no pixel. */
export type UnseenReason =
  /** A coordinate is NaN or infinite. */
  | 'not-finite'
  /** Behind the camera, or closer to its plane than 5 cm, and not within a lens that sees beyond 90°. */
  | 'behind-camera'
  /** Beyond the angle where the lens's formula folds: it would give a pixel there, of another direction. */
  | 'outside-lens';

/** Where a camera sees a point. */
export interface PointProjection {
  /** Pixels; null where there is none. */
  readonly x: number | null;
  readonly y: number | null;
  /** Along the optical axis, metres; null of a point that is not finite. */
  readonly depth: number | null;
  /** Does the lens see it, inside the image or not? */
  readonly valid: boolean;
  readonly inImage: boolean;
  readonly reason?: UnseenReason;
}

/** Projects a point of the label frame, and says why where it cannot be seen. */
export function describeProjection(pointLabel: Vec3, camera: CameraView): PointProjection {
  const point = transformPoint(camera.cameraFromLabel, pointLabel);
  if (!point.every(Number.isFinite)) return unseen(null, 'not-finite');
  const depth = point[2];
  const pixel = camera.model.project(point);
  if (pixel === undefined) return unseen(depth, depth < NEAR_METRES ? 'behind-camera' : 'outside-lens');
  const [x, y] = pixel;
  const { left, top, right, bottom } = imageRectangle(camera.width, camera.height);
  return { x, y, depth, valid: true, inImage: x >= left && x < right && y >= top && y < bottom };
}

function unseen(depth: number | null, reason: UnseenReason): PointProjection {
  return { x: null, y: null, depth, valid: false, inImage: false, reason };
}
