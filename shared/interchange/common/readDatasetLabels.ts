import { isLayoutId } from '../../dataset/layoutIds.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import type { ImageCalibrations } from '../../dataset/imageCalibrations.ts';
import { readDataset } from '../../dataset/openDataset.ts';
import { labelsAlone } from '../../labels/labelsAlone.ts';
import { ProblemError } from '../../problems/problem.ts';
import type { LabelSequence, LabelSet } from './labelSet.ts';
import { readSequenceLabels, type LabelOrigin, type SequenceReading } from './readSequenceLabels.ts';

/** A dataset, and which of its labels are meant. */
export interface DatasetLabels {
  readonly dataset: Dataset;
  readonly imageCalibrations: ImageCalibrations;
  readonly origin: LabelOrigin;
  /** There is no dataset round our own label files. */
  readonly isAlone: boolean;
}

/**
 * A dataset in any layout that can be opened, for its labels; or our own label files alone.
 *
 * @param labels the folder that our own label files are in: the dataset's, or a mirror of it
 * @param from a layout's id, `boxwright` for our own label files, or undefined: whatever is there
 * @throws ProblemError as `readDataset`; `folder.unrecognised` for a dataset that is not in the layout that was asked for
 */
export async function findDatasetLabels(
  folder: DatasetFolder,
  labels: DatasetFolder,
  from: string | undefined,
): Promise<DatasetLabels> {
  const origin: LabelOrigin = from === undefined ? 'any' : from === 'boxwright' ? 'boxwright' : 'layout';
  const choices = origin === 'layout' && from !== undefined ? { layout: from } : {};
  const reading = await readDataset(folder, choices).catch(async (error: unknown) => {
    const isForeign = origin === 'layout' || !(error instanceof ProblemError);
    if (isForeign || error.problem.code !== 'folder.unrecognised') throw error;
    const dataset = labelsAlone(folder.name, await labels.list());
    if (dataset === undefined) throw error;
    return { dataset, imageCalibrations: new Map(), isAlone: true };
  });
  const { dataset, imageCalibrations } = reading;
  if (origin === 'layout' && isLayoutId(from ?? '') && dataset.layout !== from) {
    const params = { found: dataset.layout };
    throw new ProblemError({ code: 'folder.unrecognised', severity: 'error', path: folder.name, params });
  }
  return { dataset, imageCalibrations, origin, isAlone: 'isAlone' in reading };
}

/** The labels of all sequences. */
export async function readDatasetLabels(reading: SequenceReading): Promise<LabelSet> {
  const sequences: LabelSequence[] = [];
  for (const sequence of reading.dataset.sequences)
    sequences.push(await readSequenceLabels(reading, sequence));
  return labelSetOf(reading.dataset, sequences);
}

/** Some sequences of a dataset as a set of their own. */
export function labelSetOf(
  { name, labelFrame, ontology }: Dataset,
  sequences: readonly LabelSequence[],
): LabelSet {
  return { name, labelFrame, classes: ontology.classes.map((known) => known.name), sequences };
}
