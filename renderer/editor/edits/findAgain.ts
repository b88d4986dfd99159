import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { groundOutline, outlineOverlap } from '#shared/geometry/groundOutline.ts';
import { add, length, scale, type Vec3 } from '#shared/geometry/vec3.ts';
import {
  cuboidBeyond,
  type PlacedCuboid,
  type SequenceMotion,
} from '#shared/labels/motion/sequenceMotion.ts';
import type { FrameId } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';
import { fitInPlace, settleInPlace } from './fitInPlace.ts';

export interface FindAgainRequest {
  readonly motion: SequenceMotion;
  /** Where the object is known to be, the nearest frame last; none beyond {@link index}. */
  readonly known: readonly PlacedCuboid[];
  readonly index: number;
  /** Where it should be, if that is better known than by going on as it went. */
  readonly expected?: Cuboid | undefined;
  readonly className: string;
  /** That it keeps, metres. */
  readonly size: Vec3;
  /** Other objects of that frame, which it cannot be. */
  readonly others: readonly Cuboid[];
  frameAt(index: number): FrameId;
  readonly queries: Pick<CloudQueries, 'fitAt' | 'countPoints'>;
}

/** Why it was not found: too few points where it should be, or other things. */
export type NotFoundReason = 'few-points' | 'lost';

/** Fewer do not show that anything is there. */
export const FEWEST_POINTS = 5;
/** What stands still overlaps itself at least so much. */
const STILL = 0.5;
/** What is known in one frame alone may go so fast (metres a second) … */
const FASTEST = 40;
/** … or so far in a frame, where nothing tells the time. */
const FARTHEST = 12;
/** Anything less like it is something else; what is as like it and in its place is it. */
const LEAST_LIKENESS = 0.1;
const STILL_LIKENESS = 0.3;
/** Metres between the places along its heading that are tried. */
const STRIDE = 1.5;
/** A place that something has just come to had fewer points before, as a share. */
const FREE_BEFORE = 0.35;

/**
 * The object in another frame, whose cloud and that of the nearest known frame must be at hand: expected to go on as it
 * went, then fitted to the points there, keeping its size. Where it is known once only, how fast it goes is not: if it is
 * gone from its place, it is looked for along its heading, where there were hardly any points before.
 */
export async function findAgain(request: FindAgainRequest): Promise<Cuboid | NotFoundReason> {
  const { motion, known, index, queries, frameAt, size, others } = request;
  const expected = { ...(request.expected ?? cuboidBeyond(motion, known, index)), size };
  const [points = 0] = (await queries.countPoints(frameAt(index), [expected])) ?? [];
  const reason = points < FEWEST_POINTS ? 'few-points' : 'lost';
  const about = { queries, frameId: frameAt(index), className: request.className };
  if (known.length > 1) return (await fitInPlace({ ...about, expected }))?.cuboid ?? reason;
  const tried = [0, ...offsets(request)].map((metres) => movedAlong(expected, metres));
  let best: Cuboid | undefined;
  let bestLikeness = LEAST_LIKENESS;
  for (const at of tried) {
    if (others.some((other) => overlapOf(other, at) > 0.1)) continue;
    const found = await settleInPlace({ ...about, expected: at });
    const likeness = found === undefined ? 0 : found.confidence * (await likenessOf(request, found.cuboid));
    // What is where it was needs no other explanation.
    if (
      found !== undefined &&
      at === tried[0] &&
      overlapOf(found.cuboid, expected) >= STILL &&
      likeness >= STILL_LIKENESS
    )
      return found.cuboid;
    if (found === undefined || likeness <= bestLikeness) continue;
    best = found.cuboid;
    bestLikeness = likeness;
  }
  return best ?? reason;
}

/**
 * How likely it is by its points, in [0, 1]: as many as there were in the nearest known frame, allowed for the distance;
 * 0 where something stood before, unless it overlaps where it was itself.
 */
async function likenessOf(request: FindAgainRequest, found: Cuboid): Promise<number> {
  const { queries, frameAt, index, motion, known } = request;
  const last = known.at(-1)!;
  const before = cuboidBeyond(motion, [{ index, cuboid: found }], last.index);
  const [now = 0] = (await queries.countPoints(frameAt(index), [found])) ?? [];
  const [then = 0, own = 0] = (await queries.countPoints(frameAt(last.index), [before, last.cuboid])) ?? [];
  if (now < FEWEST_POINTS) return 0;
  if (overlapOf(before, last.cuboid) === 0 && then > FREE_BEFORE * now) return 0;
  const asNear = own * (length(last.cuboid.centre) / Math.max(1, length(found.centre))) ** 2;
  return Math.min(now, asNear) / Math.max(now, asNear, 1);
}

/** The nearest first, ahead before behind. */
function offsets({ motion, known, index }: FindAgainRequest): readonly number[] {
  const time = Math.abs(motion.times[index]! - motion.times[known.at(-1)!.index]!);
  const reach = motion.isTimed ? Math.min(FASTEST * time, 2 * FARTHEST) : FARTHEST;
  const steps = Math.floor(reach / STRIDE);
  return Array.from({ length: steps }, (_, i) => (i + 1) * STRIDE).flatMap((metres) => [metres, -metres]);
}

function movedAlong(cuboid: Cuboid, metres: number): Cuboid {
  const yaw = cuboidYaw(cuboid);
  return { ...cuboid, centre: add(cuboid.centre, scale([Math.cos(yaw), Math.sin(yaw), 0], metres)) };
}

/** Of two, seen from above, in [0, 1]. */
export function overlapOf(a: Cuboid, b: Cuboid): number {
  return outlineOverlap(groundOutline(a), groundOutline(b));
}
