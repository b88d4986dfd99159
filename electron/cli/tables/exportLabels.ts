import { dayOf, isTooLong, partitionPath } from '#shared/labels/tables/partition.ts';
import { tableFrameOf, type TableFrame } from '#shared/labels/tables/tableFrame.ts';
import { labelRows, type LabelTable } from '#shared/labels/tables/tables.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { OpenDuckdb } from './duckdb.ts';
import type { LabelDataset, LabelPart } from './labelDatasets.ts';
import { PartRows, type RowCounts } from './partRows.ts';
import { SequenceTracks } from './sequenceTracks.ts';
import type { TableFolder } from './tableFolder.ts';

/** Files that are in memory as text at the same time. */
const READ_AT_ONCE = 8;
/** Frames whose labels are in memory before they have become rows. */
const FRAMES_AT_ONCE = 64;

export interface LabelExport {
  readonly open: OpenDuckdb;
  readonly out: TableFolder;
  readonly tables: readonly LabelTable[];
  readonly parts: readonly LabelPart[];
  /** Where to say what of a dataset cannot be read. */
  readonly problemsOf: (dataset: LabelDataset) => Problem[];
  /** Told how many more sidecars have been read. */
  readonly onRead: (count: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Turns sidecars into the files of tables, part by part; answers how many rows each has. While DuckDB writes a part, on
 * threads of its own, the sidecars of the next are read. What cannot be read is named, and the rest is written.
 */
export async function* exportLabels(work: LabelExport): AsyncGenerator<RowCounts> {
  let writing: Promise<RowCounts> = Promise.resolve({});
  let tracks: { readonly dataset: LabelDataset; readonly of: SequenceTracks } | undefined;
  try {
    for (const part of work.parts) {
      const { dataset, id } = part;
      if (tracks?.dataset !== dataset)
        tracks = { dataset, of: new SequenceTracks(dataset.folder, work.problemsOf(dataset)) };
      const rows = await readPart(part, tracks.of, work);
      const before = await writing;
      writing = rows.writeInto(work.out, id).finally(() => rows.close());
      // It is awaited, with what it may throw, once the next part has been read.
      writing.catch(() => undefined);
      yield before;
    }
    yield await writing;
  } finally {
    await writing.catch(() => undefined);
  }
}

async function readPart(
  { dataset, paths }: LabelPart,
  tracks: SequenceTracks,
  { open, tables, problemsOf, onRead, signal }: LabelExport,
): Promise<PartRows> {
  const rows = await PartRows.start(open);
  try {
    for (let from = 0; from < paths.length; from += FRAMES_AT_ONCE) {
      signal?.throwIfAborted();
      const some = paths.slice(from, from + FRAMES_AT_ONCE);
      const read = await mapConcurrently(some, READ_AT_ONCE, (path) => readFrame(dataset, path, tracks));
      for (const frame of read) {
        const problem = 'code' in frame ? frame : await addFrame(rows, tables, frame);
        if (problem !== undefined) problemsOf(dataset).push(problem);
      }
      onRead(some.length);
    }
    return rows;
  } catch (error) {
    rows.close();
    throw error;
  }
}

async function readFrame(
  { name, folder }: LabelDataset,
  path: string,
  tracks: SequenceTracks,
): Promise<TableFrame | Problem> {
  try {
    const sidecar = parseSidecar(await folder.readText(path), path);
    return tableFrameOf({ dataset: name, path, sidecar, tracks: await tracks.of(sidecar.frame.sequence) });
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

/** Answers why there is no folder for it. */
async function addFrame(
  rows: PartRows,
  tables: readonly LabelTable[],
  frame: TableFrame,
): Promise<Problem | undefined> {
  const partition = partitionPath(frame.sidecar.frame.sequence, dayOf(frame.timestampNs));
  if (isTooLong(partition)) return { code: 'name.notPortable', severity: 'error', path: frame.path };
  for (const table of tables) await rows.add(table, partition, labelRows(table, frame));
  return undefined;
}
