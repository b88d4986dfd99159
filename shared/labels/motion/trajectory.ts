import { labelFromBox } from '../../geometry/cuboid.ts';
import { composeTransforms, invertTransform, transformPoint } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { shareWorld, type PlacedCuboid, type SequenceMotion } from './sequenceMotion.ts';

/** Where an object stands in one frame, as another frame's label frame has it. */
export interface TrajectoryPlace {
  /** Of the sequence's frame. */
  readonly index: number;
  /** The middle of the cuboid's floor, metres. */
  readonly position: Vec3;
}

/** Why the places of other frames cannot be shown in one: no frame's pose is known, or that one's is not. */
export type NoTrajectory = 'no-poses' | 'no-pose-here';

export function whyNoTrajectory(
  { worldFromLabel }: Pick<SequenceMotion, 'worldFromLabel'>,
  here: number,
): NoTrajectory | undefined {
  if (worldFromLabel[here] !== undefined) return undefined;
  return worldFromLabel.every((pose) => pose === undefined) ? 'no-poses' : 'no-pose-here';
}

/**
 * The way of an object over the ground, by frame, in the label frame of the frame `here`: through the world, so that what
 * is parked stays in its place however the vehicle moves. Frames without a pose are left out; all are where `here` has none.
 *
 * @param placed in any order, one for each frame
 */
export function trajectoryIn(
  motion: Pick<SequenceMotion, 'worldFromLabel' | 'worlds'>,
  placed: readonly PlacedCuboid[],
  here: number,
): readonly TrajectoryPlace[] {
  const { worldFromLabel } = motion;
  const pose = worldFromLabel[here];
  if (pose === undefined) return [];
  const hereFromWorld = invertTransform(pose);
  return placed
    .toSorted((a, b) => a.index - b.index)
    .flatMap(({ index, cuboid }): readonly TrajectoryPlace[] => {
      const then = worldFromLabel[index];
      const floor = labelFromBox(cuboid, [0, 0, -cuboid.size[2] / 2]);
      // To the last digit where it is: the line must begin under the cuboid on screen.
      if (index === here) return [{ index, position: floor }];
      if (then === undefined || !shareWorld(motion, index, here)) return [];
      return [{ index, position: transformPoint(composeTransforms(hereFromWorld, then), floor) }];
    });
}
