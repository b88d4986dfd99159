import type { FileSystem } from '#electron/services/fileSystem.ts';
import { FolderOnDisk, type ScannedFolder } from '#electron/services/folderOnDisk.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import type { Dataset, Sequence } from '#shared/dataset/dataset.ts';
import type { OwnCalibration } from '#shared/dataset/imageCalibrations.ts';
import { foreignLabelsOf } from '#shared/dataset/layouts.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import type { QualityDataset } from '../qualityDataset.ts';

/**
 * A dataset as a thread is told of it: without its sequences, which come one by one, for each thread would else hold all
 * of a hundred thousand frames. Plain data.
 */
export interface ThreadDataset {
  readonly folder: ScannedFolder;
  /** Undefined: the same. */
  readonly labelFolder: ScannedFolder | undefined;
  readonly dataset: Dataset;
  readonly labelsAlone: QualityDataset['labelsAlone'];
}

/** A sequence, and what of the dataset is its own. Plain data. */
export interface ThreadSequence {
  readonly sequence: Sequence;
  /** Its label files that are there: whether in the label folder. */
  readonly labelFiles: ReadonlyMap<string, boolean>;
  readonly imageCalibrations: ReadonlyMap<string, readonly OwnCalibration[]>;
}

export function threadDataset(open: QualityDataset): ThreadDataset {
  const { folder, labelFolder, dataset, labelsAlone } = open;
  // Labels that the data bring along are found by the names of all files.
  const needsAll = foreignLabelsOf(dataset) !== undefined;
  return {
    folder: folder.scanned(needsAll),
    labelFolder: labelFolder === folder ? undefined : labelFolder.scanned(false),
    dataset: needsAll ? dataset : { ...dataset, sequences: [], problems: [] },
    labelsAlone,
  };
}

export function threadSequence(open: QualityDataset, sequence: Sequence): ThreadSequence {
  const labelFiles = new Map<string, boolean>();
  for (const path of labelPathsOf(sequence)) {
    const folder = open.labelFiles.get(path);
    if (folder !== undefined) labelFiles.set(path, folder === open.labelFolder);
  }
  const imageCalibrations = new Map<string, readonly OwnCalibration[]>();
  for (const { id } of sequence.frames) {
    const own = open.imageCalibrations.get(id);
    if (own !== undefined) imageCalibrations.set(id, own);
  }
  return { sequence, labelFiles, imageCalibrations };
}

/** Where the label files of a sequence lie, if they are there. */
export function labelPathsOf(sequence: Sequence): readonly string[] {
  return [tracksPath(sequence), ...sequence.frames.map(({ id }) => sidecarPath(id))];
}

/** Opens in a thread what it was told of; gives the dataset as far as each sequence needs it. */
export function openInThread(
  { folder: scanned, labelFolder: scannedLabels, dataset, labelsAlone }: ThreadDataset,
  fileSystem: FileSystem,
): (sequence: ThreadSequence) => QualityDataset {
  const folder = onDisk(fileSystem, scanned);
  const labelFolder = scannedLabels === undefined ? folder : onDisk(fileSystem, scannedLabels);
  return ({ labelFiles, imageCalibrations }) => ({
    fileSystem,
    folder,
    labelFolder,
    labelFiles: new Map(
      [...labelFiles].map(([path, isInLabelFolder]) => [path, isInLabelFolder ? labelFolder : folder]),
    ),
    dataset,
    imageCalibrations,
    labelsAlone,
    problems: [],
  });
}

/** A folder that another thread has scanned. */
export function onDisk(fileSystem: FileSystem, scanned: ScannedFolder): FolderOnDisk {
  const roots = new GrantedRoots(fileSystem);
  roots.grantReal(scanned.root);
  return FolderOnDisk.ofScan(fileSystem, roots, scanned);
}
