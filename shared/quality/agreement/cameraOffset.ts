import { length } from '../../geometry/vec3.ts';
import type { Edges } from './edges.ts';
import { sumOfSquares } from './fitAmount.ts';
import { leftOver, robustFit, type FitRow, type RobustFit } from './robustFit.ts';
import type { KeptSample } from './rankedSamples.ts';
import { latenessOf, type SightSample } from './sightSample.ts';

/**
 * Why the 2D boxes of a camera are off alike: it looks another way than its calibration says, it stands elsewhere, or its
 * images were taken at another time than their frames.
 */
export type OffsetCause = 'rotation' | 'translation' | 'timing';

export interface CameraOffset {
  readonly cause: OffsetCause;
  /** √ of the χ² that it takes away. */
  readonly sigma: number;
  readonly count: number;
  /** Radians about the camera's axes, metres along them, or seconds that the images are late. */
  readonly amounts: readonly number[];
  /** Medians of how far 2D boxes lie to the right and down. */
  readonly rightPixels: number;
  readonly downPixels: number;
  /** How far the cause moves edges: root of the mean square over the samples, in standard deviations of an edge. */
  readonly typicalSigma: number;
  /** Whichever of the samples has more left than chance makes likely, by frame and object. */
  readonly unexplained: ReadonlySet<string>;
}

export interface OffsetLimits {
  readonly leastObjects: number;
  readonly leastSigma: number;
  /** Less than that on an edge is nothing to act upon, however sure it is; standard deviations. */
  readonly leastTypicalSigma: number;
}

/** √χ² of four edges, beyond which a sample is off for reasons of its own. */
const LEFT_AT_MOST = 4.5;

export function sampleKey({ frameId, objectId }: Pick<SightSample, 'frameId' | 'objectId'>): string {
  return `${frameId}|${objectId}`;
}

/**
 * What all samples of a camera have in common, by the cause that explains most for the numbers that it needs (Schwarz
 * 1978: each costs the logarithm of how much was measured). A camera that looks aside from a vehicle at even speed cannot
 * tell a shift along the road from a delay: the delay, one number, is then said.
 */
export function cameraOffset(kept: readonly KeptSample[], limits: OffsetLimits): CameraOffset | undefined {
  if (kept.length < limits.leastObjects) return undefined;
  const samples = kept.map(({ sample }) => sample);
  const velocities = kept.map(({ velocity }) => velocity);
  const price = Math.log(4 * samples.length);
  const still: Edges = [0, 0, 0, 0];
  const rowsOf: Record<OffsetCause, readonly FitRow[]> = {
    rotation: samples.map(({ residual, turns }) => ({ residual, slopes: turns })),
    translation: samples.map(({ residual, shifts }) => ({ residual, slopes: shifts })),
    timing: samples.map((sample, i) => {
      const velocity = velocities[i];
      return { residual: sample.residual, slopes: [velocity ? latenessOf(sample, velocity) : still] };
    }),
  };
  const moving = velocities.filter((velocity) => velocity !== undefined).length;
  let best: { cause: OffsetCause; fit: RobustFit; score: number } | undefined;
  for (const cause of ['rotation', 'translation', 'timing'] as const) {
    if (cause === 'timing' && moving < limits.leastObjects) continue;
    const fit = robustFit(rowsOf[cause]);
    if (fit === undefined || !fit.amounts.every(Number.isFinite)) continue;
    const score = fit.gain - fit.amounts.length * price;
    if (best === undefined || score > best.score) best = { cause, fit, score };
  }
  if (best === undefined || !(best.score > limits.leastSigma ** 2)) return undefined;
  const { cause, fit } = best;
  const rows = rowsOf[cause];
  const squares = rows.reduce(
    (sum, { slopes }) => sum + sumOfSquares(leftOver({ residual: still, slopes }, fit.amounts)),
    0,
  );
  const typicalSigma = Math.sqrt(squares / (4 * rows.length));
  if (typicalSigma < limits.leastTypicalSigma) return undefined;
  const unexplained = samples.filter((_, i) => Math.hypot(...leftOver(rows[i]!, fit.amounts)) > LEFT_AT_MOST);
  return {
    cause,
    sigma: Math.sqrt(fit.gain),
    count: samples.length,
    amounts: fit.amounts,
    rightPixels: median(samples.map(({ rightPixels }) => rightPixels)),
    downPixels: median(samples.map(({ downPixels }) => downPixels)),
    typicalSigma,
    unexplained: new Set(unexplained.map(sampleKey)),
  };
}

/** Of a turn or a shift about three axes: how much it is. */
export function sizeOf(amounts: readonly number[]): number {
  return length([amounts[0] ?? 0, amounts[1] ?? 0, amounts[2] ?? 0]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
