import type { Cuboid } from '../geometry/cuboid.ts';
import type { Attributes } from '../labels/sidecar.ts';
import type { Problem } from '../problems/problem.ts';
import type { Dataset, Frame, Sequence } from './dataset.ts';
import type { DatasetFolder, FileEntry } from './fileTree.ts';

/** A way in which datasets are laid out on disk. Adding one: a file in `layouts/` and a line in `layouts.ts`. */
export interface DatasetLayout {
  /** `boxwright`, `sustechpoints`, …: kept in `Dataset.layout`. */
  readonly id: string;
  /** Is the folder laid out like this? Must not claim folders that merely look alike. */
  detect(files: readonly FileEntry[], folder: DatasetFolder): boolean | Promise<boolean>;
  /**
   * Understands the folder. What is broken becomes a problem of the dataset, the rest opens.
   *
   * @throws ProblemError where nothing can be opened.
   */
  read(files: readonly FileEntry[], folder: DatasetFolder): Promise<Dataset>;
  /** Labels that the layout brings along in a format of its own; read, never written. */
  readonly labels?: ForeignLabels;
}

export interface ForeignLabels {
  /**
   * The labels of one frame, or undefined where it has none.
   *
   * @throws ProblemError `labels.malformed`, `labels.schema`, `file.unreadable`.
   */
  load(
    folder: DatasetFolder,
    dataset: Dataset,
    sequence: Sequence,
    frame: Frame,
  ): Promise<ForeignFrameLabels | undefined>;
}

export interface ForeignFrameLabels {
  readonly objects: readonly ForeignObject[];
  readonly problems: readonly Problem[];
}

export interface ForeignObject {
  /** The object's name in its own format: the same over the frames of a sequence, unique in a frame. */
  readonly sourceId: string;
  readonly class: string;
  /** In the label frame. */
  readonly cuboid: Cuboid;
  readonly attributes: Attributes;
}
