import {
  calibrationOfImage,
  type Camera,
  type CameraCalibration,
  type Sequence,
} from '#shared/dataset/dataset.ts';

/**
 * Which heading of the label frame is ahead, radians: where the front camera looks, since lidars are mounted every way
 * round. Of a camera that was calibrated for every image the first frame's counts: a vehicle's cameras do not turn.
 * Without a calibrated camera: +x.
 */
export function forwardHeading({ cameras, frames }: Pick<Sequence, 'cameras' | 'frames'>): number {
  const calibrationOf = (camera: Camera): CameraCalibration | undefined =>
    camera.calibration ?? (frames[0] && calibrationOfImage(camera, frames[0]));
  const calibrated = cameras.filter((camera) => calibrationOf(camera) !== undefined);
  const camera = calibrated.find(({ id }) => /front/i.test(id)) ?? calibrated[0];
  const calibration = camera && calibrationOf(camera);
  if (calibration === undefined) return 0;
  // The third row of cameraFromLabel is the camera's z axis, its view direction, in the label frame.
  const { rotation } = calibration.cameraFromLabel;
  const [x, y] = [rotation[6], rotation[7]];
  return Math.hypot(x, y) < 1e-3 ? 0 : Math.atan2(y, x);
}
