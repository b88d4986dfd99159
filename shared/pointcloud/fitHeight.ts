import type { RaisedPoint } from './footprintPoints.ts';
import { quantile } from './percentile.ts';

/** Fewer points than this do not show where the top is: the highest beam may have passed below it. */
const ENOUGH_POINTS = 40;

/** The top face lies this far above the highest points (metres). */
const ROOM = 0.02;

/**
 * Height of a cuboid that stands on the ground, metres: the class's, unless the points rise above that, or there are
 * enough of them and their top is within 40 % of it.
 */
export function fitHeight(points: readonly RaisedPoint[], classHeight: number): number {
  const heights = points.map((point) => point.height).sort((a, b) => a - b);
  const measured = quantile(heights, 0.99) + ROOM;
  if (measured > classHeight) return measured;
  const isClear = points.length >= ENOUGH_POINTS && measured >= classHeight * 0.6;
  return isClear ? measured : classHeight;
}
