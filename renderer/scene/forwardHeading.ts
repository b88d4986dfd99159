import type { Camera, CameraCalibration } from '#shared/dataset/dataset.ts';

/**
 * Which heading of the label frame is ahead, radians: where the front camera looks, since lidars are mounted every way
 * round. Without a calibrated camera: +x.
 *
 * @param calibrationOf of the image in any frame, where the camera has none itself: a vehicle's cameras do not turn
 */
export function forwardHeading(
  cameras: readonly Camera[],
  calibrationOf: (camera: Camera) => CameraCalibration | undefined,
): number {
  const calibrated = cameras.flatMap((camera) => {
    const calibration = camera.calibration ?? calibrationOf(camera);
    return calibration === undefined ? [] : [{ id: camera.id, calibration }];
  });
  const front = calibrated.find(({ id }) => /front/i.test(id)) ?? calibrated[0];
  if (front === undefined) return 0;
  // The third row of cameraFromLabel is the camera's z axis, its view direction, in the label frame.
  const { rotation } = front.calibration.cameraFromLabel;
  const [x, y] = [rotation[6], rotation[7]];
  return Math.hypot(x, y) < 1e-3 ? 0 : Math.atan2(y, x);
}
