import { trackMotion, type MotionSample } from '../labels/motion/trackMotion.ts';
import type { PlacedCuboid, SequenceMotion } from '../labels/motion/sequenceMotion.ts';
import type { TrackPath } from '../labels/motion/trackPath.ts';
import type { TrackSight } from './rule.ts';

interface Placed {
  readonly motion: SequenceMotion;
  readonly placed: readonly PlacedCuboid[];
}

/**
 * A track's sights as the measures of motion want them: as if its frames were the only ones, numbered from 0. Timed where
 * the time of every one of them is known and they increase.
 */
export function placeSights(sights: readonly TrackSight[]): Placed {
  const seconds = sights.map(({ timeSeconds }) => timeSeconds);
  const isTimed = seconds.every(
    (time, i) => time !== undefined && Number.isFinite(time) && (i === 0 || time > (seconds[i - 1] ?? time)),
  );
  const poses = sights.map(({ worldFromLabel }) => worldFromLabel);
  return {
    motion: {
      times: isTimed ? seconds.map((time) => time!) : sights.map(({ index }) => index),
      isTimed,
      worldFromLabel: poses,
      worlds: poses.map(() => 0),
      poses: poses.some((pose) => pose !== undefined) ? 'dataset' : 'none',
    },
    placed: sights.map(({ object: { cuboid } }, index) => ({ index, cuboid })),
  };
}

/** Speed, acceleration and yaw rate at each sight, in their order; see {@link trackMotion}. */
export function motionOfSights(sights: readonly TrackSight[]): Pick<TrackPath, 'relativeTo' | 'isTimed'> & {
  readonly motion: readonly Omit<MotionSample, 'index'>[];
  /** Of the steps to the sights before and after it, the shorter: noise counts for most there. 1 without times. */
  readonly secondsBetween: (sight: number) => number;
} {
  const { motion, placed } = placeSights(sights);
  const { relativeTo, isTimed, samples } = trackMotion(motion, placed);
  const bySight = new Map(samples.map((sample) => [sample.index, sample]));
  const secondsBetween = (i: number): number => {
    if (!isTimed) return 1;
    const [before, here, after] = [motion.times[i - 1], motion.times[i]!, motion.times[i + 1]];
    return Math.min(here - (before ?? -Infinity), (after ?? Infinity) - here, 1);
  };
  return { relativeTo, isTimed, secondsBetween, motion: sights.map((_, i) => bySight.get(i) ?? NOTHING) };
}

const NOTHING = { speed: undefined, acceleration: undefined, yawRate: undefined };
