import type { Sequence } from '#shared/dataset/dataset.ts';
import { worldFromLabel } from '#shared/dataset/worldFromLabel.ts';
import { invertTransform, transformPoint } from '#shared/geometry/rigidTransform.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { LabelledFrame } from './labelledFrames.ts';

/** Frames between which a motion is looked for, at most: what turns does so slowly. */
const FARTHEST_FRAMES = 3;
/** What moved less (metres) may only have been labelled a little elsewhere. */
const LEAST_METRES = 0.5;

/** Heading of an object in a frame, label frame, radians; undefined where it did not move, or nothing tells. */
export type MotionHeading = (frame: LabelledFrame, track: string | undefined) => number | undefined;

/**
 * Where labelled objects went, from one labelled frame before to one after, as far as the vehicle's poses are known: seen
 * from a vehicle that drives, what is parked moves, too.
 */
export function labelMotion(frames: readonly LabelledFrame[]): MotionHeading {
  const bySequence = new Map<Sequence, Map<number, LabelledFrame>>();
  for (const labelled of frames) {
    const own = bySequence.get(labelled.sequence) ?? new Map<number, LabelledFrame>();
    bySequence.set(labelled.sequence, own.set(labelled.frame.index, labelled));
  }
  return (labelled, track) => {
    const labelFromWorld = inverse(worldFromLabel(labelled.sequence, labelled.frame));
    if (track === undefined || labelFromWorld === undefined) return undefined;
    const placeNear = (step: 1 | -1) => {
      for (let i = 0; i <= FARTHEST_FRAMES; i++) {
        const other = bySequence.get(labelled.sequence)?.get(labelled.frame.index + i * step);
        const world = other && worldFromLabel(other.sequence, other.frame);
        const label = other?.labels.find((one) => one.track === track);
        if (i > 0 && world !== undefined && label !== undefined)
          return transformPoint(labelFromWorld, transformPoint(world, label.cuboid.centre));
      }
      return labelled.labels.find((one) => one.track === track)?.cuboid.centre;
    };
    const [before, after] = [placeNear(-1), placeNear(1)];
    if (before === undefined || after === undefined) return undefined;
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    return Math.hypot(dx, dy) < LEAST_METRES ? undefined : Math.atan2(dy, dx);
  };
}

function inverse(transform: RigidTransform | undefined): RigidTransform | undefined {
  return transform && invertTransform(transform);
}
