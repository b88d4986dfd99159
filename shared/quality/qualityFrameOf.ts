import { createCameraModel } from '../camera/createCameraModel.ts';
import type { CameraModel } from '../camera/cameraModel.ts';
import type { CameraView } from '../camera/cameraView.ts';
import {
  calibrationOfImage,
  type Camera,
  type CameraCalibration,
  type DataFile,
  type Frame,
  type ImageCalibration,
  type Intrinsics,
  type Sequence,
} from '../dataset/dataset.ts';
import { secondsBetween } from '../dataset/secondsBetween.ts';
import { worldFromLabel } from '../dataset/worldFromLabel.ts';
import type { Sidecar } from '../labels/sidecar.ts';
import type { QualityCamera, QualityFrame, QualityPoints } from './qualityFrame.ts';

export interface QualityFrameParts {
  readonly sequence: Pick<Sequence, 'egoFromLabel' | 'lidars' | 'cameras' | 'frames'>;
  readonly frame: Frame;
  readonly labels: Pick<Sidecar, 'objects' | 'boxes2d' | 'review'>;
  /** Calibrations that only this frame's images have. */
  readonly imageCalibrations?: readonly ImageCalibration[];
  /** By camera: sizes of images whose dataset does not state them, pixels. */
  readonly imageSizes?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
  /** Undefined where the cloud is not at hand. */
  readonly points?: QualityPoints | undefined;
}

/** What rules look at, put together from what the app and the command line have of a frame. */
export function qualityFrameOf(parts: QualityFrameParts): QualityFrame {
  const { sequence, frame, labels, points } = parts;
  const sweep = frame.clouds[0];
  const lidar = sequence.lidars.find(({ id }) => id === sweep?.sensor) ?? sequence.lidars[0];
  return {
    id: frame.id,
    index: frame.index,
    objects: labels.objects,
    boxes2d: labels.boxes2d,
    review: labels.review,
    cameras: sequence.cameras.flatMap((camera) => qualityCameraOf(camera, parts) ?? []),
    timeSeconds: secondsOfSweep(sequence.frames[0]?.clouds[0], sweep),
    worldFromLabel: worldFromLabel(sequence, frame),
    sensor: lidar?.labelFromLidar.translation ?? [0, 0, 0],
    points,
  };
}

function qualityCameraOf(
  camera: Camera,
  { frame, imageCalibrations = [], imageSizes }: QualityFrameParts,
): QualityCamera | undefined {
  const image = frame.images.find(({ sensor }) => sensor === camera.id);
  if (image === undefined) return undefined;
  const calibration = calibrationOfImage(camera, frame, imageCalibrations);
  const known = imageSizes?.get(camera.id);
  return {
    id: camera.id,
    view: viewOf(calibration, camera.width ?? known?.width, camera.height ?? known?.height),
    calibration: calibration?.hash,
    offsetSeconds: secondsOfSweep(frame.clouds[0], image),
  };
}

function viewOf(
  calibration: CameraCalibration | undefined,
  width: number | undefined,
  height: number | undefined,
): CameraView | undefined {
  if (calibration === undefined || width === undefined || height === undefined) return undefined;
  const { intrinsics, cameraFromLabel } = calibration;
  return { model: modelOf(intrinsics), cameraFromLabel, width, height };
}

const MODELS = new WeakMap<Intrinsics, CameraModel>();

/** Some lenses tabulate their inverse: once for a calibration, not for each frame. */
function modelOf(intrinsics: Intrinsics): CameraModel {
  const model = MODELS.get(intrinsics) ?? createCameraModel(intrinsics);
  MODELS.set(intrinsics, model);
  return model;
}

/** Undefined where one has no time, or they are told by two clocks. */
function secondsOfSweep(from: DataFile | undefined, to: DataFile | undefined): number | undefined {
  const [start, end] = [from?.timestamp, to?.timestamp];
  return start === undefined || end === undefined || start.clock !== end.clock
    ? undefined
    : secondsBetween(start, end);
}
