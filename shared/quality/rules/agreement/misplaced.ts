import { invertTransform } from '../../../geometry/rigidTransform.ts';
import { addScaled, cross, dot, normalise, subtract } from '../../../geometry/vec3.ts';
import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { disagreement, rounded, worstOf } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { ObjectAgreement } from '../../agreement/judgeObject.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** Misplaced: moved, the cuboid would agree with its 2D boxes. */
export const misplaced: FrameRule = {
  id: 'AGR006',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    for (const agreement of analyseFrame(frame, context).objects) {
      if (agreement.verdict !== 'position') continue;
      yield disagreement(misplaced, frame, agreement, context, shiftOf(agreement));
    }
  },
};

/** The way to go as the worst camera sees it; label frame, metres. */
function shiftOf(agreement: ObjectAgreement): Record<string, number> {
  const { object, explanation } = agreement;
  const from = object.cuboid.centre;
  const way = subtract(explanation!.cuboid.centre, from);
  const eye = invertTransform(worstOf(agreement).sight.view.cameraFromLabel).translation;
  const to = subtract(from, eye);
  const level = normalise(addScaled(to, [0, 0, 1], -to[2]));
  return {
    metres: rounded(Math.sqrt(dot(way, way)), 2),
    rightMetres: rounded(-dot(way, cross([0, 0, 1], level)), 2),
    upMetres: rounded(way[2], 2),
    awayMetres: rounded(dot(way, level), 2),
  };
}
