import { conjugate, multiply, toRotationVector } from '../../geometry/quaternion.ts';
import { length, lerp, scale, subtract, type Vec3 } from '../../geometry/vec3.ts';
import type { PlacedCuboid, SequenceMotion } from './sequenceMotion.ts';
import { isNear, trackPath, type PathPoint, type TrackPath } from './trackPath.ts';

/** How an object moves in one frame; undefined where there is no neighbour near enough in time to tell from. */
export interface MotionSample {
  /** Of the sequence's frame. */
  readonly index: number;
  /** Metres per second, never negative. */
  readonly speed: number | undefined;
  /** Of the speed, m/s²: negative while it slows down. */
  readonly acceleration: number | undefined;
  /** About the object's own upright axis, rad/s, counter-clockwise seen from above. */
  readonly yawRate: number | undefined;
}

export interface TrackMotion extends Pick<TrackPath, 'relativeTo' | 'isTimed'> {
  /** One for each frame in which the object is known, by frame. Without times there are no values. */
  readonly samples: readonly MotionSample[];
}

/**
 * Speed, acceleration and yaw rate of an object in each frame in which it is placed: central differences (of uneven steps:
 * the velocity of the parabola through a point and its two neighbours), from one side where there is no neighbour within
 * about a second on the other. Relative to the world where poses are known. Yaw is turned about the cuboid's own z, so
 * that the world may have any axes: KITTI odometry's has those of a camera.
 *
 * @param placed in any order
 */
export function trackMotion(motion: SequenceMotion, placed: readonly PlacedCuboid[]): TrackMotion {
  const path = trackPath(motion, placed);
  const { relativeTo, isTimed, points } = path;
  if (!isTimed) {
    const samples = points.map(({ index }) => ({
      index,
      speed: undefined,
      acceleration: undefined,
      yawRate: undefined,
    }));
    return { relativeTo, isTimed, samples };
  }
  const moves = derivative(path, (from, to) => subtract(to.cuboid.centre, from.cuboid.centre));
  const speeds = moves.map((velocity) => velocity && length(velocity));
  const turns = derivative(path, (from, to) => [0, 0, yawStep(from, to)]);
  const changes = derivative(path, (_from, _to, i) => {
    const [before, after] = [speeds[i], speeds[i + 1]];
    return before === undefined || after === undefined ? undefined : [after - before, 0, 0];
  });
  const samples = points.map(({ index }, i): MotionSample => ({
    index,
    speed: speeds[i],
    acceleration: changes[i]?.[0],
    yawRate: turns[i]?.[2],
  }));
  return { relativeTo, isTimed, samples };
}

/** How far the later one is turned about its own z, the short way, radians. */
function yawStep(from: PathPoint, to: PathPoint): number {
  return toRotationVector(multiply(conjugate(from.cuboid.rotation), to.cuboid.rotation))[2];
}

/** Of what changes by `step` between neighbours, the i-th point and the next; per second, at each point. */
function derivative(
  path: TrackPath,
  step: (from: PathPoint, to: PathPoint, i: number) => Vec3 | undefined,
): readonly (Vec3 | undefined)[] {
  const { points } = path;
  const rates = points.slice(1).map((to, i): Vec3 | undefined => {
    const from = points[i]!;
    const change = isNear(path, from.time, to.time) ? step(from, to, i) : undefined;
    return change && scale(change, 1 / (to.time - from.time));
  });
  return points.map(({ time }, i) => {
    const [before, after] = [rates[i - 1], rates[i]];
    if (before === undefined || after === undefined) return before ?? after;
    const [first, last] = [points[i - 1]!.time, points[i + 1]!.time];
    return lerp(before, after, (time - first) / (last - first));
  });
}
