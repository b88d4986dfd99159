import { apply } from '../../geometry/matrix3.ts';
import { fromMatrix3, toMatrix3 } from '../../geometry/quaternion.ts';
import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { add, distance, subtract } from '../../geometry/vec3.ts';
import { sampleIndices } from '../sample.ts';
import { levelSearch } from './levelSearch.ts';
import { agreementOf, judgeMotion, type DoubtReason, type FailureReason } from './judgeMotion.ts';
import { motionQuality, type MotionQuality } from './motionQuality.ts';
import type { MotionSweep } from './motionSweep.ts';
import { refineMotion, type Refined } from './refineMotion.ts';

/**
 * How the later of two sweeps lies in the frame of the earlier one, as the clouds have it. A guess made by a program:
 * what is doubtful has its reason, and of what failed there is no motion that could be taken for one.
 */
export type MotionEstimate =
  | { readonly verdict: 'good'; readonly earlierFromLater: RigidTransform; readonly quality: MotionQuality }
  | {
      readonly verdict: 'doubtful';
      readonly reason: DoubtReason;
      readonly earlierFromLater: RigidTransform;
      readonly quality: MotionQuality;
    }
  | { readonly verdict: 'failed'; readonly reason: FailureReason; readonly quality?: MotionQuality };

const LEAST_SURFACES = 30;
const MOST_SURFACES = 2000;
const MOST_ITERATIONS = 40;

/** To tell which start is the right one, fewer surfaces do. */
const TRIAL_SURFACES = 800;
const TRIAL_ITERATIONS = 8;
const SEARCHED_STARTS = 2;

/** Ends closer together than this are one. */
const SAME_METRES = 0.5;

/**
 * Estimates the rigid motion between two sweeps: a search over level motions (or the guess given, whichever fits better)
 * says where to start, then the surfaces are laid on each other. `guess`, earlierFromLater in the label frame, is where
 * the vehicle would be if it went on as it did before; the search covers 16 m and 18° about it. z of the label frame is
 * up. Never throws. It takes less than 0.1 s, so that whoever goes through a sequence can stop between two frames.
 */
export function estimateMotion(
  earlier: MotionSweep,
  later: MotionSweep,
  guess: RigidTransform = IDENTITY_TRANSFORM,
): MotionEstimate {
  if (Math.min(earlier.surfels.count, later.surfels.count) < LEAST_SURFACES)
    return { verdict: 'failed', reason: 'fewSurfaces' };
  const trials = tryStarts(earlier, later, toOrigins(usableGuess(guess), earlier, later));
  const best = trials[0];
  const chosen = sampleIndices(later.surfels.count, MOST_SURFACES);
  const refined =
    best && refineMotion(earlier.surfels, later.surfels, chosen, best.earlierFromLater, MOST_ITERATIONS);
  if (refined === undefined) return { verdict: 'failed', reason: 'fewSurfaces' };
  const quality = motionQuality(refined.matches, refined.equations);
  const judged = judgeMotion(quality, { hasConverged: refined.hasConverged, rivalry: rivalry(trials) });
  if (judged.verdict === 'failed') return { ...judged, quality };
  return { ...judged, earlierFromLater: fromOrigins(refined.earlierFromLater, earlier, later), quality };
}

/** A rotation in full, for poses that were read are orthonormal to a few digits only; none where there is none. */
function usableGuess({ rotation, translation }: RigidTransform): RigidTransform {
  const rigid = toMatrix3(fromMatrix3(rotation));
  return [...rigid, ...translation].every(Number.isFinite)
    ? { rotation: rigid, translation }
    : IDENTITY_TRANSFORM;
}

interface Trial extends Refined {
  readonly quality: MotionQuality;
}

/** Where the starts lead, the likeliest first. */
function tryStarts(earlier: MotionSweep, later: MotionSweep, around: RigidTransform): readonly Trial[] {
  const chosen = sampleIndices(later.surfels.count, TRIAL_SURFACES);
  const starts = [around, ...levelSearch(earlier.uprights, later.uprights, around, SEARCHED_STARTS)];
  return starts
    .flatMap((start) => {
      const refined = refineMotion(earlier.surfels, later.surfels, chosen, start, TRIAL_ITERATIONS);
      return refined ? [{ ...refined, quality: motionQuality(refined.matches, refined.equations) }] : [];
    })
    .sort((a, b) => agreementOf(b.quality) - agreementOf(a.quality));
}

/** Agreement of the best trial that ended elsewhere than the first one, over that one's. */
function rivalry([best, ...others]: readonly Trial[]): number {
  if (best === undefined) return 0;
  const { translation } = best.earlierFromLater;
  const rival = others.find(
    ({ earlierFromLater }) => distance(earlierFromLater.translation, translation) > SAME_METRES,
  );
  return rival === undefined ? 0 : agreementOf(rival.quality) / agreementOf(best.quality);
}

/** The motion between label frames as one between the frames of the sweeps' own origins, and back. */
function toOrigins(
  { rotation, translation }: RigidTransform,
  earlier: MotionSweep,
  later: MotionSweep,
): RigidTransform {
  const shifted = add(apply(rotation, later.origin), translation);
  return { rotation, translation: subtract(shifted, earlier.origin) };
}

function fromOrigins(
  { rotation, translation }: RigidTransform,
  earlier: MotionSweep,
  later: MotionSweep,
): RigidTransform {
  const shifted = add(translation, earlier.origin);
  return { rotation, translation: subtract(shifted, apply(rotation, later.origin)) };
}
