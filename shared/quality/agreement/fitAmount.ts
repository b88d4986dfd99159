import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Comparison } from './comparison.ts';
import type { Correction } from './corrections.ts';

/** Errors of unit variance, those of all cameras that see the object one after another. */
export type Residuals = readonly number[];

export interface Fit {
  readonly correction: Correction;
  /** Metres or radians. */
  readonly amount: number;
  /** χ² that remains. */
  readonly chi2: number;
  readonly cuboid: Cuboid;
}

/** What of the edges' errors a cuboid leaves; undefined where a camera would not see it at all. */
export function residualsOf(comparisons: readonly Comparison[], cuboid: Cuboid): Residuals | undefined {
  const residuals: number[] = [];
  for (const comparison of comparisons) {
    const errors = comparison.errorsOf(cuboid);
    if (errors === undefined) return undefined;
    residuals.push(...comparison.whitening.whiten(errors));
  }
  return residuals;
}

export function sumOfSquares(residuals: Residuals): number {
  let sum = 0;
  for (const value of residuals) sum += value * value;
  return sum;
}

/** Of a step of the numeric derivative: this part of what people are usually off by. */
const STEP = 0.01;
const MOST_ROUNDS = 6;
const HALVINGS = 4;
/** χ² per round: less is not worth another. */
const WORTH = 0.02;
/** A heading has other valleys: 90° off is a box whose length and width are exchanged. */
const YAW_STARTS = [Math.PI / 2, -Math.PI / 2, 0.6, -0.6];

/** How far the errors fall to first order, and by which amount: what tells which corrections are worth fitting. */
export function linearGain(
  comparisons: readonly Comparison[],
  residuals: Residuals,
  correction: Correction,
): number {
  const slope = slopeAt(comparisons, residuals, correction, 0);
  if (slope === undefined) return 0;
  const along = product(slope, residuals);
  const norm = sumOfSquares(slope);
  return norm > 0 ? (along * along) / norm : 0;
}

/**
 * The amount of one correction that leaves the least χ²: Gauss and Newton's steps, each halved until it helps, with the
 * derivative of the projection taken numerically, since silhouettes change corners as they turn.
 */
export function fitAmount(
  comparisons: readonly Comparison[],
  residuals: Residuals,
  correction: Correction,
): Fit {
  const cuboid = correction.change(0);
  let best = descend(comparisons, correction, { amount: 0, residuals, chi2: sumOfSquares(residuals) });
  if (correction.kind === 'heading') {
    for (const start of YAW_STARTS) {
      const there = residualsOf(comparisons, correction.change(start));
      if (there === undefined) continue;
      const place = { amount: start, residuals: there, chi2: sumOfSquares(there) };
      if (place.chi2 > sumOfSquares(residuals)) continue;
      const found = descend(comparisons, correction, place);
      // A far valley must be clearly deeper: the near one is the smaller mistake.
      if (found.chi2 < best.chi2 - 4) best = found;
    }
  }
  const { amount, chi2 } = best;
  return { correction, amount, chi2, cuboid: amount === 0 ? cuboid : correction.change(amount) };
}

interface Place {
  readonly amount: number;
  readonly residuals: Residuals;
  readonly chi2: number;
}

function descend(comparisons: readonly Comparison[], correction: Correction, start: Place): Place {
  let here = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const slope = slopeAt(comparisons, here.residuals, correction, here.amount);
    const norm = slope === undefined ? 0 : sumOfSquares(slope);
    if (slope === undefined || norm === 0) return here;
    const next = stepFrom(comparisons, correction, here, -product(slope, here.residuals) / norm);
    if (next === undefined) return here;
    const gain = here.chi2 - next.chi2;
    here = next;
    if (gain < WORTH) return here;
  }
  return here;
}

function stepFrom(
  comparisons: readonly Comparison[],
  correction: Correction,
  here: Place,
  step: number,
): Place | undefined {
  let way = step;
  for (let halving = 0; halving <= HALVINGS; halving++) {
    const amount = here.amount + way;
    const residuals = residualsOf(comparisons, correction.change(amount));
    const chi2 = residuals === undefined ? Infinity : sumOfSquares(residuals);
    if (residuals !== undefined && chi2 < here.chi2) return { amount, residuals, chi2 };
    way /= 2;
  }
  return undefined;
}

function slopeAt(
  comparisons: readonly Comparison[],
  here: Residuals,
  correction: Correction,
  amount: number,
): Residuals | undefined {
  const step = STEP * correction.usual;
  const ahead = residualsOf(comparisons, correction.change(amount + step));
  return ahead?.map((value, i) => (value - here[i]!) / step);
}

function product(a: Residuals, b: Residuals): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
