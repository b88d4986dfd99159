import type { Settings } from '#shared/host/settings.ts';
import { shareWorld, type SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';

export type AggregateReach = Settings['aggregate']['reach'];

/** Why no other frame's points can be shown: none of the sequence has a pose, this one has none, or there is no other. */
export type AggregateTrouble = 'no-poses' | 'no-pose-here' | 'one-frame';

/** All frames of an endless drive would fit into no memory. */
export const FARTHEST_FRAMES = 30;

/** Of all other frames together: 10 bytes each on the page and on the GPU, 25 MB. */
const MOST_POINTS = 2_500_000;
/** More of one frame than any lidar sees of things that one labels. */
const MOST_OF_FRAME = 400_000;

/** How many frames before and after. */
export function framesOf(reach: AggregateReach): number {
  return reach === 'all' ? FARTHEST_FRAMES : Number(reach);
}

/** How many points of each frame are drawn. The same at the ends of a sequence: frames are kept when one goes on. */
export function pointsOfFrame(reach: AggregateReach): number {
  return Math.min(MOST_OF_FRAME, Math.floor(MOST_POINTS / (2 * framesOf(reach))));
}

/** The frames about one, and why there are none. */
export interface AggregateWindow {
  /** In the sequence, nearest first. */
  readonly indices: readonly number[];
  /** Frames within reach whose pose is not known: their points are shown nowhere. */
  readonly unposed: number;
  /** How far the farthest is in time: seconds or, where times are not known, frames. */
  readonly span: number;
  readonly trouble: AggregateTrouble | undefined;
}

/** Which frames' points are shown beside those of the frame with this index. Those without a pose in its
 * world never are. */
export function aggregateWindow(
  motion: SequenceMotion,
  index: number,
  reach: AggregateReach,
): AggregateWindow {
  const { times, worldFromLabel } = motion;
  const trouble = troubleOf(worldFromLabel, index);
  const most = framesOf(reach);
  const near = worldFromLabel
    .map((_, at) => ({ at, away: Math.abs(at - index) }))
    .filter(({ away }) => away > 0 && away <= most);
  const posed = trouble === undefined ? near.filter(({ at }) => shareWorld(motion, at, index)) : [];
  const indices = posed.toSorted((a, b) => a.away - b.away).map(({ at }) => at);
  return {
    indices,
    unposed: near.length - posed.length,
    span: Math.max(0, ...indices.map((at) => Math.abs(times[at]! - times[index]!))),
    trouble,
  };
}

function troubleOf(poses: SequenceMotion['worldFromLabel'], index: number): AggregateTrouble | undefined {
  if (poses.length < 2) return 'one-frame';
  if (poses.every((pose) => pose === undefined)) return 'no-poses';
  return poses[index] === undefined ? 'no-pose-here' : undefined;
}
