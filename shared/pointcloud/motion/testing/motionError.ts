import { composeTransforms, invertTransform, transformPoint } from '../../../geometry/rigidTransform.ts';
import type { RigidTransform } from '../../../geometry/rigidTransform.ts';
import { distance, ZERO, type Vec3 } from '../../../geometry/vec3.ts';

/** How far off an estimate is: by how much it misplaces `at` (source frame), and the angle of what it is turned too far. */
export function motionError(
  estimate: RigidTransform,
  truth: RigidTransform,
  at: Vec3 = ZERO,
): { readonly metres: number; readonly degrees: number } {
  const { rotation } = composeTransforms(invertTransform(truth), estimate);
  // Of small angles the sine tells, not the cosine of the trace.
  const sine =
    Math.hypot(rotation[7] - rotation[5], rotation[2] - rotation[6], rotation[3] - rotation[1]) / 2;
  const cosine = (rotation[0] + rotation[4] + rotation[8] - 1) / 2;
  return {
    metres: distance(transformPoint(estimate, at), transformPoint(truth, at)),
    degrees: (Math.atan2(sine, cosine) * 180) / Math.PI,
  };
}
