import { addScaled, ZERO, type Vec3 } from '../../geometry/vec3.ts';
import type { ObjectJson } from '../../labels/sidecar.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import { AGREEMENT_PARAMETERS, agreementLimits, type AgreementLimits } from './agreementParameters.ts';
import { compareBox, type Comparison } from './comparison.ts';
import { explain, type Explanation } from './explain.ts';
import { residualsOf, sumOfSquares } from './fitAmount.ts';
import { frameScene, type FrameScene } from './frameScene.ts';
import { frameTiming, type FrameTiming } from './frameTiming.ts';
import { iouOf, linkConflicts, type LinkConflict } from './linkConflicts.ts';
import { normalFromChi2 } from './normalFromChi2.ts';
import { sizePriorOf } from './sizePrior.ts';

/** All that is known of the agreement of one frame. */
export interface FrameAnalysis {
  readonly scene: FrameScene;
  readonly conflicts: readonly LinkConflict[];
  /** Images that show another moment, by camera. */
  readonly timings: ReadonlyMap<string, FrameTiming>;
  readonly objects: readonly ObjectAgreement[];
  readonly limits: AgreementLimits;
}

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

const KNOWN = new WeakMap<QualityFrame, Map<string, FrameAnalysis>>();

/** Computed once for a frame, whichever rule asks first: a frame is not changed, its edited copy is another. */
export function analyseFrame(frame: QualityFrame, context: RuleContext): FrameAnalysis {
  const limits = agreementLimits(context);
  const key = Object.keys(AGREEMENT_PARAMETERS)
    .map((name) => context.parameter(name))
    .join();
  const known = KNOWN.get(frame) ?? new Map<string, FrameAnalysis>();
  KNOWN.set(frame, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const analysis = analyse(frame, context, limits);
  known.set(key, analysis);
  return analysis;
}

function analyse(frame: QualityFrame, context: RuleContext, limits: AgreementLimits): FrameAnalysis {
  const scene = frameScene(frame);
  const conflicts = [...scene.cameras.values()].flatMap((camera) => linkConflicts(camera, limits));
  const inConflict = new Set(conflicts.flatMap(({ box, partner }) => [box.id, partner?.id]));
  const velocities = frame.velocities ?? new Map<string, Vec3>();
  const timings = new Map<string, FrameTiming>();
  const byObject = new Map<ObjectJson, Comparison[]>();
  for (const [id, camera] of scene.cameras) {
    const boxes = camera.boxes.filter((box) => !inConflict.has(box.id));
    const compare = (seconds: number): Comparison[] =>
      bestPerObject(
        boxes.flatMap((box) => {
          const sight = box.trackId === undefined ? undefined : camera.byTrack.get(box.trackId);
          if (sight === undefined) return [];
          const velocity = velocities.get(sight.object.trackId);
          const comparison = compareBox(sight, box, limits, velocity);
          return [seconds === 0 ? comparison : laterBy(comparison, velocity ?? ZERO, seconds)];
        }),
      );
    let comparisons = compare(0);
    const timing = frameTiming(comparisons, velocities, limits.leastSigma);
    if (timing !== undefined) {
      timings.set(id, timing);
      comparisons = compare(timing.seconds);
    }
    for (const comparison of comparisons) {
      const { object } = comparison.sight;
      byObject.set(object, [...(byObject.get(object) ?? []), comparison]);
    }
  }
  const objects = [...byObject].map(([object, comparisons]) =>
    judge(frame, object, comparisons, context, limits),
  );
  return { scene, conflicts, timings, objects, limits };
}

/** As the image shows it that is late by so many seconds. */
function laterBy(comparison: Comparison, velocity: Vec3, seconds: number): Comparison {
  const errorsOf: Comparison['errorsOf'] = (cuboid) =>
    comparison.errorsOf({ ...cuboid, centre: addScaled(cuboid.centre, velocity, seconds) });
  const errors = errorsOf(comparison.sight.object.cuboid) ?? comparison.errors;
  return { ...comparison, errorsOf, errors };
}

/** An object that has two 2D boxes on one camera is compared with the one that fits better. */
function bestPerObject(comparisons: readonly Comparison[]): Comparison[] {
  const best = new Map<string, Comparison>();
  for (const comparison of comparisons) {
    const { id } = comparison.sight.object;
    const other = best.get(id);
    if (other === undefined || iouOf(comparison) > iouOf(other)) best.set(id, comparison);
  }
  return [...best.values()];
}

/** Beyond the threshold of a single correction: χ² of all edges must be further out, for it is looked at as well. */
const MORE_SIGMA_OF_ALL = 0.5;
/** A correction that leaves so much is not what is wrong. */
const LEFT_AT_MOST = 4;
const LEFT_SHARE = 0.4;

function judge(
  frame: QualityFrame,
  object: ObjectJson,
  comparisons: readonly Comparison[],
  context: RuleContext,
  limits: AgreementLimits,
): ObjectAgreement {
  const residuals = comparisons.flatMap(({ whitening, errors }) => whitening.whiten(errors));
  const chi2 = sumOfSquares(residuals);
  const sigma = normalFromChi2(chi2, residuals.length);
  const { leastSigma } = limits;
  // No correction can gain more than there is.
  if (chi2 < leastSigma ** 2) {
    return { object, comparisons, chi2, sigma, explanation: undefined, verdict: 'agrees' };
  }
  const clues = { size: sizePriorOf(object, frame.sizes, context), points: frame.points };
  const exact = residualsOf(comparisons, object.cuboid) ?? residuals;
  const explanation = explain(object, comparisons, exact, clues);
  return {
    object,
    comparisons,
    chi2,
    sigma,
    explanation,
    verdict: verdictOf(chi2, sigma, explanation, leastSigma),
  };
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
