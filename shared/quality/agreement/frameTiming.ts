import { addScaled, type Vec3 } from '../../geometry/vec3.ts';
import type { Comparison } from './comparison.ts';
import type { Edges } from './edges.ts';
import { sumOfSquares } from './fitAmount.ts';
import { huberCost, robustFit, type FitRow } from './robustFit.ts';

/** By how much one image was taken earlier or later than its frame's cuboids are for. */
export interface FrameTiming {
  /** Positive: the image shows a later moment. */
  readonly seconds: number;
  readonly sigma: number;
  /** Moving objects that it was found from. */
  readonly count: number;
}

/** One object can be anywhere; several that all are where they will be soon cannot. */
const LEAST_OBJECTS = 3;
/** Pixels: whatever moves less in the image for the found time says nothing. */
const FEWEST_PIXELS = 1;
/** Of the moving objects must fit better then. */
const LEAST_SHARE = 0.7;
const ROUNDS = 4;
/** Seconds: short enough for a straight line in any image. */
const INSTANT = 0.01;
/** Seconds: over more than that nothing goes on as it does. */
const LONGEST = 1;
/** Standard deviations beyond the usual threshold: it is looked for in every image. */
const MORE_SIGMA = 0.5;
/** χ² by which it must explain more than a shift of the whole image does. */
const BETTER_THAN_SHIFT = 2;

/**
 * Looks for one time that explains the errors of all objects at once. A shift of the image that would explain them as well
 * speaks against it: that is the calibration's, and found over many frames.
 *
 * @param velocities label frame, metres per second, by track
 */
export function frameTiming(
  comparisons: readonly Comparison[],
  velocities: ReadonlyMap<string, Vec3>,
  leastSigma: number,
): FrameTiming | undefined {
  const moving = comparisons.flatMap((comparison) => {
    const velocity = velocities.get(comparison.sight.object.trackId);
    return velocity === undefined ? [] : [{ comparison, velocity }];
  });
  const now = rowsAt(moving, 0);
  if (now.length < LEAST_OBJECTS) return undefined;
  let seconds = 0;
  let rows = now;
  // Near objects cross an image along curves: the slope is taken anew where the last step led.
  for (let round = 0; round < ROUNDS; round++) {
    const step = robustFit(rows)?.amounts[0];
    if (step === undefined || Math.abs(seconds + step) > LONGEST) return undefined;
    seconds += step;
    rows = rowsAt(moving, seconds);
    if (round === 0 && isNothing(now, rows, leastSigma)) return undefined;
  }
  const after = new Map(rows.map((row) => [row.comparison, row]));
  const pairs = now.flatMap((row) => {
    const later = after.get(row.comparison);
    return later === undefined ? [] : [{ row, later }];
  });
  const gain = gainOf(pairs);
  if (!(gain > (leastSigma + MORE_SIGMA) ** 2)) return undefined;
  const moved = pairs.filter(({ row, later }) => {
    const way = later.errors.map((error, edge) => Math.abs(error - row.errors[edge]!));
    return Math.max(...way) >= FEWEST_PIXELS;
  });
  const better = moved.filter(({ row, later }) => sumOfSquares(later.residual) < sumOfSquares(row.residual));
  if (moved.length < LEAST_OBJECTS || better.length < LEAST_SHARE * moved.length) return undefined;
  if (gain < shiftGain(comparisons) + BETTER_THAN_SHIFT) return undefined;
  return { seconds, sigma: Math.sqrt(gain), count: moved.length };
}

interface Moving {
  readonly comparison: Comparison;
  readonly velocity: Vec3;
}

interface TimedRow extends FitRow {
  readonly comparison: Comparison;
  readonly errors: Edges;
}

/** What is left when the image is taken to be late by so much, and how it falls with each second more. */
function rowsAt(moving: readonly Moving[], seconds: number): TimedRow[] {
  return moving.flatMap(({ comparison, velocity }) => {
    const { cuboid } = comparison.sight.object;
    const at = (time: number): Edges | undefined =>
      comparison.errorsOf({ ...cuboid, centre: addScaled(cuboid.centre, velocity, time) });
    const errors = at(seconds);
    const ahead = at(seconds + INSTANT);
    if (errors === undefined || ahead === undefined) return [];
    const residual = comparison.whitening.whiten(errors);
    const then = comparison.whitening.whiten(ahead);
    const slope: Edges = [
      (residual[0] - then[0]) / INSTANT,
      (residual[1] - then[1]) / INSTANT,
      (residual[2] - then[2]) / INSTANT,
      (residual[3] - then[3]) / INSTANT,
    ];
    return [{ comparison, errors, residual, slopes: [slope] }];
  });
}

function gainOf(pairs: readonly { readonly row: TimedRow; readonly later: TimedRow }[]): number {
  return pairs.reduce((sum, { row, later }) => sum + huberCost(row.residual) - huberCost(later.residual), 0);
}

/** The first step already tells an image in time, which nearly all are. */
function isNothing(now: readonly TimedRow[], then: readonly TimedRow[], leastSigma: number): boolean {
  const cost = (rows: readonly TimedRow[]): number =>
    rows.reduce((sum, { residual }) => sum + huberCost(residual), 0);
  return now.length === then.length && cost(now) - cost(then) < leastSigma ** 2 / 2;
}

/** What one shift of the whole image would gain. */
function shiftGain(comparisons: readonly Comparison[]): number {
  const fit = robustFit(
    comparisons.map(({ whitening, errors }) => ({
      residual: whitening.whiten(errors),
      slopes: [whitening.whiten([1, 0, 1, 0]), whitening.whiten([0, 1, 0, 1])],
    })),
  );
  return fit?.gain ?? 0;
}
