import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import {
  calibrationIn,
  type FrameLabels,
  type LabelCalibration,
  type LabelCamera,
} from '../common/labelSet.ts';

/** The camera that the labels' 2D boxes are on; KITTI calls it `image_2`. */
export const LABELED = 'image_2';

/** Camera axes from those of a lidar, with no offset: x right = −y, y down = −z, z forward = x. */
const IDEAL: RigidTransform = { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 0, 0] };

/** KITTI's own, or the first that is calibrated, or the first. */
export function labeledCamera(cameras: readonly LabelCamera[]): LabelCamera | undefined {
  return (
    cameras.find(({ id, calibration }) => id === LABELED && calibration !== undefined) ??
    cameras.find(({ calibration }) => calibration !== undefined) ??
    cameras[0]
  );
}

export interface KittiFrameCamera {
  readonly camera: LabelCamera | undefined;
  readonly calibration: LabelCalibration | undefined;
  /**
   * The frame that the labels are written in. The labelled camera stands for camera 0: others are not rectified to it, so
   * that R0_rect is the identity and Tr_velo_to_cam its own pose.
   */
  readonly rectFromLabel: RigidTransform;
}

export function kittiFrameCamera(cameras: readonly LabelCamera[], labels: FrameLabels): KittiFrameCamera {
  const camera = labeledCamera(cameras);
  const calibration = camera && calibrationIn(camera, labels);
  const pose = calibration?.cameraFromLabel;
  return {
    camera,
    calibration,
    // What is written is what the labels are computed with, digit for digit.
    rectFromLabel: pose === undefined ? IDEAL : atWrittenDigits(pose),
  };
}

/** KITTI's calibrations have twelve decimals in exponent notation. */
export function scientific(value: number): string {
  return value.toExponential(12);
}

function atWrittenDigits({ rotation, translation }: RigidTransform): RigidTransform {
  const at = (i: number): number => Number(scientific(rotation[i]!));
  const to = (i: number): number => Number(scientific(translation[i]!));
  return {
    rotation: [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8)],
    translation: [to(0), to(1), to(2)],
  };
}
