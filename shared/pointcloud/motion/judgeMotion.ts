import type { MotionQuality } from './motionQuality.ts';

/** Why there is no motion to speak of. */
export type FailureReason =
  /** Too few flat pieces of surface in one of the sweeps: empty, a few points, or nothing but bushes. */
  | 'fewSurfaces'
  /** The surfaces say nothing about the weakest motion: along a tunnel, on an open field. */
  | 'unobservable'
  /** The sweeps do not fit: other places, or more motion than is searched. */
  | 'littleAgreement';

/** Why a person should look at the motion before it is used. */
export type DoubtReason =
  | 'notConverged'
  /** Little stands against the weakest motion. */
  | 'weaklyObservable'
  | 'someAgreement'
  /** Another motion fits nearly as well: rows of columns, of parked cars. */
  | 'ambiguous'
  /** What fits does so loosely. */
  | 'inexact';

export type MotionJudgement =
  | { readonly verdict: 'good' }
  | { readonly verdict: 'doubtful'; readonly reason: DoubtReason }
  | { readonly verdict: 'failed'; readonly reason: FailureReason };

/**
 * Share of surfaces against the weakest motion. Streets with 32 to 128 beams and steps of up to 4 m have 0.013 to 0.13;
 * tunnels and planes, of which noise turns the surfaces a little, up to 0.001 at 3 cm of noise and 0.004 at 10 cm.
 */
const UNOBSERVABLE_SHARE = 0.005;
const WEAK_SHARE = 0.01;

/**
 * The same as a number of surfaces: 5 to 160 on those streets. Of a street thinned to 8 beams there are 2, and the vehicle
 * seems to stand still, as what the beams draw on the surfaces moves along with it.
 */
const FEW_SURFACES = 4;

/** Agreement of sweeps of a street up to 4 m apart is 0.59 to 0.84, 12 m apart still 0.4 to 0.7; of others at most 0.16. */
const LITTLE_AGREEMENT = 0.3;
const GOOD_AGREEMENT = 0.5;

/** Agreement of the next best motion over that of the best: up to 0.76 on streets, 0.95 between ribs that look alike. */
const RIVALRY = 0.85;

/** Root mean square of inliers; 0.02 to 0.04 m, and 0.07 m if anything within reach is taken for an inlier. */
const LOOSE_METRES = 0.05;

/**
 * Turns figures into a verdict. `rivalry`: agreement of the next best motion that was tried over that of the best, 0
 * without one.
 */
export function judgeMotion(
  quality: MotionQuality,
  { hasConverged, rivalry }: { readonly hasConverged: boolean; readonly rivalry: number },
): MotionJudgement {
  const { weakest, rmsMetres } = quality;
  const agreement = agreementOf(quality);
  if (agreement < LITTLE_AGREEMENT) return { verdict: 'failed', reason: 'littleAgreement' };
  if (weakest.share < UNOBSERVABLE_SHARE) return { verdict: 'failed', reason: 'unobservable' };
  if (!hasConverged) return { verdict: 'doubtful', reason: 'notConverged' };
  if (weakest.share < WEAK_SHARE || weakest.surfaces < FEW_SURFACES)
    return { verdict: 'doubtful', reason: 'weaklyObservable' };
  if (agreement < GOOD_AGREEMENT) return { verdict: 'doubtful', reason: 'someAgreement' };
  if (rivalry > RIVALRY) return { verdict: 'doubtful', reason: 'ambiguous' };
  if (rmsMetres > LOOSE_METRES) return { verdict: 'doubtful', reason: 'inexact' };
  return { verdict: 'good' };
}

/** Upright surfaces tell motions apart; where there are none, nothing does but the others. */
export function agreementOf({ uprightInlierFraction, inlierFraction }: MotionQuality): number {
  return uprightInlierFraction ?? inlierFraction;
}
