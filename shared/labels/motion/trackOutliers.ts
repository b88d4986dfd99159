import { radiansFromDegrees } from '../../geometry/angle.ts';
import { apply } from '../../geometry/matrix3.ts';
import {
  conjugate,
  fromRotationVector,
  multiply,
  toMatrix3,
  toRotationVector,
  type Quaternion,
} from '../../geometry/quaternion.ts';
import { dot, length, lerp, scale, subtract, type Vec3 } from '../../geometry/vec3.ts';
import { findDepartures, type Departures, type TimeSeries } from './departures.ts';
import type { PlacedCuboid, SequenceMotion } from './sequenceMotion.ts';
import { isNear, trackPath, type PathPoint, type TrackPath } from './trackPath.ts';

/** A frame in which an object is not where, or not turned as, its other frames say. */
export interface TrackOutlier {
  /**
   * `off-path`: it lies beside the way between its neighbours. `jump`: from here on it goes on elsewhere. `off-heading`: it
   * is turned otherwise than its neighbours. `turn-jump`: from here on it is turned otherwise. `against-motion`: from
   * here to `lastIndex` its front is not where it moves to.
   */
  readonly reason: 'off-path' | 'jump' | 'off-heading' | 'turn-jump' | 'against-motion';
  /** Of the sequence's frame. */
  readonly index: number;
  /** The same but where several frames in a row are meant. */
  readonly lastIndex: number;
  /** Metres for what is about places, radians for what is about headings. */
  readonly amount: number;
}

/** People who label by hand are within this of each other, and of themselves in the next frame. */
const PLACE_FLOOR = 0.2;
const HEADING_FLOOR = radiansFromDegrees(10);
/** Road users change their acceleration by this from one frame to the next, m/s²; that of their yaw by so many rad/s². */
const PLACE_SUDDENNESS = 2;
const HEADING_SUDDENNESS = 1;
/** Brakes reach 10 m/s²; a turn is begun within a second. */
const PLACE_EXTREME = 12;
const HEADING_EXTREME = 3;
/** Where times are not known, frames are taken to be so far apart, seconds: few sensors are slower. */
const UNTIMED_STEP = 0.5;

/** Slower, a vehicle may be backing into its place, and what parks is moved by its labels' noise. */
const LEAST_SPEED = 1.5;
const AGAINST = radiansFromDegrees(120);
/** Motion is told from places up to so many seconds away, and so many apart at least. */
const MOTION_REACH = 0.5;
const LEAST_SPAN = 0.35;

/**
 * The frames that a person should look at again, by frame. Floors are absolute, so that the noise of a parked car's labels
 * is nothing; see {@link findDepartures} for what is beyond them. Against its motion an object faces only in the world:
 * what stands beside a vehicle moves backwards relative to it.
 *
 * @param placed in any order
 */
export function trackOutliers(
  motion: SequenceMotion,
  placed: readonly PlacedCuboid[],
): readonly TrackOutlier[] {
  const path = trackPath(motion, placed);
  const places = findDepartures(placeSeries(path));
  const headings = findDepartures(headingSeries(path));
  const runs = againstMotion(path, places, headings);
  // Where such a run begins and ends it turns about at once, which need not be said twice.
  const isEdge = (index: number): boolean =>
    runs.some(
      (run) => run.index === index || path.points.find((p) => p.index > run.lastIndex)?.index === index,
    );
  return [
    ...outliers(path, places, { off: 'off-path', jump: 'jump' }),
    ...outliers(path, headings, { off: 'off-heading', jump: 'turn-jump' }).filter(
      ({ reason, index }) => reason === 'off-heading' || !isEdge(index),
    ),
    ...runs,
  ].toSorted((a, b) => a.index - b.index);
}

function outliers(
  { points }: TrackPath,
  { found }: Departures,
  reasons: Readonly<Record<'off' | 'jump', TrackOutlier['reason']>>,
): readonly TrackOutlier[] {
  return found.map(({ kind, at, amount }) => {
    const { index } = points[at]!;
    return { reason: reasons[kind], index, lastIndex: index, amount };
  });
}

function placeSeries(path: TrackPath): TimeSeries {
  const { points } = path;
  return {
    ...timesOf(path),
    between: (before, at, after) => {
      const [a, p, b] = [points[before]!, points[at]!, points[after]!];
      return subtract(p.cuboid.centre, lerp(a.cuboid.centre, b.cuboid.centre, share(a, p, b)));
    },
    floor: PLACE_FLOOR,
    suddenness: PLACE_SUDDENNESS,
    extreme: PLACE_EXTREME,
  };
}

function headingSeries(path: TrackPath): TimeSeries {
  const { points } = path;
  return {
    ...timesOf(path),
    between: (before, at, after) => {
      const [a, p, b] = [points[before]!, points[at]!, points[after]!];
      const whole = turn(a.cuboid.rotation, b.cuboid.rotation);
      const expected = multiply(a.cuboid.rotation, fromRotationVector(scale(whole, share(a, p, b))));
      return turn(expected, p.cuboid.rotation);
    },
    floor: HEADING_FLOOR,
    suddenness: HEADING_SUDDENNESS,
    extreme: HEADING_EXTREME,
  };
}

function timesOf(path: TrackPath): Pick<TimeSeries, 'times' | 'isNear'> {
  const unit = path.isTimed ? 1 : UNTIMED_STEP;
  return {
    times: path.points.map(({ time }) => time * unit),
    isNear: (from, to) => isNear(path, from / unit, to / unit),
  };
}

function share(a: PathPoint, p: PathPoint, b: PathPoint): number {
  return (p.time - a.time) / (b.time - a.time);
}

/** In the axes of the first, the short way. */
function turn(from: Quaternion, to: Quaternion): Vec3 {
  return toRotationVector(multiply(conjugate(from), to));
}

/** Runs of frames that are right in all else. */
function againstMotion(path: TrackPath, places: Departures, headings: Departures): readonly TrackOutlier[] {
  if (!path.isTimed || path.relativeTo !== 'world') return [];
  const isTurned = new Set(headings.found.filter(({ kind }) => kind === 'off').map(({ at }) => at));
  const runs: TrackOutlier[] = [];
  for (const piece of places.pieces) {
    let isRunning = false;
    for (const at of piece) {
      if (isTurned.has(at)) continue;
      const angle = angleToMotion(path, piece, at);
      const isAgainst = angle !== undefined && angle > AGAINST;
      const { index } = path.points[at]!;
      const run = isRunning ? runs.pop() : undefined;
      if (run !== undefined)
        runs.push(isAgainst ? { ...run, lastIndex: index, amount: Math.max(run.amount, angle) } : run);
      else if (isAgainst) runs.push({ reason: 'against-motion', index, lastIndex: index, amount: angle });
      isRunning = isAgainst;
    }
  }
  return runs;
}

/** Between the front's direction and the motion; undefined where it moves too little to tell. */
function angleToMotion({ points }: TrackPath, piece: readonly number[], at: number): number | undefined {
  const here = points[at]!;
  const near = piece
    .map((other) => points[other]!)
    .filter(({ time }) => Math.abs(time - here.time) <= MOTION_REACH);
  const [from, to] = [near[0]!, near.at(-1)!];
  const span = to.time - from.time;
  if (span < LEAST_SPAN) return undefined;
  const velocity = scale(subtract(to.cuboid.centre, from.cuboid.centre), 1 / span);
  const speed = length(velocity);
  if (speed < LEAST_SPEED) return undefined;
  const front = apply(toMatrix3(here.cuboid.rotation), [1, 0, 0]);
  return Math.acos(Math.min(1, Math.max(-1, dot(front, velocity) / speed)));
}
