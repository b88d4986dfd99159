import type { TrackJson } from '../labels/tracksFile.ts';
import type { BoundRule } from './boundRule.ts';
import type { Finding } from './finding.ts';
import type { TrackRule, TrackSight } from './rule.ts';

/** All that the rules of tracks find in one. A track that `tracks.json` does not have is what its objects say. */
export function checkTrack(
  track: TrackJson | undefined,
  sights: readonly TrackSight[],
  rules: readonly BoundRule<TrackRule>[],
): readonly Finding[] {
  const [first] = sights;
  if (first === undefined) return [];
  const { trackId: id, class: name } = first.object;
  const shown = track ?? { id, number: 0, class: name, attributes: {} };
  return rules.flatMap(({ rule, context }) => [...rule.check(shown, sights, context)]);
}
