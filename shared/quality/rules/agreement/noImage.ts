import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * 2D boxes on images that the frame does not have: of a camera that there is not, or whose images are missing. One finding
 * for the frame, however many 2D boxes and cameras: where images are missing, they are for all of them.
 */
export const noImage: FrameRule = {
  id: 'AGR017',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    const { faults } = analyseFrame(frame, context).scene;
    const boxes = faults.filter(({ fault }) => fault === 'unknownCamera').map(({ box }) => box);
    if (boxes.length === 0) return;
    const cameras = [...new Set(boxes.map(({ camera }) => camera))].sort();
    yield {
      rule: 'AGR017',
      severity: 'error',
      frameId: frame.id,
      ...(cameras.length === 1 ? { camera: cameras[0]! } : {}),
      params: { count: boxes.length, camera: cameras.join(', ') },
      badness: boxes.length,
    };
  },
};
