import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import { linkFinding } from '../../agreement/linkFinding.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** Wrong id: a 2D box that is linked to one object, or to none, and fits another that has no 2D box of its own. */
export const wrongLink: FrameRule = {
  id: 'AGR003',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    for (const conflict of analyseFrame(frame, context).conflicts) {
      if (conflict.partner !== undefined) continue;
      const { box, to } = conflict;
      const links = [{ box2dId: box.id, trackId: to.object.trackId }];
      yield { rule: 'AGR003', severity: 'error', ...linkFinding(frame, conflict, context, links) };
    }
  },
};
