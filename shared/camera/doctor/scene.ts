import type { FoundCalibration } from '../../dataset/calibration.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { Problem } from '../../problems/problem.ts';

/** A camera as its file has it. */
export interface ExaminedCamera {
  readonly id: string;
  /** The size that the calibration states, pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Of the images that have none of their own. */
  readonly written?: FoundCalibration | undefined;
  /** Numbers that no calibration can have, for finding out what they were meant to be. */
  readonly refused?: FoundCalibration | undefined;
  /** Why there is no calibration. */
  readonly problem?: Problem | undefined;
}

/** A decoded image, possibly smaller than its file: brightness row by row. */
export interface GreyImage {
  /** Of the file, pixels. */
  readonly fullWidth: number;
  readonly fullHeight: number;
  /** Of `grey`. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the file along a side of one of `grey`. */
  readonly block: number;
  readonly grey: Uint8Array;
}

/** One sweep. */
export interface ExaminedCloud {
  /** x y z of each point, label frame, metres. */
  readonly points: Float32Array;
  /** Where the lidar was, label frame. */
  readonly origin: Vec3;
}

/** An object that is labelled both in space and on an image. */
export interface LabelledBox {
  readonly camera: string;
  /** Label frame, metres. */
  readonly cuboid: Cuboid;
  /** Pixels. */
  readonly rectangle: Rectangle;
}

/** A frame: what was recorded at one time. */
export interface ExaminedMoment {
  readonly clouds: readonly ExaminedCloud[];
  /** By camera id. */
  readonly images: ReadonlyMap<string, GreyImage>;
  /** By camera id: calibrations that only this frame's images have. */
  readonly calibrations: ReadonlyMap<string, FoundCalibration>;
  /** Labels that agree with a right calibration; none that were placed in space by means of the calibration itself. */
  readonly boxes: readonly LabelledBox[];
}

/** A sequence of a dataset, some of its frames. */
export interface ExaminedRig {
  readonly sequence: string;
  readonly cameras: readonly ExaminedCamera[];
  readonly moments: readonly ExaminedMoment[];
}
