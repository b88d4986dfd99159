import { cameraCheck } from '../../agreement/cameraCheck.ts';
import { CAMERA_PARAMETERS } from '../../agreement/cameraOffsets.ts';
import type { SequenceRule } from '../../rule.ts';

/** A camera whose 2D boxes are all off as they would be if it stood or looked otherwise than its calibration says. */
export const cameraMoved: SequenceRule = {
  id: 'AGR015',
  severity: 'error',
  scope: 'sequence',
  isFixable: false,
  parameters: CAMERA_PARAMETERS,
  start: (context) => cameraCheck('AGR015', ['rotation', 'translation'], context),
};
