import { verdictIdOf } from '#shared/labels/review.ts';
import type { FrameFactsOf } from './findingsBoard.ts';

/** `open`: nobody has judged it as it is now. */
export type ObjectStanding = 'open' | 'accepted' | 'sentBack';

/** What has been said of an object, or 2D box, as it is now: by its own verdict, else by that of its frame. */
export function objectStanding(frameId: string, id: string, facts: FrameFactsOf): ObjectStanding {
  const said = ownVerdict(frameId, id, facts);
  if (said !== undefined && !said.isStale) return said.isAccepted ? 'accepted' : 'sentBack';
  return facts.standing === 'accepted' ? 'accepted' : 'open';
}

/**
 * Was it right when somebody last looked at it? What was sent back was wrong, whatever has become of it; what was
 * accepted and changed since, nobody has looked at. Undefined: nobody has said.
 */
export function judgementOf(frameId: string, id: string, facts: FrameFactsOf): 'right' | 'wrong' | undefined {
  const said = ownVerdict(frameId, id, facts);
  if (said?.isAccepted === false) return 'wrong';
  return objectStanding(frameId, id, facts) === 'accepted' ? 'right' : undefined;
}

/** `isStale`: the object was changed after it. */
function ownVerdict(
  frameId: string,
  id: string,
  { entries, objects }: FrameFactsOf,
): { readonly isAccepted: boolean; readonly isStale: boolean } | undefined {
  const about = id.toLowerCase();
  // Its id is a hash, which a sample of thousands does not need to know of those that nobody has judged.
  const verdict = entries.find(
    (entry) =>
      entry.kind === 'verdict' &&
      entry.object?.toLowerCase() === about &&
      entry.id.toLowerCase() === verdictIdOf(frameId, about),
  );
  if (verdict?.kind !== 'verdict' || verdict.verdict === 'inReview') return undefined;
  const changedAt = objects.get(about)?.changedAt;
  const isStale =
    changedAt !== undefined && verdict.at !== undefined && BigInt(changedAt) > BigInt(verdict.at);
  return { isAccepted: verdict.verdict === 'accepted', isStale };
}
