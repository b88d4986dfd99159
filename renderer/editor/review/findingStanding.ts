import { verdictIdOf } from '#shared/labels/review.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { FrameFactsOf } from './findingsBoard.ts';

/**
 * `open`: nobody has decided. `waived`: it stays as it is, for a reason. `accepted`, `sentBack`: somebody has judged the
 * object, or the whole frame, since it was last changed.
 */
export type FindingStanding = 'open' | 'waived' | 'accepted' | 'sentBack';

export function findingStanding(finding: Finding, facts: FrameFactsOf | undefined): FindingStanding {
  if (facts === undefined) return 'open';
  const key = findingKey(finding);
  if (facts.entries.some((entry) => entry.kind === 'waiver' && entry.finding === key)) return 'waived';
  if (facts.standing === 'accepted') return 'accepted';
  const about = finding.objectId ?? finding.box2dId;
  if (about === undefined) return facts.standing === 'rejected' ? 'sentBack' : 'open';
  const id = verdictIdOf(finding.frameId, about);
  const verdict = facts.entries.find((entry) => entry.id.toLowerCase() === id);
  if (verdict?.kind !== 'verdict' || verdict.verdict === 'inReview') return 'open';
  const changedAt = facts.objects.get(about.toLowerCase())?.changedAt;
  // What was changed after the verdict is to be judged anew.
  if (changedAt !== undefined && verdict.at !== undefined && BigInt(changedAt) > BigInt(verdict.at))
    return 'open';
  return verdict.verdict === 'accepted' ? 'accepted' : 'sentBack';
}
