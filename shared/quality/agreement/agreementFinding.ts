import type { Finding, Fix, RuleId, Severity } from '../finding.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import type { ObjectAgreement } from './judgeObject.ts';
import { deviationOf } from './compareFrame.ts';
import type { Comparison } from './comparison.ts';
import { iouOf } from './linkConflicts.ts';

/** Rounded as people read it; what is not finite stays what it is. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** The number that people know a track by; `?` for one that `tracks.json` does not have. */
export function numberOf(trackId: string, { tracks }: Pick<RuleContext, 'tracks'>): number | string {
  return tracks.get(trackId)?.number ?? '?';
}

/** Of the cameras that have a 2D box of the object, the one on which it is furthest off. */
export function worstOf({ comparisons }: ObjectAgreement): Comparison {
  return comparisons.reduce((a, b) => (deviationOf(b) > deviationOf(a) ? b : a));
}

/** A finding about an object whose 2D boxes disagree with it, shown on its worst camera. */
export function disagreement(
  head: { readonly id: RuleId; readonly severity: Severity },
  frame: QualityFrame,
  agreement: ObjectAgreement,
  context: RuleContext,
  params: Finding['params'],
): Finding {
  const { object, explanation } = agreement;
  const worst = worstOf(agreement);
  const [left, top, right, bottom] = worst.errors;
  const fix: Fix | undefined = explanation && {
    kind: 'cuboid',
    objectId: object.id,
    cuboid: explanation.cuboid,
  };
  return {
    rule: head.id,
    severity: head.severity,
    frameId: frame.id,
    trackId: object.trackId,
    objectId: object.id,
    box2dId: worst.box.id,
    camera: worst.sight.camera,
    params: {
      class: object.class,
      number: numberOf(object.trackId, context),
      camera: worst.sight.camera,
      leftPixels: rounded(left, 1),
      topPixels: rounded(top, 1),
      rightPixels: rounded(right, 1),
      bottomPixels: rounded(bottom, 1),
      iou: rounded(explanation?.iouBefore ?? iouOf(worst), 2),
      iouAfter: rounded(explanation?.iouAfter ?? iouOf(worst), 2),
      sigma: rounded(explanation?.sigma ?? agreement.sigma, 1),
      ...params,
    },
    badness: Math.sqrt(agreement.chi2),
    ...(fix === undefined ? {} : { fix }),
  };
}
