import type { ObjectJson } from '../../labels/sidecar.ts';
import type { AgreementLimits } from './agreementParameters.ts';
import type { Comparison } from './comparison.ts';
import { explain, type Clues, type Explanation } from './explain.ts';
import { residualsOf, sumOfSquares } from './fitAmount.ts';
import { normalFromChi2 } from './normalFromChi2.ts';

/** An object and its 2D boxes on all cameras. */
export interface ObjectAgreement {
  readonly object: ObjectJson;
  /** At least one; one per camera. */
  readonly comparisons: readonly Comparison[];
  /** χ² of all edges, four for each camera. */
  readonly chi2: number;
  /** The same as standard deviations of a normal distribution. */
  readonly sigma: number;
  /** Undefined where the errors are no larger than is usual. */
  readonly explanation: Explanation | undefined;
  readonly verdict: Verdict;
}

/** *unexplained*: they disagree, and no single correction of the cuboid puts it right. */
export type Verdict = 'agrees' | Explanation['kind'] | 'unexplained';

/** Beyond the threshold of a single correction: χ² of all edges must be further out, for it is looked at as well. */
const MORE_SIGMA_OF_ALL = 0.5;
/** A correction that leaves so much is not what is wrong. */
const LEFT_AT_MOST = 4;
const LEFT_SHARE = 0.4;

/** Do an object and its 2D boxes agree and, where they do not, which change of the cuboid explains it? */
export function judgeObject(
  object: ObjectJson,
  comparisons: readonly Comparison[],
  clues: Clues,
  { leastSigma }: Pick<AgreementLimits, 'leastSigma'>,
): ObjectAgreement {
  const residuals = comparisons.flatMap(({ whitening, errors }) => whitening.whiten(errors));
  const chi2 = sumOfSquares(residuals);
  const sigma = normalFromChi2(chi2, residuals.length);
  const judged = { object, comparisons, chi2, sigma };
  // No correction can gain more than there is.
  if (chi2 < leastSigma ** 2) return { ...judged, explanation: undefined, verdict: 'agrees' };
  const exact = residualsOf(comparisons, object.cuboid) ?? residuals;
  const explanation = explain(object, comparisons, exact, clues);
  return { ...judged, explanation, verdict: verdictOf(chi2, sigma, explanation, leastSigma) };
}

function verdictOf(
  chi2: number,
  sigma: number,
  explanation: Explanation | undefined,
  leastSigma: number,
): Verdict {
  if (explanation !== undefined && explanation.sigma >= leastSigma) {
    const { remainingSigma, kind } = explanation;
    if (remainingSigma <= LEFT_AT_MOST || explanation.chi2 <= LEFT_SHARE * chi2) return kind;
    return 'unexplained';
  }
  return sigma >= leastSigma + MORE_SIGMA_OF_ALL ? 'unexplained' : 'agrees';
}
