import type { FoundCalibration } from '../../dataset/calibration.ts';
import { assess } from './assess.ts';
import type { CalibrationFinding, FindingKind } from './finding.ts';
import { foldedShare } from './foldedShare.ts';
import { compareCalibrations } from './compareCalibrations.ts';
import { lensHypotheses } from './lensHypotheses.ts';
import type { Sight } from './sights.ts';

/** A lens that folds over less of the image is one that was fitted to its middle. */
const LEAST_FOLDED = 0.03;
/** By how much another lens must fit better. Of the many that are tried on a pinhole, chance picks the best. */
const LEAST_GAIN = 2.5;
const LEAST_GAIN_OF_MANY = 3.5;
/** A lens is not judged where even the better one hardly meets the edges. */
const LEAST_PEAK = 1.2;
/** What fits as well as this says the same. */
const EQUAL = 0.3;
/** Shares of the image's width; lenses that differ by less do no harm. */
const LEAST_SHIFT = 0.006;

/** The parts of a finding that the lens alone tells. */
export type LensFault = Pick<CalibrationFinding, 'kind' | 'certainty' | 'evidence' | 'correction'>;

interface Fit extends LensFault {
  /** See `compareCalibrations`, and what the peak of the edges gains. */
  readonly gain: number;
}

/** In the order in which they are believed. */
const KINDS: readonly FindingKind[] = ['wrong-coefficients', 'already-undistorted', 'not-undistorted'];

/** The fault of each camera's lens, by camera id. What happened to one camera's images happened to all. */
export function lensFaults(
  cameras: readonly { readonly id: string; readonly sights: readonly Sight[] }[],
): ReadonlyMap<string, LensFault> {
  const faults = new Map<string, LensFault>();
  const fits = cameras.map(({ id, sights }) => ({ id, fits: lensFits(sights), folded: foldFault(sights) }));
  for (const kind of KINDS) {
    const best = fits.flatMap(({ id, fits: own }) => {
      const fit = own.find((candidate) => candidate.kind === kind);
      const others = own.map(({ gain }) => gain);
      return fit === undefined || fit.gain < Math.max(...others) - EQUAL ? [] : [{ id, fit }];
    });
    const least = kind === 'not-undistorted' ? LEAST_GAIN_OF_MANY : LEAST_GAIN;
    const together = best.reduce((sum, { fit }) => sum + fit.gain, 0) / Math.sqrt(best.length);
    for (const { id, fit } of best) {
      if (!faults.has(id) && (fit.gain >= least || (together >= least && fit.gain > 0))) faults.set(id, fit);
    }
  }
  for (const { id, folded } of fits) {
    const fault = faults.get(id);
    // Another reading of the coefficients is the cause; another lens is what would help.
    if (folded === undefined || fault?.kind === 'wrong-coefficients') continue;
    const correction = fault?.correction;
    faults.set(id, { ...folded, ...(correction && { correction }) });
  }
  return faults;
}

/** Those that fit better, the best first. */
function lensFits(sights: readonly Sight[]): Fit[] {
  const [sight] = sights;
  const written = assess(sights, (seen) => seen.written);
  if (sight === undefined || written === undefined) return [];
  const fits = lensHypotheses(sight.written.intrinsics).flatMap(({ kind, intrinsics }): Fit[] => {
    const otherwise = (seen: Sight): FoundCalibration => ({ ...seen.written, intrinsics });
    const { gain: better, count, shift } = compareCalibrations(sights, (seen) => seen.written, otherwise);
    const peak = assess(sights, otherwise)?.peak ?? 0;
    if (shift < LEAST_SHIFT || peak < LEAST_PEAK) return [];
    const evidence = {
      match: round(written.peak, 1),
      matchAfter: round(peak, 1),
      edges: count,
      shift: Math.round(shift * sight.width),
    };
    const correction = { kind: 'lens', intrinsics } as const;
    return [{ kind, certainty: 'suspicion', evidence, correction, gain: better + peak - written.peak }];
  });
  return fits.toSorted((a, b) => b.gain - a.gain);
}

function foldFault(sights: readonly Sight[]): LensFault | undefined {
  const sight = sights.find(({ image }) => image !== undefined);
  if (sight?.image === undefined) return undefined;
  const share = foldedShare(sight.written.intrinsics, sight.image);
  if (share < LEAST_FOLDED) return undefined;
  return { kind: 'folds-in-image', certainty: 'certain', evidence: { share: round(share * 100, 1) } };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
