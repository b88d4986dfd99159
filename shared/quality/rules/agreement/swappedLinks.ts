import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import { linkFinding } from '../../agreement/linkFinding.ts';
import type { LinkConflict } from '../../agreement/linkConflicts.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Swapped ids: two objects whose 2D boxes are linked the wrong way round. Said once for the two, whatever the number of
 * cameras on which it is so: the fix exchanges all of them.
 */
export const swappedLinks: FrameRule = {
  id: 'AGR004',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    const byPair = new Map<string, LinkConflict[]>();
    for (const conflict of analyseFrame(frame, context).conflicts) {
      const { box, to, partner } = conflict;
      if (partner === undefined || box.trackId === undefined) continue;
      const pair = [box.trackId, to.object.trackId].sort().join();
      byPair.set(pair, [...(byPair.get(pair) ?? []), conflict]);
    }
    for (const conflicts of byPair.values()) {
      const clearest = conflicts.reduce((a, b) =>
        b.iouAfter - b.iouBefore > a.iouAfter - a.iouBefore ? b : a,
      );
      const links = conflicts.map(({ box, to }) => ({ box2dId: box.id, trackId: to.object.trackId }));
      yield { rule: 'AGR004', severity: 'error', ...linkFinding(frame, clearest, context, links) };
    }
  },
};
