import { availableParallelism } from 'node:os';
import type { QualityDataset } from '../qualityDataset.ts';
import type { ReadLog } from '../sequences/readLog.ts';
import { threadDataset, threadSequence } from '../sequences/threadDataset.ts';
import { Threads } from '../sequences/threads.ts';
import { loadDuckdb, openDuckdb } from './duckdb.ts';
import type { ExportPlan } from './exportTables.ts';
import type { LabelDataset } from './labelDatasets.ts';
import { framesIn, PartMaker, type PartOutcome, type TablePart, type TableSettings } from './partMaker.ts';
import type { TableFolder } from './tableFolder.ts';
import type { TableThreadStart, ThreadPart, ThreadTables } from './tableThread.ts';

/** For the rows on their way into files. */
const MEMORY_MEGABYTES = 192;
/** For those of one of several threads: a row group with all its texts fits into 96, and not into 48. */
const THREAD_MEGABYTES = 128;
/** Each thread takes some 130 MB, which who has four processors can be expected to have for each of them. */
export const USUAL_JOBS = 4;
/** By the time that other threads have started one has done so many. */
const FEW_FRAMES = { labels: 1000, findings: 64 };

/** Who makes parts: this thread one after the other, or others several at the same time. */
export interface PartMakers {
  readonly areSeveral: boolean;
  /** See {@link PartMaker.ensure}. */
  ensure(part: TablePart, onRead: (count: number) => void): Promise<PartOutcome>;
  /** Nothing is written any more once it resolves. */
  end(): Promise<void>;
}

/** @param out where parts are looked for */
export function oneMaker(maker: PartMaker, out: TableFolder): PartMakers {
  return {
    areSeveral: false,
    ensure: (part, onRead) => maker.ensure(part, out.placesOf(part.id), onRead),
    end: () => Promise.resolve(),
  };
}

export interface PartMakersOptions {
  /** Threads; one more looks on. Unless given, as many as there are processors, up to 4, where there is enough to do. */
  readonly jobs?: number | undefined;
  /** The program's own file, for threads to start from; without it there are none. */
  readonly threadEntry?: URL | undefined;
  readonly plan: ExportPlan;
  readonly settings: TableSettings;
  /** What rules read through in this thread. */
  readonly log: ReadLog;
  readonly out: TableFolder;
  readonly signal?: AbortSignal | undefined;
}

/** As many as there is work for. The results are the same, to the byte. */
export async function openPartMakers(options: PartMakersOptions): Promise<PartMakers> {
  const { plan, threadEntry, settings, log, out } = options;
  const jobs = Math.min(options.jobs ?? usualJobs(plan), plan.parts.length);
  if (jobs > 1 && threadEntry !== undefined) return threadMakers(threadEntry, jobs, options);
  const temporary = out.temporaryFor('rows');
  const open = await openDuckdb(await loadDuckdb(), {
    memoryMegabytes: MEMORY_MEGABYTES,
    temporary: `${temporary}scratch`,
    // Of a row group or two it makes no use of more.
    threads: 1,
  });
  const makers = oneMaker(new PartMaker({ open, settings, log, temporary }), out);
  return { ...makers, end: async () => open.close() };
}

function usualJobs({ parts }: ExportPlan): number {
  const frames = parts.reduce((sum, part) => sum + framesIn(part), 0);
  const few = FEW_FRAMES[parts.some(({ kind }) => kind === 'findings') ? 'findings' : 'labels'];
  return frames < few ? 1 : Math.min(availableParallelism(), USUAL_JOBS);
}

function threadMakers(
  entry: URL,
  jobs: number,
  { plan: { datasets, parts }, settings, out, signal }: PartMakersOptions,
): PartMakers {
  const qualities = new Map<LabelDataset, QualityDataset>();
  for (const part of parts) if (part.kind === 'findings') qualities.set(part.dataset, part.quality);
  const start: TableThreadStart = {
    datasets: datasets.map((dataset): ThreadTables => {
      const { name, folder, tracks } = dataset;
      const quality = qualities.get(dataset);
      return { name, folder: folder.scanned(false), tracks, quality: quality && threadDataset(quality) };
    }),
    settings,
    memoryMegabytes: THREAD_MEGABYTES,
    temporary: out.temporaryFor('thread'),
  };
  const tellOf = (part: TablePart): ThreadPart => {
    const told = { id: part.id, dataset: datasets.indexOf(part.dataset), places: out.placesOf(part.id) };
    return part.kind === 'labels'
      ? { ...told, kind: part.kind, paths: part.paths }
      : { ...told, kind: part.kind, sequence: threadSequence(part.quality, part.sequence) };
  };
  // DuckDB brings the whole process down when a thread is broken off while it writes.
  const threads = new Threads<TablePart, PartOutcome>({ entry, count: jobs, start, tellOf, isPatient: true });
  const onAbort = (): void => void threads.end(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  return {
    areSeveral: true,
    ensure: (part, onRead) => threads.part(part, onRead),
    end: () => {
      signal?.removeEventListener('abort', onAbort);
      return threads.end();
    },
  };
}
