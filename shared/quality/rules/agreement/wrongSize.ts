import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { disagreement, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** Wrong size: with another length, width or height the cuboid would agree with its 2D boxes. */
export const wrongSize: FrameRule = {
  id: 'AGR007',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    for (const agreement of analyseFrame(frame, context).objects) {
      if (agreement.verdict !== 'size') continue;
      const [length, width, height] = agreement.object.cuboid.size;
      const [toLength, toWidth, toHeight] = agreement.explanation!.cuboid.size;
      yield disagreement(wrongSize, frame, agreement, context, {
        lengthMetres: rounded(length, 2),
        widthMetres: rounded(width, 2),
        heightMetres: rounded(height, 2),
        toLengthMetres: rounded(toLength, 2),
        toWidthMetres: rounded(toWidth, 2),
        toHeightMetres: rounded(toHeight, 2),
      });
    }
  },
};
