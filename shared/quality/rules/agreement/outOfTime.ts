import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Out of time: all moving objects of an image lie where their cuboids will be a moment later, or were a moment before. One
 * finding for the image; its objects are compared as of that moment, so that they have none of their own.
 */
export const outOfTime: FrameRule = {
  id: 'AGR010',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: { ...AGREEMENT_PARAMETERS, leastMilliseconds: 10 },
  *check(frame, context): Iterable<Finding> {
    for (const [camera, { seconds, sigma, count }] of analyseFrame(frame, context).timings) {
      const milliseconds = 1000 * seconds;
      if (Math.abs(milliseconds) < context.parameter('leastMilliseconds')) continue;
      yield {
        rule: 'AGR010',
        severity: 'warning',
        frameId: frame.id,
        camera,
        params: {
          camera,
          milliseconds: rounded(milliseconds, 0),
          count,
          sigma: rounded(sigma, 1),
        },
        badness: sigma,
      };
    }
  },
};
