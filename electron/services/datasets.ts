import type { AcceptedCorrection, StoredCorrection } from '#shared/dataset/acceptedCorrection.ts';
import { applyCorrections, type CalibratedDataset } from '#shared/dataset/applyCorrections.ts';
import type { Dataset, Frame, ImageCalibration, Sequence } from '#shared/dataset/dataset.ts';
import { calibrationsIn, type ImageCalibrations } from '#shared/dataset/imageCalibrations.ts';
import { MANIFEST_NAME } from '#shared/dataset/manifest.ts';
import { readDataset } from '#shared/dataset/openDataset.ts';
import { summariseProblems } from '#shared/dataset/skippedFiles.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { NO_ANSWERS, readAnswers } from './answers.ts';
import type { FileSystem } from './fileSystem.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import type { LabelRoots } from './labelRoots.ts';
import type { ListingOptions } from './listTree.ts';
import { revisionOf } from './revision.ts';
import { untilAborted } from './untilAborted.ts';

export interface OpenDataset {
  readonly id: string;
  /** The data. */
  readonly folder: FolderOnDisk;
  /** Where labels are kept: the same object as `folder` unless another folder was chosen. */
  readonly labelFolder: FolderOnDisk;
  readonly dataset: Dataset;
  readonly imageCalibrations: ImageCalibrations;
  /** As the dataset's own files have it, without what people corrected. */
  readonly written: CalibratedDataset;
  readonly corrections: readonly StoredCorrection[];
  /** What is wrong with the folders themselves. */
  readonly folderProblems: readonly Problem[];
  /** Of the images of a frame that have one of their own. */
  readonly calibrationsIn: (frame: Frame) => Promise<ImageCalibration[]>;
  /** Whether labels can be written. */
  readonly writable: boolean;
  /** The clouds and images that the dataset names: the only files whose bytes are handed out. */
  readonly dataPaths: ReadonlySet<string>;
}

/**
 * The datasets that are open. Opening a folder again (a reload of the page, a second tab) reads it anew under the same
 * id; it stays open until it was closed as often as it was opened.
 */
export class Datasets {
  readonly #fileSystem: FileSystem;
  readonly #roots: GrantedRoots;
  readonly #labelRoots: LabelRoots;
  readonly #open = new Map<string, { readonly entry: OpenDataset; readonly holders: number }>();

  constructor(fileSystem: FileSystem, roots: GrantedRoots, labelRoots: LabelRoots) {
    this.#fileSystem = fileSystem;
    this.#roots = roots;
    this.#labelRoots = labelRoots;
  }

  /**
   * Opening that is cancelled leaves nothing open.
   *
   * @throws ProblemError when no dataset is found in the folder; HostError `denied` outside the granted roots.
   */
  async open(path: string, listing: ListingOptions = {}): Promise<OpenDataset> {
    const root = await this.#roots.resolve(path);
    const folder = new FolderOnDisk(this.#fileSystem, this.#roots, root);
    await folder.scan(listing);
    const labels = await this.#labelRoots.of(folder);
    // The answers among the data are read by `readDataset` itself.
    const answers = labels.folder === folder ? NO_ANSWERS : await readAnswers(labels.folder);
    const { signal } = listing;
    const reading = signal === undefined ? folder : untilAborted(folder, signal);
    const { dataset: found, ...read } = await readDataset(reading, answers.choices, answers.corrections);
    signal?.throwIfAborted();
    const folderProblems = [...summariseProblems(folder.problems), ...labels.problems, ...answers.problems];
    const dataset = { ...found, problems: [...folderProblems, ...found.problems] };
    const entry: OpenDataset = {
      id: revisionOf(root).slice(0, 16),
      folder,
      labelFolder: labels.folder,
      dataset,
      ...read,
      folderProblems,
      calibrationsIn: ({ id }) => calibrationsIn(id, read.imageCalibrations, folder),
      writable: await this.#fileSystem.isWritable(labels.folder.root),
      dataPaths: dataPathsOf(dataset),
    };
    this.#open.set(entry.id, { entry, holders: (this.#open.get(entry.id)?.holders ?? 0) + 1 });
    return entry;
  }

  /** From now on these corrections hold, as if it had been opened with them. */
  async correct(datasetId: string, accepted: readonly AcceptedCorrection[]): Promise<OpenDataset> {
    const { entry: before } = this.#held(datasetId);
    const { folder, written, folderProblems } = before;
    const { dataset: found, ...corrected } = await applyCorrections(written, accepted, folder, MANIFEST_NAME);
    const dataset = { ...found, problems: [...folderProblems, ...found.problems] };
    const entry: OpenDataset = {
      ...before,
      dataset,
      ...corrected,
      calibrationsIn: ({ id }) => calibrationsIn(id, corrected.imageCalibrations, folder),
    };
    this.#open.set(datasetId, { entry, holders: this.#held(datasetId).holders });
    return entry;
  }

  /** Labels are written to and read from another folder from now on. */
  async keepLabelsIn(datasetId: string, labelFolder: FolderOnDisk): Promise<OpenDataset> {
    const writable = await this.#fileSystem.isWritable(labelFolder.root);
    const { entry: before, holders } = this.#held(datasetId);
    const entry: OpenDataset = { ...before, labelFolder, writable };
    this.#open.set(datasetId, { entry, holders });
    return entry;
  }

  /** The folders of all of them. */
  get dataFolders(): readonly string[] {
    return [...this.#open.values()].map(({ entry }) => entry.folder.root);
  }

  /** Answers whether nobody holds the dataset any more. */
  close(datasetId: string): boolean {
    const { entry, holders } = this.#held(datasetId);
    if (holders > 1) this.#open.set(datasetId, { entry, holders: holders - 1 });
    else this.#open.delete(datasetId);
    return holders === 1;
  }

  has(datasetId: string): boolean {
    return this.#open.has(datasetId);
  }

  get(datasetId: string): OpenDataset {
    return this.#held(datasetId).entry;
  }

  /** The real place of a cloud or image of an open dataset. */
  async dataFile(datasetId: string, path: string): Promise<string> {
    const { dataPaths, folder } = this.get(datasetId);
    if (!dataPaths.has(path)) throw notFound(`the dataset has no file ${path}`);
    return folder.resolve(path);
  }

  #held(datasetId: string): { readonly entry: OpenDataset; readonly holders: number } {
    const held = this.#open.get(datasetId);
    if (held === undefined)
      throw new HostError({ code: 'not-open', message: `no open dataset ${datasetId}` });
    return held;
  }
}

export function sequenceOf({ dataset }: OpenDataset, sequenceId: string): Sequence {
  const sequence = dataset.sequences.find(({ id }) => id === sequenceId);
  if (sequence === undefined) throw notFound(`no sequence ${sequenceId}`);
  return sequence;
}

export function frameOf(sequence: Sequence, frameId: string): Frame {
  const frame = sequence.frames.find(({ id }) => id === frameId);
  if (frame === undefined) throw notFound(`no frame ${frameId}`);
  return frame;
}

function dataPathsOf({ sequences }: Dataset): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { frames } of sequences)
    for (const { clouds, images } of frames) {
      for (const { path } of clouds) paths.add(path);
      for (const { path } of images) paths.add(path);
    }
  return paths;
}

function notFound(message: string): HostError {
  return new HostError({ code: 'not-found', message });
}
