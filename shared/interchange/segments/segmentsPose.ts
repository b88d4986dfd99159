import { composeTransforms, IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { fromMatrix3, toMatrix3 } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { computedPoint } from '../common/numbers.ts';
import type { LabelFrame, LabelSequence } from '../common/labelSet.ts';

/** Of the sensor in the world, metres. */
export interface SegmentsPose {
  readonly position: { readonly x: number; readonly y: number; readonly z: number };
  readonly heading: { readonly qx: number; readonly qy: number; readonly qz: number; readonly qw: number };
}

export function segmentsPose(
  { egoFromLabel = IDENTITY_TRANSFORM }: LabelSequence,
  { worldFromEgo = IDENTITY_TRANSFORM }: LabelFrame,
): SegmentsPose {
  const { rotation, translation } = composeTransforms(worldFromEgo, egoFromLabel);
  const [x, y, z] = computedPoint(translation);
  const [qx, qy, qz, qw] = roundQuaternion(fromMatrix3(rotation));
  return { position: { x, y, z }, heading: { qx, qy, qz, qw } };
}

/** What the written numbers mean. */
export function worldFromLabel({
  position: { x, y, z },
  heading: { qx, qy, qz, qw },
}: SegmentsPose): RigidTransform {
  return { rotation: toMatrix3([qx, qy, qz, qw]), translation: [x, y, z] };
}
