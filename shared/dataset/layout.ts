import type { Cuboid } from '../geometry/cuboid.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Attributes } from '../labels/sidecar.ts';
import type { Problem } from '../problems/problem.ts';
import type { CalibrationForm } from './calibrationForms.ts';
import type { Dataset, Frame, Sequence } from './dataset.ts';
import type { FileListing } from './fileListing.ts';
import type { DatasetFolder } from './fileTree.ts';
import type { ImageCalibrations } from './imageCalibrations.ts';
import type { LayoutChoices } from './questions.ts';

/** A way in which datasets are laid out on disk. Adding one: a file in `layouts/` and a line in `layouts.ts`. */
export interface DatasetLayout {
  /** `boxwright`, `sustechpoints`, …: kept in `Dataset.layout`. */
  readonly id: string;
  /** Where it is detected no other layout is considered. */
  readonly isConclusive?: boolean;
  /** Considered only where no other layout is detected. */
  readonly isFallback?: boolean;
  /**
   * Is the folder laid out like this? Must not claim folders that merely look alike, and must be quick: it is asked of
   * every folder that a person browses past.
   */
  detect(files: FileListing, folder: DatasetFolder): boolean | Promise<boolean>;
  /**
   * Understands the folder. What is broken becomes a problem of the dataset, the rest opens. What the files do not say
   * is assumed and said so (`layout.assumed`); what could well be otherwise is asked (`Dataset.questions`).
   *
   * @throws ProblemError where nothing can be opened.
   */
  read(folder: DatasetFolder, files: FileListing, choices: LayoutChoices): Promise<LayoutReading>;
  /** In which its calibrations are, where there is only one form. */
  readonly calibrationForm?: CalibrationForm;
  /** Labels that the layout brings along in a format of its own; read, never written. */
  readonly labels?: ForeignLabels;
}

/** What a layout finds out; `openDataset` adds the rest. */
export interface LayoutReading extends Omit<Dataset, 'layout' | 'questions' | 'calibrationForms'> {
  readonly questions?: Dataset['questions'];
  /** Of its calibrations, where a layout knows several. */
  readonly forms?: readonly CalibrationForm[];
  /** Of images that have one of their own. */
  readonly imageCalibrations?: ImageCalibrations;
}

export interface ForeignLabels {
  /**
   * Gets ready to read the labels of a sequence: a file that holds those of many frames is read here, once.
   *
   * @throws ProblemError `labels.malformed`, `labels.schema`, `file.unreadable`: no frame of the sequence is writable.
   */
  open(folder: DatasetFolder, dataset: Dataset, sequence: Sequence): Promise<ForeignLabelReader>;
}

/**
 * The labels of one frame, or undefined where it has none.
 *
 * @throws ProblemError `labels.malformed`, `labels.schema`, `file.unreadable`: that frame is not writable.
 */
export type ForeignLabelReader = (frame: Frame) => Promise<ForeignFrameLabels | undefined>;

export interface ForeignFrameLabels {
  readonly objects: readonly ForeignObject[];
  /** Boxes on images that go with no cuboid, or with one by `sourceId`. */
  readonly boxes2d?: readonly ForeignBox2d[];
  readonly problems: readonly Problem[];
  /** What they were read from, where the frame has a file of its own. */
  readonly text?: string;
  /** Of the calibration that they are given by, where the frame has one of its own. */
  readonly calibration?: string;
}

export interface ForeignObject {
  /** The object's name in its own format: the same over the frames of a sequence, unique in a frame. */
  readonly sourceId: string;
  readonly class: string;
  /** In the label frame. */
  readonly cuboid: Cuboid;
  readonly attributes: Attributes;
}

export interface ForeignBox2d {
  readonly camera: string;
  /** Pixels. */
  readonly rectangle: Rectangle;
  readonly class: string;
  /** Of the object in the same frame that it shows. */
  readonly sourceId?: string;
  /** Whether a person or a program drew it; a person, unless the format says otherwise. */
  readonly source: 'imported' | 'model';
}
