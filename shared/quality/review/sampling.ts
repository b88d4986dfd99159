import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { seededRandom } from '../../pointcloud/random.ts';

/** An object, or whatever else is looked at one by one. */
export interface ReviewItem {
  /** Unique among those that are planned together. */
  readonly id: string;
  readonly class: string;
  /** See `rangeBandOf`. */
  readonly rangeBand: number;
  /** How likely it is wrong, on any scale: the higher, the sooner it is looked at. */
  readonly risk: number;
}

export interface SamplingOptions {
  /** Part of all that is to be looked at, 0 to 1. */
  readonly share: number;
  /** Part of those that is drawn by chance instead of by risk, 0 to 1. */
  readonly randomShare: number;
  /** The same seed draws the same. */
  readonly seed: number;
}

export interface SamplingPlan<T extends ReviewItem> {
  /** Worst first. */
  readonly risky: readonly T[];
  /** Drawn from all, whatever their risk; in an order of chance, so that those looked at so far are drawn by chance, too. */
  readonly random: readonly T[];
}

/**
 * What to look at first where not all can be looked at: the likeliest to be wrong, which finds errors, and a share drawn
 * by chance, which tells how many there are in all (`estimateErrorRate`). Chance is spread over classes and ranges in
 * proportion to their number, and no class at any range goes without where there are enough draws. Nothing depends on
 * the order of the items.
 */
export function samplingPlan<T extends ReviewItem>(
  items: readonly T[],
  { share, randomShare, seed }: SamplingOptions,
): SamplingPlan<T> {
  const sorted = items.toSorted((a, b) => compareCodePoints(a.id, b.id));
  const total = Math.min(sorted.length, Math.ceil(sorted.length * clampShare(share)));
  const draws = Math.round(total * clampShare(randomShare));
  const random = seededRandom(seed);
  const strata = groupByStratum(sorted);
  const counts = allocate(
    [...strata.values()].map(({ length }) => length),
    draws,
  );
  const drawn = [...strata.values()].flatMap((members, i) => shuffled(members, random).slice(0, counts[i]));
  const isDrawn = new Set(drawn);
  const risky = sorted
    .filter((item) => !isDrawn.has(item))
    .sort((a, b) => soundRisk(b) - soundRisk(a))
    .slice(0, total - drawn.length);
  return { risky, random: shuffled(drawn, random) };
}

/** Items of one class at one range, by a key of their own. */
export function groupByStratum<T extends ReviewItem>(items: readonly T[]): ReadonlyMap<string, T[]> {
  const strata = new Map<string, T[]>();
  for (const item of items) {
    const key = stratumOf(item);
    const members = strata.get(key);
    if (members === undefined) strata.set(key, [item]);
    else members.push(item);
  }
  return new Map([...strata].sort(([a], [b]) => compareCodePoints(a, b)));
}

export function stratumOf({ class: name, rangeBand }: ReviewItem): string {
  return `${rangeBand} ${name}`;
}

/**
 * How many of each group are drawn: in proportion (largest remainders, Hamilton's method), but where there are enough
 * draws none goes without; never more than there are.
 *
 * @param sizes of the groups, at least 1 each
 */
export function allocate(sizes: readonly number[], draws: number): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = Math.min(draws, all);
  const shares = sizes.map((size) => (wanted * size) / all);
  const counts = shares.map((share) => Math.floor(share));
  const missing = wanted - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares.map((share, i) => ({ i, rest: share % 1 })).sort((a, b) => b.rest - a.rest);
  for (const { i } of byRemainder.slice(0, missing)) counts[i]!++;
  if (wanted < sizes.length) return counts;
  for (let i = counts.indexOf(0); i !== -1; i = counts.indexOf(0)) {
    counts[counts.indexOf(Math.max(...counts))]!--;
    counts[i] = 1;
  }
  return counts;
}

function clampShare(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

function soundRisk({ risk }: ReviewItem): number {
  return Number.isNaN(risk) ? 0 : Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, risk));
}

/** Fisher and Yates; the list itself stays as it is. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
