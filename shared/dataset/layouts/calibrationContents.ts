import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { CalibrationFault } from '../calibration.ts';
import type { CalibrationForm } from '../calibrationForms.ts';
import type { Intrinsics } from '../dataset.ts';
import type { PoseReading } from './poseAt.ts';

/** What a calibration file says, whatever its form: lenses, and poses between frames that have names. */
export interface CalibrationContents {
  readonly form: CalibrationForm;
  readonly lenses: readonly FoundLens[];
  readonly poses: readonly FoundPose[];
}

export interface FoundLens {
  /** What the file calls the camera. */
  readonly camera: string;
  /** Other names of the same camera, such as the topic of its images. */
  readonly aliases?: readonly string[];
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Whether the file leaves open which of two lenses its numbers mean: see the question `lensModel`. */
  readonly isOpen?: boolean;
  of(context: LensContext): FoundLensReading;
}

export interface LensContext {
  /** Whether its images went through ROS's image_proc. */
  readonly isRectified: boolean;
  /** What a person says of four coefficients without a name. */
  readonly model?: string;
}

export type FoundLensReading =
  | {
      readonly intrinsics: Intrinsics;
      /** What rectifying does to the axes. */
      readonly imageFromOptical?: RigidTransform;
    }
  | { readonly fault: CalibrationFault };

export interface FoundPose {
  readonly from: string;
  readonly to: string;
  /** p_to = pose · p_from. */
  readonly pose: PoseReading;
  /** Whether the file does not say which way the pose leads: see the question `poseDirection`. */
  readonly isOpen?: boolean;
}

/** The frame of the reference lidar, for files that know only one. */
export const LIDAR_FRAME = 'lidar';
