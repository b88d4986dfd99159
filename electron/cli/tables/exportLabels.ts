import { dayOf, isTooLong, partitionPath } from '#shared/labels/tables/partition.ts';
import { tableFrameOf, type TableFrame } from '#shared/labels/tables/tableFrame.ts';
import { labelRows, type LabelTable } from '#shared/labels/tables/tables.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { HashedTexts } from './hashedTexts.ts';
import type { LabelPart } from './labelDatasets.ts';
import type { PartRows } from './partRows.ts';
import { SequenceTracks } from './sequenceTracks.ts';

/** Files that are in memory as text at the same time. */
const READ_AT_ONCE = 8;
/** Frames whose labels are in memory before they have become rows. */
const FRAMES_AT_ONCE = 64;

export interface ReadLabels {
  readonly problems: readonly Problem[];
  /** Whose tracks were looked for. */
  readonly sequences: readonly string[];
  /** Of all that was read. */
  readonly hash: string;
}

/**
 * Turns sidecars into rows. What cannot be read is named, and the rest is there.
 *
 * @param onRead told how many more sidecars have been read
 */
export async function exportLabels(
  part: LabelPart,
  rows: PartRows,
  tables: readonly LabelTable[],
  onRead: (count: number) => void,
): Promise<ReadLabels> {
  const texts = new HashedTexts(part.dataset.folder);
  const tracks = new SequenceTracks(texts, part.dataset.tracks);
  const problems: Problem[] = [];
  const sequences = new Set<string>();
  const readFrame = (path: string) => orProblem(() => frameOf(part, path, texts, tracks));
  for (const some of batches(part.paths)) {
    for (const frame of await mapConcurrently(some, READ_AT_ONCE, readFrame)) {
      if (!('code' in frame)) sequences.add(frame.sidecar.frame.sequence);
      const problem = 'code' in frame ? frame : await addFrame(rows, tables, frame);
      if (problem !== undefined) problems.push(problem);
    }
    onRead(some.length);
  }
  return { problems, sequences: [...sequences], hash: texts.hash };
}

/** What {@link exportLabels} would read, where it found labels of these sequences: its `hash`, without parsing anything. */
export async function hashLabels(
  { dataset, paths }: LabelPart,
  sequences: readonly string[],
  onRead: (count: number) => void,
): Promise<string> {
  const texts = new HashedTexts(dataset.folder);
  const all = [...paths, ...sequences.flatMap((sequence) => dataset.tracks.get(sequence) ?? [])];
  for (const some of batches(all)) {
    await mapConcurrently(some, READ_AT_ONCE, (path) => orProblem(() => texts.read(path)));
    onRead(0);
  }
  return texts.hash;
}

function* batches(paths: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < paths.length; from += FRAMES_AT_ONCE)
    yield paths.slice(from, from + FRAMES_AT_ONCE);
}

async function frameOf(
  { dataset }: LabelPart,
  path: string,
  texts: HashedTexts,
  tracks: SequenceTracks,
): Promise<TableFrame> {
  const sidecar = parseSidecar(await texts.read(path), path);
  const ofSequence = await tracks.of(sidecar.frame.sequence);
  return tableFrameOf({ dataset: dataset.name, path, sidecar, tracks: ofSequence });
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
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
