import type { Dataset, Frame, Sequence } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { FileSystem } from './fileSystem.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import { revisionOf } from './revision.ts';

export interface OpenDataset {
  readonly id: string;
  readonly folder: FolderOnDisk;
  readonly dataset: Dataset;
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
  readonly #open = new Map<string, { readonly entry: OpenDataset; readonly holders: number }>();

  constructor(fileSystem: FileSystem, roots: GrantedRoots) {
    this.#fileSystem = fileSystem;
    this.#roots = roots;
  }

  /** @throws ProblemError when no dataset is found in the folder; HostError `denied` outside the granted roots. */
  async open(path: string): Promise<OpenDataset> {
    const root = await this.#roots.resolve(path);
    const folder = new FolderOnDisk(this.#fileSystem, this.#roots, root);
    const found = await openDataset(folder);
    const dataset = { ...found, problems: [...folder.problems, ...found.problems] };
    const entry: OpenDataset = {
      id: revisionOf(root).slice(0, 16),
      folder,
      dataset,
      writable: await this.#fileSystem.isWritable(root),
      dataPaths: dataPathsOf(dataset),
    };
    this.#open.set(entry.id, { entry, holders: (this.#open.get(entry.id)?.holders ?? 0) + 1 });
    return entry;
  }

  /** Answers whether nobody holds the dataset any more. */
  close(datasetId: string): boolean {
    const { entry, holders } = this.#held(datasetId);
    if (holders > 1) this.#open.set(datasetId, { entry, holders: holders - 1 });
    else this.#open.delete(datasetId);
    return holders === 1;
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
    if (held === undefined) throw notFound(`no open dataset ${datasetId}`);
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
  const frames = sequences.flatMap((sequence) => sequence.frames);
  return new Set(frames.flatMap(({ clouds, images }) => [...clouds, ...images].map(({ path }) => path)));
}

function notFound(message: string): HostError {
  return new HostError({ code: 'not-found', message });
}
