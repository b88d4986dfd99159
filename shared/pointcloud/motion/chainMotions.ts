import { composeTransforms, IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { MotionEstimate } from './estimateMotion.ts';

/** Frames in a row whose poses are known relative to each other. */
export interface MotionSegment {
  /** Index of the first frame. */
  readonly firstFrame: number;
  /** Poses of the frames from there on; the world is the first one's label frame, so that its pose is the identity. */
  readonly worldFromLabel: readonly RigidTransform[];
}

/**
 * Poses of n frames from the n − 1 motions between them, in order: `steps[i]` is from frame i + 1 to frame i. A step that
 * failed, or is doubtful unless `acceptsDoubtful`, begins a new segment, whose place in the world of the one before is
 * unknown. Every frame is in exactly one segment. Errors add up along a segment.
 */
export function chainMotions(
  steps: readonly MotionEstimate[],
  { acceptsDoubtful }: { readonly acceptsDoubtful: boolean },
): readonly MotionSegment[] {
  let poses = [IDENTITY_TRANSFORM];
  const segments = [{ firstFrame: 0, worldFromLabel: poses }];
  for (const [i, step] of steps.entries()) {
    const isUsable = step.verdict === 'good' || (step.verdict === 'doubtful' && acceptsDoubtful);
    if (isUsable) poses.push(composeTransforms(poses.at(-1)!, step.earlierFromLater));
    else {
      poses = [IDENTITY_TRANSFORM];
      segments.push({ firstFrame: i + 1, worldFromLabel: poses });
    }
  }
  return segments;
}
