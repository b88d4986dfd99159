import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { FrameFactsOf } from './findingsBoard.ts';
import { objectStanding, type ObjectStanding } from './objectStanding.ts';

/**
 * `open`: nobody has decided. `waived`: it stays as it is, for a reason. `accepted`, `sentBack`: somebody has judged the
 * object, or the whole frame, since it was last changed.
 */
export type FindingStanding = ObjectStanding | 'waived';

export function findingStanding(finding: Finding, facts: FrameFactsOf | undefined): FindingStanding {
  if (facts === undefined) return 'open';
  const key = findingKey(finding);
  if (facts.entries.some((entry) => entry.kind === 'waiver' && entry.finding === key)) return 'waived';
  if (facts.standing === 'accepted') return 'accepted';
  const about = finding.objectId ?? finding.box2dId;
  if (about === undefined) return facts.standing === 'rejected' ? 'sentBack' : 'open';
  return objectStanding(finding.frameId, about, facts);
}
