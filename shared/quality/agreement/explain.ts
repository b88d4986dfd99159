import { invertTransform } from '../../geometry/rigidTransform.ts';
import { intersectionOverUnion, rectangleArea } from '../../geometry/rectangle.ts';
import { projectBounds } from '../../camera/cuboidBounds.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { ObjectJson } from '../../labels/sidecar.ts';
import type { QualityPoints } from '../qualityFrame.ts';
import type { Comparison } from './comparison.ts';
import { correctionsOf, type CorrectionKind, type CorrectionName } from './corrections.ts';
import { fitAmount, linearGain, sumOfSquares, type Fit, type Residuals } from './fitAmount.ts';
import { normalFromChi2 } from './normalFromChi2.ts';
import { pointEvidence } from './pointEvidence.ts';
import { sizeEvidence, type SizePrior } from './sizePrior.ts';

/** The one change of a cuboid that explains its 2D boxes best. */
export interface Explanation {
  readonly kind: CorrectionKind;
  readonly correction: CorrectionName;
  /** Of a size: the face that stays, along the box's own axis; 0: its middle. */
  readonly anchor: -1 | 0 | 1;
  /** Metres, of a heading radians. */
  readonly amount: number;
  /**
   * How surely something is wrong: √ of the most χ² that any correction takes away, less what size and points say against
   * the one that was chosen.
   */
  readonly sigma: number;
  /** χ² that this one leaves. */
  readonly chi2: number;
  /** What remains, as standard deviations of a normal distribution: above about 3 it does not explain everything. */
  readonly remainingSigma: number;
  /** Mean over the cameras. */
  readonly iouBefore: number;
  readonly iouAfter: number;
  /** The next likely kind of mistake, and how much likelier this one is: the logarithm of the ratio. */
  readonly otherKind: CorrectionKind | undefined;
  readonly margin: number;
  /** The fix. */
  readonly cuboid: Cuboid;
}

export interface Clues {
  readonly size: SizePrior | undefined;
  readonly points: QualityPoints | undefined;
}

/** Corrections that to first order gain less than this part of the best are not fitted. */
const WORTH_FITTING = 0.3;
/** And of those fitted, what is behind by more in χ² is not asked the points about. */
const WORTH_ASKING = 16;
/** Of people's mistakes: places are wrong more often than sizes and headings. */
const COMMON: Readonly<Record<CorrectionKind, number>> = { position: 0, size: -0.5, heading: -0.5 };
const MOST_AGAINST_AMOUNT = 6;
/** χ² that size and points can take from what 2D boxes say: they tell chance from a small mistake, and no more. */
const MOST_AGAINST = 4;

/**
 * Fits each correction by itself to all 2D boxes of the object, and decides by what remains, by how usual the mistake is,
 * by the size that the object should have, and by its points: one 2D box alone does not tell a heading from a length,
 * since both move the same two edges.
 *
 * @returns undefined where no correction gains anything
 */
export function explain(
  { cuboid }: Pick<ObjectJson, 'cuboid'>,
  comparisons: readonly Comparison[],
  residuals: Residuals,
  clues: Clues,
): Explanation | undefined {
  const before = sumOfSquares(residuals);
  const candidates = correctionsOf(cuboid, viewpointOf(comparisons)).map((correction) => ({
    correction,
    gain: linearGain(comparisons, residuals, correction),
  }));
  const best = Math.max(...candidates.map(({ gain }) => gain));
  if (!(best > 0)) return undefined;
  const fits = candidates
    .filter(({ gain }) => gain >= WORTH_FITTING * best)
    .map(({ correction }) => fitAmount(comparisons, residuals, correction))
    .filter(({ chi2 }) => chi2 < before);
  const scored = scoreFits(cuboid, fits, clues).sort((a, b) => b.score - a.score);
  const first = scored[0];
  if (first === undefined) return undefined;
  const gain = before - Math.min(...fits.map((fit) => fit.chi2));
  const against = Math.min(MOST_AGAINST, Math.max(0, -2 * first.evidence));
  const { correction, amount, chi2, cuboid: fixed } = first.fit;
  const other = scored.find(({ fit }) => fit.correction.kind !== correction.kind);
  return {
    kind: correction.kind,
    correction: correction.name,
    anchor: correction.anchor,
    amount,
    sigma: Math.sqrt(Math.max(0, gain - against)),
    chi2,
    remainingSigma: normalFromChi2(chi2, residuals.length - 1),
    iouBefore: meanIou(comparisons, cuboid),
    iouAfter: meanIou(comparisons, fixed),
    otherKind: other?.fit.correction.kind,
    margin: other === undefined ? Infinity : first.score - other.score,
    cuboid: { centre: fixed.centre, size: fixed.size, rotation: fixed.rotation },
  };
}

function scoreFits(
  cuboid: Cuboid,
  fits: readonly Fit[],
  { size, points }: Clues,
): { readonly fit: Fit; readonly score: number; readonly evidence: number }[] {
  const least = Math.min(...fits.map(({ chi2 }) => chi2));
  const asked = fits.filter(({ chi2 }) => chi2 <= least + WORTH_ASKING);
  const byPoints =
    points === undefined ? undefined : pointEvidence([cuboid, ...asked.map((fit) => fit.cuboid)], points);
  return asked.map((fit, i) => {
    const { kind, usual } = fit.correction;
    const againstAmount = Math.min(MOST_AGAINST_AMOUNT, (fit.amount / usual) ** 2 / 2);
    const evidence =
      sizeEvidence(cuboid.size, fit.cuboid.size, size) +
      (byPoints === undefined ? 0 : byPoints[i + 1]! - byPoints[0]!);
    return { fit, score: -fit.chi2 / 2 - againstAmount + COMMON[kind] + evidence, evidence };
  });
}

/** Where the camera stands that sees it largest; label frame, metres. */
function viewpointOf(comparisons: readonly Comparison[]): readonly [number, number, number] {
  const largest = comparisons.reduce((a, b) =>
    rectangleArea(b.sight.projected.clipped) > rectangleArea(a.sight.projected.clipped) ? b : a,
  );
  return invertTransform(largest.sight.view.cameraFromLabel).translation;
}

/** Of 2D box and projection over all cameras. */
function meanIou(comparisons: readonly Comparison[], cuboid: Cuboid): number {
  const sum = comparisons.reduce((total, comparison) => total + iouWith(comparison, cuboid), 0);
  return sum / comparisons.length;
}

/** Of the 2D box as it is compared and the projection of any cuboid. */
function iouWith({ box, rectangle, sight: { view } }: Comparison, cuboid: Cuboid): number {
  const projected = projectBounds(cuboid, view);
  const seen = box.extent === 'amodal' ? projected?.amodal : projected?.clipped;
  return seen === undefined ? 0 : intersectionOverUnion(seen, rectangle);
}
