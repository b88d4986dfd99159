import type { Vec3 } from '../../geometry/vec3.ts';
import { motionInImage, type Comparison } from './comparison.ts';
import { sumOfSquares } from './fitAmount.ts';
import { leftOver, robustFit } from './robustFit.ts';

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
  const rows = comparisons.flatMap((comparison) => {
    const velocity = velocities.get(comparison.sight.object.trackId);
    const motion = velocity && motionInImage(comparison.sight, velocity);
    if (motion === undefined) return [];
    const { whitening, errors } = comparison;
    return [{ motion, slopes: [whitening.whiten(motion)], residual: whitening.whiten(errors) }];
  });
  if (rows.length < LEAST_OBJECTS) return undefined;
  const fit = robustFit(rows);
  if (fit === undefined || !(fit.gain > (leastSigma + MORE_SIGMA) ** 2)) return undefined;
  const seconds = fit.amounts[0]!;
  const moved = rows.filter(
    ({ motion }) => Math.max(...motion.map(Math.abs)) * Math.abs(seconds) >= FEWEST_PIXELS,
  );
  const better = moved.filter((row) => sumOfSquares(leftOver(row, fit.amounts)) < sumOfSquares(row.residual));
  if (moved.length < LEAST_OBJECTS || better.length < LEAST_SHARE * moved.length) return undefined;
  if (fit.gain < shiftGain(comparisons) + BETTER_THAN_SHIFT) return undefined;
  return { seconds, sigma: Math.sqrt(fit.gain), count: moved.length };
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
