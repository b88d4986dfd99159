import { IDENTITY_TRANSFORM } from '#shared/geometry/rigidTransform.ts';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';

/** A sequence in which the vehicle stands still. `step`: seconds from frame to frame. */
export function standingVehicle(frames: number, step: number): SequenceMotion {
  const indexes = Array.from({ length: frames }, (_, index) => index);
  return {
    times: indexes.map((index) => index * step),
    isTimed: true,
    worldFromLabel: indexes.map(() => IDENTITY_TRANSFORM),
    worlds: indexes.map(() => 0),
    poses: 'dataset',
  };
}
