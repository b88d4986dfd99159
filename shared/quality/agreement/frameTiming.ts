import type { Vec3 } from '../../geometry/vec3.ts';
import { motionInImage, type Comparison } from './comparison.ts';
import type { Edges } from './edges.ts';
import { sumOfSquares } from './fitAmount.ts';

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
/** Pixels: whatever has no such motion in the image for the found time says nothing. */
const FEWEST_PIXELS = 1;
const ROUNDS = 4;
/** Standard deviations beyond the usual threshold: it is looked for in every image. */
const MORE_SIGMA = 1;

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
  const rows = comparisons.flatMap((comparison) => {
    const velocity = velocities.get(comparison.sight.object.trackId);
    const motion = velocity && motionInImage(comparison.sight, velocity);
    if (motion === undefined) return [];
    const { whitening, errors } = comparison;
    return [{ motion, slope: whitening.whiten(motion), residual: whitening.whiten(errors) }];
  });
  if (rows.length < LEAST_OBJECTS) return undefined;
  let weights = rows.map(() => 1);
  let seconds = 0;
  for (let round = 0; round < ROUNDS; round++) {
    seconds = ratio(rows, weights);
    weights = rows.map(({ slope, residual }) => huber(leftOver(residual, slope, seconds)));
  }
  const moved = rows.filter(
    ({ motion }) => Math.max(...motion.map(Math.abs)) * Math.abs(seconds) >= FEWEST_PIXELS,
  );
  if (moved.length < LEAST_OBJECTS) return undefined;
  const better = moved.filter(
    ({ slope, residual }) => sumOfSquares(leftOver(residual, slope, seconds)) < sumOfSquares(residual),
  );
  if (better.length < 0.7 * moved.length) return undefined;
  const gain =
    robustCost(rows.map(({ residual }) => residual)) -
    robustCost(rows.map(({ residual, slope }) => leftOver(residual, slope, seconds)));
  if (!(gain > (leastSigma + MORE_SIGMA) ** 2) || gain < shiftGain(comparisons) + 4) return undefined;
  return { seconds, sigma: Math.sqrt(gain), count: moved.length };
}

interface Row {
  readonly slope: Edges;
  readonly residual: Edges;
}

function ratio(rows: readonly Row[], weights: readonly number[]): number {
  let along = 0;
  let norm = 0;
  rows.forEach(({ slope, residual }, i) => {
    for (let edge = 0; edge < 4; edge++) {
      along += weights[i]! * slope[edge]! * residual[edge]!;
      norm += weights[i]! * slope[edge]! ** 2;
    }
  });
  return norm > 0 ? along / norm : 0;
}

function leftOver(residual: Edges, slope: Edges, amount: number): Edges {
  return [
    residual[0] - slope[0] * amount,
    residual[1] - slope[1] * amount,
    residual[2] - slope[2] * amount,
    residual[3] - slope[3] * amount,
  ];
}

/** Standard deviations of an object's four edges together, from where on it counts less (Huber 1964). */
const KNEE = 3.5;

function huber(residual: Edges): number {
  const size = Math.sqrt(sumOfSquares(residual));
  return size <= KNEE ? 1 : KNEE / size;
}

/** χ² in which objects that are far off for reasons of their own count in proportion, not by their square. */
function robustCost(residuals: readonly Edges[]): number {
  return residuals.reduce((sum, residual) => {
    const size = Math.sqrt(sumOfSquares(residual));
    return sum + (size <= KNEE ? size * size : KNEE * (2 * size - KNEE));
  }, 0);
}

/** What one shift of the whole image would gain, robustly; across and down are found one after the other. */
function shiftGain(comparisons: readonly Comparison[]): number {
  let residuals = comparisons.map(({ whitening, errors }) => whitening.whiten(errors));
  const before = robustCost(residuals);
  for (const direction of [
    [1, 0, 1, 0],
    [0, 1, 0, 1],
  ] as const) {
    const slopes = comparisons.map(({ whitening }) => whitening.whiten(direction));
    let amount = 0;
    let weights = residuals.map(() => 1);
    for (let round = 0; round < ROUNDS; round++) {
      amount = ratio(
        residuals.map((residual, i) => ({ residual, slope: slopes[i]! })),
        weights,
      );
      weights = residuals.map((residual, i) => huber(leftOver(residual, slopes[i]!, amount)));
    }
    residuals = residuals.map((residual, i) => leftOver(residual, slopes[i]!, amount));
  }
  return before - robustCost(residuals);
}
