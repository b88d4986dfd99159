import { quantile } from '../percentile.ts';
import type { ClassPrior } from './classPrior.ts';
import { largestOf } from './classPrior.ts';
import type { Pillars } from './pillars.ts';

/** Fewer pillars do not show where the top is: the highest beam may have passed below it. */
const ENOUGH_PILLARS = 25;

/** The top face lies this far above the highest points (metres). */
const ROOM = 0.02;

/**
 * Height of a box that stands on the ground, metres: as high as its pillars reach, or the class's where that cannot be
 * seen. Never above what the class may be: crowns of trees hang into boxes.
 */
export function heightOfBox(inside: Pillars, prior: ClassPrior): number {
  const typical = prior.size[2];
  const tops = inside.top.slice().sort();
  const measured = tops.length === 0 ? 0 : quantile(tops, 0.98) + ROOM;
  if (measured > typical) return Math.min(measured, largestOf(prior)[2]);
  return tops.length >= ENOUGH_PILLARS && measured > 0.7 * typical ? measured : typical;
}
