import { cameraCheck } from '../../agreement/cameraCheck.ts';
import { CAMERA_PARAMETERS } from '../../agreement/cameraOffsets.ts';
import type { SequenceRule } from '../../rule.ts';

/** A camera whose 2D boxes are all off by as much as their objects move in a certain time. */
export const cameraLate: SequenceRule = {
  id: 'AGR016',
  severity: 'error',
  scope: 'sequence',
  isFixable: false,
  parameters: CAMERA_PARAMETERS,
  start: (context) => cameraCheck('AGR016', ['timing'], context),
};
