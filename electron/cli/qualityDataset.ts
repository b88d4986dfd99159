import { readAnswers, NO_ANSWERS } from '#electron/services/answers.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Dataset } from '#shared/dataset/dataset.ts';
import type { ImageCalibrations } from '#shared/dataset/imageCalibrations.ts';
import { readDataset } from '#shared/dataset/openDataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { openFolder, openInput } from './openInput.ts';

/** A dataset and where its labels lie, as rules and comparisons read them. */
export interface QualityDataset {
  readonly folder: FolderOnDisk;
  /** Where labels are kept: the same object as `folder` unless another was named. */
  readonly labelFolder: FolderOnDisk;
  /** Label files that are there, and the folder that each lies in. */
  readonly labelFiles: ReadonlyMap<string, FolderOnDisk>;
  readonly dataset: Dataset;
  readonly imageCalibrations: ImageCalibrations;
  readonly problems: readonly Problem[];
}

/**
 * @param labels where its labels are kept, if elsewhere; a file that is not there is looked for among the data
 * @throws ProblemError where a folder cannot be read, or is no dataset
 */
export async function openQualityDataset(typed: string, labels: string | undefined): Promise<QualityDataset> {
  const folder = await openFolder(await openInput(typed));
  const labelFolder = labels === undefined ? folder : await openFolder(await openInput(labels));
  const labelFiles = new Map((await folder.list()).map((path) => [path, folder]));
  for (const path of await labelFolder.list()) labelFiles.set(path, labelFolder);
  const answers = labelFolder === folder ? NO_ANSWERS : await readAnswers(labelFolder);
  const { dataset, imageCalibrations } = await readDataset(folder, answers.choices, answers.corrections);
  const problems = [...folder.problems, ...answers.problems, ...dataset.problems];
  return { folder, labelFolder, labelFiles, dataset, imageCalibrations, problems };
}
