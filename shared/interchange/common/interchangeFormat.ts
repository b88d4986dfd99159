import type { FileListing } from '../../dataset/fileListing.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import type { Problem } from '../../problems/problem.ts';
import type { FormatHoldings } from './describeLoss.ts';
import type { LabelSet } from './labelSet.ts';
import type { LossLog } from './lossLog.ts';

/** A file as it is to be: its path in the folder that is written, and its text, or its bytes, at once or in pieces. */
export interface OutputFile {
  readonly path: string;
  readonly text: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** A format that labels are brought into, or read from. Adding one: a folder beside this one and a line in `formats.ts`. */
export interface InterchangeFormat<Id extends string = string> {
  readonly id: Id;
  /** What it holds of our labels: said in every loss report. */
  readonly describeLoss: FormatHoldings;
  /** Reads labels that come without a dataset round them. Formats that are a dataset's own are read by its layout. */
  readonly read?: FormatReader;
  /** The files of a dataset in the format that hold labels of many frames, by their paths. */
  readonly labelFiles?: RegExp;
  /**
   * The files of the format, in an order that is always the same: the same labels give the same bytes. What it cannot
   * hold of an object goes to `losses`.
   */
  readonly write: (set: LabelSet, losses: LossLog) => AsyncIterable<OutputFile>;
}

/** One whose labels can be read without a dataset round them. */
export type StandaloneFormat<Id extends string> = InterchangeFormat<Id> & { readonly read: FormatReader };

export interface FormatReader {
  /**
   * Does the folder hold labels of this format?
   *
   * @param isAskedFor somebody says so: then broken files are labels, too
   */
  detect(folder: DatasetFolder, files: FileListing, isAskedFor: boolean): boolean | Promise<boolean>;
  /**
   * What cannot be read goes to `problems`, the rest is read.
   *
   * @throws ProblemError where nothing of it can be read
   */
  open(
    folder: DatasetFolder,
    files: FileListing,
    problems: Problem[],
    isAskedFor: boolean,
  ): Promise<LabelSet>;
}
