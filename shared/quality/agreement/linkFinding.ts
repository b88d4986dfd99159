import type { Finding, Fix } from '../finding.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import { numberOf, rounded } from './agreementFinding.ts';
import type { LinkConflict } from './linkConflicts.ts';

/** What a finding about a wrong link says, whichever rule says it. */
export function linkFinding(
  frame: QualityFrame,
  { box, to, iouBefore, iouAfter, sigmaAfter }: LinkConflict,
  context: RuleContext,
  links: Extract<Fix, { kind: 'links' }>['links'],
): Omit<Finding, 'rule' | 'severity'> {
  return {
    frameId: frame.id,
    trackId: box.trackId ?? to.object.trackId,
    box2dId: box.id,
    camera: box.camera,
    params: {
      ...(box.trackId === undefined
        ? { reason: 'unlinked' }
        : {
            class: context.tracks.get(box.trackId)?.class ?? box.class,
            number: numberOf(box.trackId, context),
          }),
      otherClass: to.object.class,
      other: numberOf(to.object.trackId, context),
      camera: box.camera,
      iou: rounded(iouBefore, 2),
      iouAfter: rounded(iouAfter, 2),
      sigma: rounded(sigmaAfter, 1),
    },
    badness: 100 * (iouAfter - iouBefore),
    fix: { kind: 'links', links },
  };
}
