import { degreesFromRadians } from '../../../geometry/angle.ts';
import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { disagreement, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** Wrong heading: turned, the cuboid would agree with its 2D boxes. Front and rear exchanged look the same to a 2D box. */
export const wrongHeading: FrameRule = {
  id: 'AGR008',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    for (const agreement of analyseFrame(frame, context).objects) {
      if (agreement.verdict !== 'heading') continue;
      yield disagreement(wrongHeading, frame, agreement, context, {
        degrees: rounded(degreesFromRadians(agreement.explanation!.amount), 1),
      });
    }
  },
};
