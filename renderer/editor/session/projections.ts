import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { Camera, CameraCalibration, Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { ProjectingCamera } from '#shared/labels/projectionsOf.ts';
import type { ProjectionJson } from '#shared/labels/sidecar.ts';

/** The calibration that holds for a camera's image in a frame. */
export type CalibrationOf = (camera: Camera, frame: Frame) => CameraCalibration | undefined;

/** Size in pixels of a camera's image in a frame; undefined while that image has not been decoded. */
export type ImageSize = (
  cameraId: string,
  frame: Frame,
) => { readonly width: number; readonly height: number } | undefined;

/**
 * The cameras of a sequence that have an image in the frame, a calibration for it, and a known image size: the image's
 * own, since those of one camera may differ, before what the dataset states.
 */
export function projectingCameras(
  sequence: Sequence,
  frame: Frame,
  calibrationOf: CalibrationOf,
  imageSize: ImageSize | undefined,
): readonly ProjectingCamera[] {
  return sequence.cameras
    .map((camera) => projectingCamera(camera, frame, calibrationOf, imageSize))
    .filter((camera) => camera !== undefined);
}

/** Were these made with another calibration than the cameras have now? */
export function areOutdated(
  projections: readonly ProjectionJson[],
  cameras: readonly ProjectingCamera[],
): boolean {
  const hashes = new Map(cameras.map(({ id, hash }) => [id, hash]));
  return projections.some(({ camera, calibration }) => (hashes.get(camera) ?? calibration) !== calibration);
}

function projectingCamera(
  camera: Camera,
  frame: Frame,
  calibrationOf: CalibrationOf,
  imageSize: ImageSize | undefined,
): ProjectingCamera | undefined {
  const { id } = camera;
  const calibration = calibrationOf(camera, frame);
  const size = imageSize?.(id, frame) ?? statedSize(camera);
  if (calibration === undefined || size === undefined) return undefined;
  const { intrinsics, cameraFromLabel, hash } = calibration;
  return { id, hash, view: { model: createCameraModel(intrinsics), cameraFromLabel, ...size } };
}

function statedSize({ width, height }: Camera): { width: number; height: number } | undefined {
  return width === undefined || height === undefined ? undefined : { width, height };
}
