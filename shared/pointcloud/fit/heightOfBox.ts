import { quantile } from '../percentile.ts';
import type { ClassPrior } from './classPrior.ts';
import { largestOf } from './classPrior.ts';
import type { Pillars } from './pillars.ts';

/** Fewer pillars do not show where the top is: the highest beam may have passed below it. */
const ENOUGH_PILLARS = 25;

/** The top face lies this far above the highest points: metres, and for each metre from the sensor, as beams part. */
const ROOM = 0.03;
const ROOM_BY_RANGE = 0.003;
const MOST_ROOM = 0.2;
/** Of what is then missing to the class's height, this share is there: roofs are seen from the side, as a thin line. */
const UNSEEN_SHARE = 0.4;

/**
 * Height of a box that stands on the ground, metres: as high as its pillars reach, or the class's where that cannot be
 * seen. Never above what the class may be: crowns of trees hang into boxes.
 *
 * @param range metres from the sensor
 */
export function heightOfBox(inside: Pillars, prior: ClassPrior, range: number): number {
  const typical = prior.size[2];
  const tops = inside.top.slice().sort();
  const room = Math.min(MOST_ROOM, ROOM + ROOM_BY_RANGE * range);
  const measured = tops.length === 0 ? 0 : quantile(tops, 0.98) + room;
  if (measured > typical) return Math.min(measured, largestOf(prior)[2]);
  if (tops.length < ENOUGH_PILLARS || measured <= 0.7 * typical) return typical;
  return measured + UNSEEN_SHARE * (typical - measured);
}
