import { distance, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Trajectory } from '#renderer/editor/session/trajectories.ts';
import type { Segment } from './segments.ts';

export interface DrawnTrajectory {
  readonly trajectory: Trajectory;
  /** sRGB, 0…1. */
  readonly color: Vec3;
}

/** Above the ground's own points, so that these do not cut the line into pieces. */
const LIFT = 0.05;
const STYLE = {
  foremost: { width: 2, opacity: 1 },
  other: { width: 1.25, opacity: 0.7 },
};
/** CSS pixels. */
const DOT = { width: 6.5, hole: 3 };
/** Dots of keyframes that are nearer to the last one would be a second line, metres. */
const DOT_STEP = 0.75;

/**
 * The path as segments, relative to `origin` (label frame): solid up to the frame on screen, dashed after it, and a dot at
 * every keyframe, hollow where it is still to come.
 *
 * @param ground sRGB of the view's ground, which is what holes show
 */
export function trajectorySegments(
  { trajectory, color }: DrawnTrajectory,
  origin: Vec3,
  ground: Vec3,
): readonly Segment[] {
  const { points, here, isForemost } = trajectory;
  const { width, opacity } = isForemost ? STYLE.foremost : STYLE.other;
  const raised = points.map(({ position }): Vec3 => {
    const [x, y, z] = subtract(position, origin);
    return [x, y, z + LIFT];
  });
  let along = 0;
  const lines = raised.slice(1).map((to, i): Segment => {
    const from = raised[i]!;
    const isDashed = points[i + 1]!.index > here;
    const segment: Segment = { from, to, color: [...color, opacity], width, isDashed, along };
    along += distance(from, to);
    return segment;
  });
  return isForemost ? [...lines, ...dots(trajectory, raised, color, ground)] : lines;
}

function dots(
  { points, here }: Trajectory,
  raised: readonly Vec3[],
  color: Vec3,
  ground: Vec3,
): readonly Segment[] {
  let last: Vec3 | undefined;
  return raised.flatMap((at, i): readonly Segment[] => {
    const { isKeyframe, index } = points[i]!;
    // The cuboid itself stands there.
    if (!isKeyframe || index === here) return [];
    if (last !== undefined && distance(last, at) < DOT_STEP) return [];
    last = at;
    const dot: Segment = { from: at, to: at, color: [...color, 1], width: DOT.width };
    return index < here ? [dot] : [dot, { ...dot, color: [...ground, 1], width: DOT.hole }];
  });
}
