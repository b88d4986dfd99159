import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import { followFit } from '#shared/pointcloud/fit/followFit.ts';
import type { FrameId } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';
import { withSize } from './trackSize.ts';

/** An object whose size and about whose place is known, in a frame whose cloud is at hand. */
export interface ExpectedObject {
  readonly frameId: FrameId;
  /** Where it should be; its size is kept. */
  readonly expected: Cuboid;
  readonly className: string;
  readonly queries: Pick<CloudQueries, 'fitAt'>;
}

export interface FittedInPlace {
  readonly cuboid: Cuboid;
  /** In [0, 1]. */
  readonly confidence: number;
}

/** Fits one after the other from where the last one was, until they move by less (metres). */
const MOST_SETTLING = 4;
const SETTLED = 0.2;

/**
 * The object fitted to the points about where it should be, keeping its size and heading the same way; undefined where
 * nothing there goes on with it, or there are too few points.
 */
export async function fitInPlace(object: ExpectedObject): Promise<FittedInPlace | undefined> {
  const { queries, frameId, className, expected } = object;
  const { centre, size } = expected;
  const answer = await queries.fitAt(frameId, { at: centre, prior: { name: className, size } });
  const cuboid = answer && followFit(expected, answer);
  if (cuboid === undefined || answer?.cuboid === undefined) return undefined;
  return { cuboid: withSize(cuboid, size), confidence: answer.confidence };
}

/** The same from where the fit has put it, until it stays: what is met at its edge is seen whole from its middle. */
export async function settleInPlace(object: ExpectedObject): Promise<FittedInPlace | undefined> {
  let found: FittedInPlace | undefined;
  for (let i = 0; i < MOST_SETTLING; i++) {
    const from = found?.cuboid ?? object.expected;
    const next = await fitInPlace({ ...object, expected: from });
    if (next === undefined) return found;
    found = next;
    if (distance(next.cuboid.centre, from.centre) < SETTLED) break;
  }
  return found;
}
