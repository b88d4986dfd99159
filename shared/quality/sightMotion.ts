import { trackMotion } from '../labels/motion/trackMotion.ts';
import type { PlacedCuboid, SequenceMotion } from '../labels/motion/sequenceMotion.ts';
import type { TrackSight } from './rule.ts';
import { piecewise } from './sightPieces.ts';

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

/** How an object moves in the world at one of its sights; see `trackMotion`. */
export interface SightMotion {
  readonly speed?: number | undefined;
  readonly acceleration?: number | undefined;
  readonly yawRate?: number | undefined;
  /** Of the steps to the sights before and after, the shorter: noise counts for most there. */
  readonly stepSeconds: number;
}

/** Accelerations follow from speeds, which follow from places: of two sights on either side. */
const MARGIN = 3;

/**
 * At each sight, in their order. Undefined what cannot be known: without times, and without the vehicle's poses, since
 * what stands beside a vehicle goes as fast as that, seen from it.
 */
export function motionOfSights(sights: readonly TrackSight[]): readonly SightMotion[] {
  return motionByPiece(sights).flatMap(({ start, end, from, result }) =>
    result.slice(start - from, end - from),
  );
}

const motionByPiece = piecewise(MARGIN, (sights): readonly SightMotion[] => {
  const { motion, placed } = placeSights(sights);
  const { relativeTo, isTimed, samples } = trackMotion(motion, placed);
  if (relativeTo !== 'world' || !isTimed) return sights.map(() => ({ stepSeconds: 1 }));
  const byIndex = new Map(samples.map((sample) => [sample.index, sample]));
  const { times } = motion;
  return sights.map((_, i) => {
    const before = times[i]! - (times[i - 1] ?? -Infinity);
    const after = (times[i + 1] ?? Infinity) - times[i]!;
    return { ...byIndex.get(i), stepSeconds: Math.min(before, after, 1) };
  });
});
