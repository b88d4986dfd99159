import type { LabelCamera } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { labeledCamera } from './kittiCamera.ts';

/** What KITTI's formats do not hold of a sequence's cameras, and what is assumed where there is none. */
export function noteCamera(cameras: readonly LabelCamera[], losses: LossLog): void {
  const camera = labeledCamera(cameras);
  if (cameras.length > 1) losses.note('otherCameras', cameras.length - 1);
  if (camera?.calibration === undefined) losses.note('assumedCameraAxes');
  else if (camera.calibration.intrinsics.model !== 'pinhole') losses.note('lensDistortion');
  if (camera?.calibration !== undefined && camera.width === undefined) losses.note('imageSizeUnknown');
}
