import { readAnswers, NO_ANSWERS, type StoredAnswers } from '#electron/services/answers.ts';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { Dataset } from '#shared/dataset/dataset.ts';
import type { ImageCalibrations } from '#shared/dataset/imageCalibrations.ts';
import { readDataset } from '#shared/dataset/openDataset.ts';
import { labelsAlone } from '#shared/labels/labelsAlone.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { openFolder, openInput } from './openInput.ts';

/** A dataset and where its labels lie, as rules and comparisons read them. */
export interface QualityDataset {
  /** What both folders are read through. */
  readonly fileSystem: FileSystem;
  readonly folder: FolderOnDisk;
  /** Where labels are kept: the same object as `folder` unless another was named. */
  readonly labelFolder: FolderOnDisk;
  /** Label files that are there, and the folder that each lies in. */
  readonly labelFiles: ReadonlyMap<string, FolderOnDisk>;
  readonly dataset: Dataset;
  readonly imageCalibrations: ImageCalibrations;
  /** Set: there are label files, and none of the data that they could be compared with. */
  readonly labelsAlone?: { readonly areClassesKnown: boolean } | undefined;
  readonly problems: readonly Problem[];
}

export interface OpenOptions {
  readonly fileSystem?: FileSystem | undefined;
  /** A folder that is no dataset and has label files is taken for what it is. */
  readonly orLabelsAlone?: boolean;
}

/**
 * @param labels where its labels are kept, if elsewhere; a file that is not there is looked for among the data
 * @throws ProblemError where a folder cannot be read, or holds neither a dataset nor, where that is enough, label files
 */
export async function openQualityDataset(
  typed: string,
  labels: string | undefined,
  { fileSystem = nodeFileSystem, orLabelsAlone = false }: OpenOptions = {},
): Promise<QualityDataset> {
  const folder = await openFolder(await openInput(typed), fileSystem);
  const labelFolder = labels === undefined ? folder : await openFolder(await openInput(labels), fileSystem);
  const labelFiles = new Map((await folder.list()).map((path) => [path, folder]));
  for (const path of await labelFolder.list()) labelFiles.set(path, labelFolder);
  const answers = labelFolder === folder ? NO_ANSWERS : await readAnswers(labelFolder);
  const read = await readOrAlone(folder, answers, orLabelsAlone ? [...labelFiles.keys()] : undefined);
  const problems = [...folder.problems, ...answers.problems, ...read.dataset.problems];
  return { fileSystem, folder, labelFolder, labelFiles, ...read, problems };
}

/** @param paths of all files, where labels without a frame that they belong to are enough */
async function readOrAlone(
  folder: FolderOnDisk,
  { choices, corrections }: StoredAnswers,
  paths: readonly string[] | undefined,
): Promise<Pick<QualityDataset, 'dataset' | 'imageCalibrations' | 'labelsAlone'>> {
  const read = await readDataset(folder, choices, corrections).catch((error: unknown) => {
    if (error instanceof ProblemError && error.problem.code === 'folder.unrecognised') return error;
    throw error;
  });
  // A manifest may have been handed on with the labels.
  const described = read instanceof ProblemError ? undefined : read.dataset;
  const hasFrames = described?.sequences.some(({ frames }) => frames.length > 0) === true;
  const alone = paths && !hasFrames ? labelsAlone(folder.name, paths, described) : undefined;
  if (alone !== undefined)
    return {
      dataset: alone,
      imageCalibrations: new Map(),
      labelsAlone: { areClassesKnown: described !== undefined },
    };
  if (read instanceof ProblemError) throw read;
  return { dataset: read.dataset, imageCalibrations: read.imageCalibrations };
}
