import { FileListing } from '../dataset/fileListing.ts';
import type { DatasetFolder } from '../dataset/fileTree.ts';
import { layoutById } from '../dataset/layouts.ts';
import { SIDECAR_ENDING } from '../labels/labelPaths.ts';
import { hasErrors } from '../problems/hasErrors.ts';
import { ProblemError, type Problem } from '../problems/problem.ts';
import type { OutputFile, StandaloneFormat } from './common/interchangeFormat.ts';
import type { LabelSet } from './common/labelSet.ts';
import { findDatasetLabels, readDatasetLabels, type DatasetLabels } from './common/readDatasetLabels.ts';
import { labelFilesOf, READABLE_ALONE } from './formats.ts';

export interface OpenedLabels {
  /** What they are read as: a layout's id, `boxwright`, or a format's. */
  readonly from: string;
  /** The dataset that they are of, whose sequences can be read one by one; absent: files that stand alone. */
  readonly dataset?: DatasetLabels;
  /** Reads what is known before any frame's labels are. */
  readonly open: () => Promise<LabelSet>;
  /** The files of all of the labels as they stand there, in the format that they were read as. */
  readonly original?: () => AsyncIterable<OutputFile>;
}

/**
 * Opens labels in any format that can be read: those of a dataset in any layout, our own label files beside it, or files
 * of a format that stands alone. What is not asked for is found out: a dataset with labels goes before files that stand
 * alone.
 *
 * @param labels where our own label files are, if not in the dataset's folder
 * @param from a layout's id, `boxwright`, or a format's id
 * @param problems gets what cannot be read, while labels are read too
 * @throws ProblemError where there is nothing that can be opened, or not in the format that was asked for
 */
export async function openLabelSet(
  folder: DatasetFolder,
  labels: DatasetFolder,
  from: string | undefined,
  problems: Problem[],
): Promise<OpenedLabels> {
  const files = new FileListing(await folder.list());
  const alone = READABLE_ALONE.find(({ id }) => id === from);
  if (alone !== undefined) {
    if (await alone.read.detect(folder, files, true)) return openAlone(alone, folder, files, problems, true);
    throw noLabels(folder, alone.id);
  }
  if (from !== undefined) return openDatasetLabels(folder, labels, from, problems);
  const before = problems.length;
  const asDataset = await attempt(() => openDatasetLabels(folder, labels, undefined, problems));
  if ('from' in asDataset && (await hasLabels(asDataset.from, labels))) return asDataset;
  for (const format of READABLE_ALONE) {
    if (!(await format.read.detect(folder, files, false))) continue;
    // What is wrong with clouds and images that lie beside them is no matter of these labels.
    problems.length = before;
    return openAlone(format, folder, files, problems, false);
  }
  if ('from' in asDataset) return asDataset;
  throw asDataset;
}

async function openAlone(
  { id, read }: StandaloneFormat<string>,
  folder: DatasetFolder,
  files: FileListing,
  problems: Problem[],
  isAskedFor: boolean,
): Promise<OpenedLabels> {
  const before = problems.length;
  const set = await read.open(folder, files, problems, isAskedFor);
  const original = hasErrors(problems.slice(before)) ? {} : originalOf(folder, set.files);
  return { from: id, open: () => Promise.resolve(set), ...original };
}

async function openDatasetLabels(
  folder: DatasetFolder,
  labels: DatasetFolder,
  from: string | undefined,
  problems: Problem[],
): Promise<OpenedLabels> {
  const found = await findDatasetLabels(folder, labels, from);
  const { dataset, origin } = found;
  problems.push(...dataset.problems.filter(({ severity }) => severity === 'error'));
  const isOurs = origin === 'boxwright' || (origin === 'any' && (await hasSidecars(labels)));
  const files = isOurs ? undefined : labelFilesOf(dataset.layout, await folder.list());
  return {
    from: from ?? dataset.layout,
    dataset: found,
    async open() {
      const present = new Set(origin === 'layout' ? [] : await labels.list());
      return readDatasetLabels({ ...found, folder, labels, present, problems });
    },
    ...originalOf(folder, files),
  };
}

function originalOf(
  folder: DatasetFolder,
  files: readonly string[] | undefined,
): Pick<OpenedLabels, 'original'> {
  if (files === undefined || files.length === 0) return {};
  return {
    async *original() {
      for (const path of files) yield { path, text: folder.readStream(path) };
    },
  };
}

/** Does the layout bring labels along, or are there ours? */
async function hasLabels(layout: string, labels: DatasetFolder): Promise<boolean> {
  return layoutById(layout)?.labels !== undefined || hasSidecars(labels);
}

async function hasSidecars(labels: DatasetFolder): Promise<boolean> {
  return (await labels.list()).some((path) => path.endsWith(SIDECAR_ENDING));
}

async function attempt<T>(work: () => Promise<T>): Promise<T | ProblemError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function noLabels(folder: DatasetFolder, format: string): ProblemError {
  const params = { format };
  return new ProblemError({ code: 'convert.noLabels', severity: 'error', path: folder.name, params });
}
