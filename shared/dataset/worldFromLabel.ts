import { composeTransforms, type RigidTransform } from '../geometry/rigidTransform.ts';
import type { Frame, Sequence } from './dataset.ts';

/** How the label frame of a moment lies in the world; undefined where the vehicle's pose, or its own in it, is unknown. */
export function worldFromLabel(
  { egoFromLabel }: Pick<Sequence, 'egoFromLabel'>,
  { worldFromEgo }: Pick<Frame, 'worldFromEgo'>,
): RigidTransform | undefined {
  return worldFromEgo && egoFromLabel && composeTransforms(worldFromEgo, egoFromLabel);
}
