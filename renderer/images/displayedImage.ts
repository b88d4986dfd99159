import type { CameraView } from '#shared/camera/cameraView.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { CameraCalibration, Intrinsics } from '#shared/dataset/dataset.ts';
import type { LoadedImage } from './imageStore.ts';
import type { UndistortedImage } from './undistortedImages.ts';

/**
 * The picture that a panel shows, and the camera that it is shown through: all that is drawn over the picture, and every
 * position of the pointer, goes through this camera. They change together, so that neither is ever shown with the
 * other's lens. What is written to files has the calibrated lens, always.
 */
export interface DisplayedImage {
  readonly image: LoadedImage;
  /** Undefined without a calibration. */
  readonly camera: CameraView | undefined;
  /** The camera as it is calibrated; where nothing is undone, the same. */
  readonly calibrated: CameraView | undefined;
  readonly isUndistorted: boolean;
}

/** @param undistorted of the original, shown in its place */
export function displayedImage(
  original: LoadedImage,
  calibration: CameraCalibration | undefined,
  undistorted: UndistortedImage | undefined,
): DisplayedImage {
  const calibrated = calibration && cameraView(calibration, calibration.intrinsics, original);
  if (undistorted === undefined)
    return { image: original, camera: calibrated, calibrated, isUndistorted: false };
  const camera = calibration && cameraView(calibration, undistorted.view.intrinsics, undistorted);
  return { image: undistorted, camera, calibrated, isUndistorted: true };
}

function cameraView(
  { cameraFromLabel }: CameraCalibration,
  intrinsics: Intrinsics,
  { width, height }: LoadedImage,
): CameraView {
  return { model: createCameraModel(intrinsics), cameraFromLabel, width, height };
}

/** The lens of a calibration unless it is a pinhole, which has nothing that could be undone. */
export function distortingLens(calibration: CameraCalibration | undefined): Intrinsics | undefined {
  if (calibration === undefined || createCameraModel(calibration.intrinsics).isRectilinear) return undefined;
  return calibration.intrinsics;
}
