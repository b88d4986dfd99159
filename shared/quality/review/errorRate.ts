import { groupByStratum, type ReviewItem } from './sampling.ts';

/** Of a normal distribution, 95 % lies within so many standard deviations. */
const Z95 = 1.959964;

/** A share of what is wrong among all, told from a sample. */
export interface RateEstimate {
  readonly rate: number;
  /** Bounds of its 95 % confidence interval. */
  readonly low: number;
  readonly high: number;
  /** How many were looked at, and among how many. */
  readonly reviewed: number;
  readonly population: number;
}

/**
 * How many of all items are wrong, from those that were drawn by chance (`samplingPlan`'s `random`; those that were
 * looked at because they are suspicious would make it look worse than it is).
 *
 * The rate is the mean of the strata's rates, each weighted with its part of all items (Cochran, *Sampling techniques*,
 * 1977, chapter 5). Its interval is Wilson's (1927), for as many draws as would tell as much if none weighed more than
 * another (Kish, *Survey sampling*, 1965: 1 / Σ W²/n), and for as much less uncertainty as the part that was looked at
 * leaves (the finite population correction). It is a little too wide where the strata differ much.
 *
 * @param isWrong by the item's id, of those that were looked at
 * @returns undefined where none was looked at
 */
export function estimateErrorRate(
  population: readonly ReviewItem[],
  isWrong: ReadonlyMap<string, boolean>,
): RateEstimate | undefined {
  const strata = [...groupByStratum(population).values()].flatMap((members) => {
    const seen = members.filter(({ id }) => isWrong.has(id));
    const wrong = seen.filter(({ id }) => isWrong.get(id) === true).length;
    return seen.length === 0 ? [] : [{ size: members.length, seen: seen.length, wrong }];
  });
  // Strata of which nothing was seen are taken to be as the others.
  const known = strata.reduce((sum, { size }) => sum + size, 0);
  const reviewed = strata.reduce((sum, { seen }) => sum + seen, 0);
  if (reviewed === 0) return undefined;
  const rate = strata.reduce((sum, { size, seen, wrong }) => sum + (size / known) * (wrong / seen), 0);
  const draws = 1 / strata.reduce((sum, { size, seen }) => sum + (size / known) ** 2 / seen, 0);
  const unseen = (population.length - reviewed) / Math.max(1, population.length - 1);
  const { low, high } = wilsonInterval(rate, unseen <= 0 ? Infinity : draws / Math.min(1, unseen));
  return { rate, low, high, reviewed, population: population.length };
}

/**
 * Wilson's score interval (1927) at 95 %.
 *
 * @param rate 0 to 1
 * @param draws need not be whole
 */
export function wilsonInterval(rate: number, draws: number): { readonly low: number; readonly high: number } {
  if (draws === Infinity) return { low: rate, high: rate };
  if (!(draws > 0)) return { low: 0, high: 1 };
  const z2 = Z95 * Z95;
  const middle = (rate + z2 / (2 * draws)) / (1 + z2 / draws);
  const half = (Z95 * Math.sqrt((rate * (1 - rate)) / draws + z2 / (4 * draws * draws))) / (1 + z2 / draws);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
