import type { Intrinsics } from '../../dataset/dataset.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Attributes, Box2dExtent, Sidecar } from '../../labels/sidecar.ts';
import type { TracksFile } from '../../labels/tracksFile.ts';

/**
 * What every format is read into and written from: the labels of a dataset, without its clouds and images. The frames
 * are known at once; their labels are read one frame at a time, for there may be a hundred thousand.
 */
export interface LabelSet {
  readonly name: string;
  /** The frame that cuboids are given in, by its name. */
  readonly labelFrame: string;
  /** Class names that are known before any label is read; labels may have others. */
  readonly classes: readonly string[];
  readonly sequences: readonly LabelSequence[];
  /** The files that it was read from, where they hold nothing but labels in the format that it was read in. */
  readonly files?: readonly string[];
}

export interface LabelSequence {
  readonly id: string;
  readonly name: string;
  /** Where its files lie in the dataset; the empty text: in the dataset's own folder. */
  readonly folder: string;
  readonly cameras: readonly LabelCamera[];
  /** How the label frame lies in the vehicle; absent where nothing tells. */
  readonly egoFromLabel?: RigidTransform;
  readonly frames: readonly LabelFrame[];
  /** Our own file of the tracks, where there is one. */
  readonly tracksFile?: TracksFile;
  /** What cannot be read is left out and named elsewhere. */
  labelsOf(frame: LabelFrame): Promise<FrameLabels>;
}

export interface LabelCamera {
  readonly id: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly calibration?: LabelCalibration;
}

export interface LabelCalibration {
  readonly intrinsics: Intrinsics;
  readonly cameraFromLabel: RigidTransform;
}

export interface LabelFrame {
  /** Unique in the dataset. */
  readonly id: string;
  /** Shown to people: `000965`. */
  readonly name: string;
  /** 0-based position in its sequence. */
  readonly index: number;
  /** Path of the reference lidar's sweep, and the lidar's id. */
  readonly cloud?: SensorFile;
  readonly images: readonly SensorFile[];
  readonly worldFromEgo?: RigidTransform;
}

export interface SensorFile {
  readonly sensor: string;
  /** Relative to the dataset's folder. */
  readonly path: string;
  /** Nanoseconds as a decimal string. */
  readonly ns?: string;
}

export interface FrameLabels {
  readonly objects: readonly LabelObject[];
  readonly boxes2d: readonly LabelBox2d[];
  /** Of images that have one of their own in place of their camera's, by camera. */
  readonly calibrations?: ReadonlyMap<string, LabelCalibration>;
  /**
   * The frame's own file, where they come from one in a format of others, and all of it could be read. Beside `sidecar`
   * it is what they were before they were saved here.
   */
  readonly original?: OriginalFile;
  /** The frame as our own label file has it, where the labels come from one. */
  readonly sidecar?: Sidecar;
}

/** A label file as it stands there. */
export interface OriginalFile {
  /** The id of its format. */
  readonly format: string;
  readonly text: string;
  /** Of the frame's own calibration, in formats that have one for each. */
  readonly calibration?: string;
}

export interface LabelObject {
  /** The same over the frames of a sequence, unique in a frame. */
  readonly track: string;
  readonly class: string;
  /** In the label frame. */
  readonly cuboid: Cuboid;
  readonly attributes: Attributes;
  /** Lidar points inside, where somebody has counted. */
  readonly points?: number;
  /** Set by a person, as against derived; absent where nothing tells. */
  readonly isKeyframe?: boolean;
}

export interface LabelBox2d {
  readonly camera: string;
  /** Pixels, (0, 0) the centre of the first. */
  readonly rectangle: Rectangle;
  readonly class: string;
  /** Of the object that it shows. */
  readonly track?: string;
  /** `manual`: a person drew it here; `imported`: it came in a file; `model`: a program's. */
  readonly source: 'manual' | 'imported' | 'model';
  readonly extent?: Box2dExtent;
  readonly score?: number;
  readonly attributes?: Attributes;
}

/** The calibration that holds for a camera's image in a frame. */
export function calibrationIn(camera: LabelCamera, labels: FrameLabels): LabelCalibration | undefined {
  return labels.calibrations?.get(camera.id) ?? camera.calibration;
}
