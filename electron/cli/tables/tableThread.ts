import { threadId, workerData } from 'node:worker_threads';
import type { ScannedFolder } from '#electron/services/folderOnDisk.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { ReadLog } from '../sequences/readLog.ts';
import { serveThread } from '../sequences/serveThread.ts';
import { onDisk, openInThread, type ThreadDataset, type ThreadSequence } from '../sequences/threadDataset.ts';
import { loadDuckdb, openDuckdb } from './duckdb.ts';
import type { LabelDataset } from './labelDatasets.ts';
import { PartMaker, type PartOutcome, type TablePart, type TableSettings } from './partMaker.ts';
import type { TracksPaths } from './sequenceTracks.ts';
import type { PartPlaces } from './tableFolder.ts';

/** A dataset as a thread is told of it. Plain data. */
export interface ThreadTables {
  readonly name: string;
  readonly folder: ScannedFolder;
  readonly tracks: TracksPaths;
  /** Where rules are run. */
  readonly quality: ThreadDataset | undefined;
}

/** What a thread is told when it starts. */
export interface TableThreadStart {
  readonly datasets: readonly ThreadTables[];
  readonly settings: TableSettings;
  readonly memoryMegabytes: number;
  /** How names of files that are written begin, before that of the thread. */
  readonly temporary: string;
}

/** A part as a thread is told of it. Plain data. */
export type ThreadPart = {
  readonly id: string;
  /** Which one. */
  readonly dataset: number;
  readonly places: PartPlaces;
} & (
  | { readonly kind: 'labels'; readonly paths: readonly string[] }
  | { readonly kind: 'findings'; readonly sequence: ThreadSequence }
);

/** A thread that makes parts of tables, with a DuckDB of its own. */
export function runTableThread(): void {
  const { datasets, settings, memoryMegabytes, temporary } = workerData as TableThreadStart;
  const log = new ReadLog(nodeFileSystem);
  const opened = datasets.map((told) => openTold(told, log));
  const maker = openMaker();

  async function openMaker(): Promise<PartMaker> {
    const ours = `${temporary}${threadId}-`;
    const open = await openDuckdb(await loadDuckdb(), {
      memoryMegabytes,
      temporary: `${ours}scratch`,
      threads: 1,
    });
    return new PartMaker({ open, settings, log, temporary: ours });
  }

  serveThread<ThreadPart, PartOutcome>(async (told, onFrames) => {
    const { dataset, qualityOf } = opened[told.dataset]!;
    const part: TablePart =
      told.kind === 'labels'
        ? { kind: 'labels', id: told.id, dataset, paths: told.paths }
        : {
            kind: 'findings',
            id: told.id,
            dataset,
            quality: qualityOf!(told.sequence),
            sequence: told.sequence.sequence,
          };
    return (await maker).ensure(part, told.places, onFrames);
  });
}

interface OpenTables {
  readonly dataset: LabelDataset;
  readonly qualityOf: ((sequence: ThreadSequence) => QualityDataset) | undefined;
}

function openTold({ name, folder, tracks, quality }: ThreadTables, log: ReadLog): OpenTables {
  const dataset = { name, typed: name, folder: onDisk(nodeFileSystem, folder), tracks, problems: [] };
  return { dataset, qualityOf: quality && openInThread(quality, log.fileSystem) };
}
