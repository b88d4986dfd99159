import type { Intrinsics } from '../dataset/dataset.ts';
import { normalise } from '../geometry/vec3.ts';
import { distort, distortionOf, foldRadius } from './brownConradyDistortion.ts';
import type { CameraModel, Segment3 } from './cameraModel.ts';
import { clipToCone, clipToNearPlane, NEAR_METRES } from './clipToDomain.ts';
import { createSensorTilt } from './sensorTilt.ts';
import { undistort } from './undistort.ts';

/** Clipped ends lie this far inside the domain, so that rounding cannot put them outside (parts of the radius). */
const CLIP_MARGIN = 1e-9;

/**
 * Brown 1966 and Conrady 1919 as OpenCV's `projectPoints` extends them, with 4, 5, 8, 12 or 14 coefficients: radial
 * (rational from 8 on), tangential, thin prism, tilted sensor. Valid in front of the camera (z ≥ {@link NEAR_METRES})
 * out to the radius where the radial part folds back, see `foldRadius`; OpenCV itself draws beyond both.
 */
export function createBrownConrady(intrinsics: Extract<Intrinsics, { model: 'brown-conrady' }>): CameraModel {
  const { fx, fy, cx, cy, coefficients } = intrinsics;
  const distortion = distortionOf(coefficients);
  const { tilt, untilt } = createSensorTilt(coefficients[12] ?? 0, coefficients[13] ?? 0);
  const maxRadius = foldRadius(distortion);
  const clipRadius = maxRadius * (1 - CLIP_MARGIN);
  const cosine = 1 / Math.sqrt(1 + clipRadius * clipRadius);
  return {
    intrinsics,
    isRectilinear: coefficients.every((coefficient) => coefficient === 0),
    project([x, y, z]) {
      if (!(z >= NEAR_METRES)) return undefined;
      const [across, down] = [x / z, y / z];
      if (!(across * across + down * down <= maxRadius * maxRadius)) return undefined;
      const onSensor = tilt(distort(distortion, [across, down]));
      return onSensor && [fx * onSensor[0] + cx, fy * onSensor[1] + cy];
    },
    unproject([u, v]) {
      const distorted = untilt([(u - cx) / fx, (v - cy) / fy]);
      const point = distorted && undistort(distortion, distorted, maxRadius);
      return point && normalise([point[0], point[1], 1]);
    },
    // Narrower than 180°, the cone is convex: at most one part of a segment lies in it.
    clipSegment(from, to): readonly Segment3[] {
      const [inFront] = clipToNearPlane(from, to);
      return inFront === undefined ? [] : clipToCone(inFront[0], inFront[1], cosine);
    },
  };
}
