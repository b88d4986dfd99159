import type { Frame, Sequence } from '../../dataset/dataset.ts';
import { secondsBetween } from '../../dataset/secondsBetween.ts';
import { worldFromLabel } from '../../dataset/worldFromLabel.ts';
import { cuboidYaw, transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { MotionSegment } from '../../pointcloud/motion/chainMotions.ts';
import { extrapolateCuboid } from './extrapolateCuboid.ts';
import { interpolateCuboid, type Knot } from './interpolateCuboid.ts';

/** A cuboid in the label frame of the sequence's frame with this index. */
export interface PlacedCuboid {
  readonly index: number;
  readonly cuboid: Cuboid;
}

/** How objects move through a sequence: when its frames are, and how the label frame of each lies in the world. */
export interface SequenceMotion {
  /** Of each frame: seconds since the first or, where timestamps are missing or do not increase, frames since the first. */
  readonly times: readonly number[];
  /** Are {@link times} seconds? */
  readonly isTimed: boolean;
  /** Of each frame; undefined where it is not known. */
  readonly worldFromLabel: readonly (RigidTransform | undefined)[];
  /** Of each frame, the world that its pose is in: poses in different ones have nothing to do with each other. */
  readonly worlds: readonly number[];
  /** Who says so. */
  readonly poses: 'dataset' | 'estimated' | 'none';
}

export function sequenceMotion(sequence: Sequence): SequenceMotion {
  const seconds = secondsOf(sequence.frames);
  const poses = sequence.frames.map((frame) => worldFromLabel(sequence, frame));
  return {
    times: seconds ?? sequence.frames.map((_, index) => index),
    isTimed: seconds !== undefined,
    worldFromLabel: poses,
    worlds: poses.map(() => 0),
    poses: poses.some((pose) => pose !== undefined) ? 'dataset' : 'none',
  };
}

/** The same sequence with poses that were estimated from its clouds, each segment in a world of its own. */
export function withEstimatedPoses(
  motion: SequenceMotion,
  segments: readonly MotionSegment[],
): SequenceMotion {
  return {
    ...motion,
    worldFromLabel: segments.flatMap((segment) => segment.worldFromLabel),
    worlds: segments.flatMap((segment, world) => segment.worldFromLabel.map(() => world)),
    poses: 'estimated',
  };
}

function secondsOf(frames: readonly Frame[]): readonly number[] | undefined {
  const stamps = frames.map(({ clouds }) => clouds[0]?.timestamp);
  const first = stamps[0];
  if (first === undefined) return undefined;
  const seconds: number[] = [];
  for (const stamp of stamps) {
    if (stamp === undefined) return undefined;
    const next = secondsBetween(first, stamp);
    if (seconds.length > 0 && next <= seconds.at(-1)!) return undefined;
    seconds.push(next);
  }
  return seconds;
}

/**
 * Where an object is in a frame between two in which it is known: along {@link interpolateCuboid}'s curve, in the world
 * where the poses of all these frames are known, else in the label frame. Before the first and after the last it stands
 * still. What stands upright in every label frame does so in this one, too: people turn cuboids about the vertical alone.
 *
 * @param known one or more, by index; those two on either side are looked at
 */
export function cuboidBetween(motion: SequenceMotion, known: readonly PlacedCuboid[], index: number): Cuboid {
  const next = known.findIndex((one) => one.index >= index);
  const at = next < 0 ? known.length : next;
  const about = known.slice(Math.max(0, at - 2), at + 2);
  return inFixedFrame(motion, about, index, (knots) => {
    const time = motion.times[index]!;
    const [first, last] = [knots[0]!, knots.at(-1)!];
    if (time <= first.time) return first.cuboid;
    if (time >= last.time) return last.cuboid;
    return interpolateCuboid(knots, time);
  });
}

/**
 * Where an object will be in a frame after (or before) those in which it is known, going on as it went between the two
 * nearest: {@link extrapolateCuboid}. Known in one frame only, it is taken to stand still.
 *
 * @param known one or more, none of them beyond `index`, the nearest to it last
 */
export function cuboidBeyond(motion: SequenceMotion, known: readonly PlacedCuboid[], index: number): Cuboid {
  return inFixedFrame(motion, known.slice(-2), index, (knots) =>
    extrapolateCuboid(knots, motion.times[index]!),
  );
}

/** Is it known how the label frames of two frames lie to each other? */
export function shareWorld(
  { worldFromLabel: poses, worlds }: Pick<SequenceMotion, 'worldFromLabel' | 'worlds'>,
  a: number,
  b: number,
): boolean {
  return poses[a] !== undefined && poses[b] !== undefined && worlds[a] === worlds[b];
}

function inFixedFrame(
  motion: SequenceMotion,
  known: readonly PlacedCuboid[],
  index: number,
  path: (knots: readonly Knot[]) => Cuboid,
): Cuboid {
  const { times, worldFromLabel: poses } = motion;
  const target = poses[index];
  const isFixed = target !== undefined && known.every((one) => shareWorld(motion, one.index, index));
  const knots = known.map((one): Knot => ({
    time: times[one.index]!,
    cuboid: isFixed ? transformCuboid(poses[one.index]!, one.cuboid) : one.cuboid,
  }));
  const fixed = path(knots);
  const cuboid = isFixed ? transformCuboid(invertTransform(target), fixed) : fixed;
  return known.every((one) => isUpright(one.cuboid))
    ? { ...cuboid, rotation: fromYaw(cuboidYaw(cuboid)) }
    : cuboid;
}

function isUpright({ rotation }: Cuboid): boolean {
  return rotation[0] === 0 && rotation[1] === 0;
}
