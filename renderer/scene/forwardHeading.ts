import type { Sequence } from '#shared/dataset/dataset.ts';

/**
 * Which heading of the label frame is ahead, radians: where the front camera looks, since lidars are mounted every way
 * round. Without a calibrated camera: +x.
 */
export function forwardHeading({ cameras }: Pick<Sequence, 'cameras'>): number {
  const calibrated = cameras.filter(({ calibration }) => calibration !== undefined);
  const camera = calibrated.find(({ id }) => /front/i.test(id)) ?? calibrated[0];
  if (camera?.calibration === undefined) return 0;
  // The third row of cameraFromLabel is the camera's z axis, its view direction, in the label frame.
  const { rotation } = camera.calibration.cameraFromLabel;
  const [x, y] = [rotation[6], rotation[7]];
  return Math.hypot(x, y) < 1e-3 ? 0 : Math.atan2(y, x);
}
