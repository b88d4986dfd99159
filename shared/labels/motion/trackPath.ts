import { groupBy } from '../../dataset/groupBy.ts';
import { transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import type { PlacedCuboid, SequenceMotion } from './sequenceMotion.ts';

/** An object in one frame of its life, in the frame that its {@link TrackPath} is in. */
export interface PathPoint {
  /** Of the sequence's frame. */
  readonly index: number;
  /** As in {@link SequenceMotion.times}. */
  readonly time: number;
  readonly cuboid: Cuboid;
}

/** Where an object goes, in one frame of coordinates for all moments. */
export interface TrackPath {
  /**
   * `world`: the coordinates do not move. `vehicle`: they go along with it, for its poses are not known; then so does all
   * that is derived from them.
   */
  readonly relativeTo: 'world' | 'vehicle';
  /** Are the points' times seconds? */
  readonly isTimed: boolean;
  /** By time, no two in the same frame. */
  readonly points: readonly PathPoint[];
}

/**
 * In the world where the poses of at least half of the frames are known in one world (the other frames are left out, since
 * nothing can be said between places in different ones), else in the label frames as if they were one.
 *
 * @param placed in any order; of several in one frame the last counts
 */
export function trackPath(
  { times, isTimed, worldFromLabel, worlds }: SequenceMotion,
  placed: readonly PlacedCuboid[],
): TrackPath {
  const byFrame = new Map(placed.map((one) => [one.index, one.cuboid]));
  const inOrder = [...byFrame].toSorted(([a], [b]) => a - b);
  const known = inOrder.filter(([index]) => worldFromLabel[index] !== undefined);
  const byWorld = groupBy(known, ([index]) => worlds[index]!);
  const posed = [...byWorld.values()].reduce((most, some) => (some.length > most.length ? some : most), []);
  const isWorld = posed.length > 0 && 2 * posed.length >= inOrder.length;
  const points = (isWorld ? posed : inOrder).map(([index, cuboid]): PathPoint => {
    const pose = isWorld ? worldFromLabel[index] : undefined;
    return {
      index,
      time: times[index]!,
      cuboid: pose === undefined ? cuboid : transformCuboid(pose, cuboid),
    };
  });
  return { relativeTo: isWorld ? 'world' : 'vehicle', isTimed, points };
}

/** Nothing is said across a longer gap, seconds; it is a little more than what two frames a second leave between three. */
const LONGEST_SECONDS = 1.05;
/** The same where there are no times. */
const LONGEST_FRAMES = 2;

/** Are two moments of a path close enough for what is between them to be told from the two? */
export function isNear({ isTimed }: Pick<TrackPath, 'isTimed'>, from: number, to: number): boolean {
  return to - from <= (isTimed ? LONGEST_SECONDS : LONGEST_FRAMES);
}
