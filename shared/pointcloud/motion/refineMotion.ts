import { composeTransforms, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { matchSurfels, type SurfelMatches } from './matchSurfels.ts';
import { gaussNewtonStep, normalEquations, type NormalEquations } from './normalEquations.ts';
import { robustWeights } from './robustWeights.ts';
import type { Surfels } from './surfels.ts';

/** Residuals that count in full at first, and in the end, metres: from what a start is off to a sensor's noise. */
const FIRST_DEVIATION_METRES = 0.6;
export const LAST_DEVIATION_METRES = 0.06;
const NARROWING = 0.75;

/** Steps less than this are the end of it: surfaces that change partners keep it moving by about a millimetre. */
const LEAST_STEP_METRES = 2e-3;

/** Share of the surfaces below which a direction is left alone: well under what is judged unobservable. */
const LEAST_SHARE = 1e-3;

export interface Refined {
  readonly earlierFromLater: RigidTransform;
  /** Of the last iteration. */
  readonly matches: SurfelMatches;
  readonly equations: NormalEquations;
  readonly hasConverged: boolean;
}

/**
 * Iterates closest surfaces (ICP, point to plane) from a start, at most so often; undefined where nothing matches. The
 * robust weights narrow step by step (graduated non-convexity), so that at first all surfaces pull and in the end only
 * those that agree. Both frames are those of the sweeps' own origins.
 */
export function refineMotion(
  earlier: Surfels,
  later: Surfels,
  chosen: Uint32Array,
  start: RigidTransform,
  mostIterations: number,
): Refined | undefined {
  let earlierFromLater = start;
  let deviation = FIRST_DEVIATION_METRES;
  for (let iteration = 1; ; iteration++) {
    const matches = matchSurfels(earlier, later, chosen, earlierFromLater);
    const equations = normalEquations(matches, robustWeights(matches, deviation));
    if (equations === undefined) return undefined;
    const { step, metres } = gaussNewtonStep(equations, LEAST_SHARE);
    const hasConverged = deviation === LAST_DEVIATION_METRES && metres < LEAST_STEP_METRES;
    if (hasConverged || iteration >= mostIterations)
      return { earlierFromLater, matches, equations, hasConverged };
    earlierFromLater = composeTransforms(step, earlierFromLater);
    deviation = Math.max(LAST_DEVIATION_METRES, deviation * NARROWING);
  }
}
