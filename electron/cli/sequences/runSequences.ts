import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { sharedOut, type Shard } from '#shared/shareOut.ts';
import { FrameProgress } from '../frameProgress.ts';
import type { OnProgress } from '../progress.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { readPart } from './partFile.ts';
import { PartStore, temporaryParts } from './partStore.ts';
import type { ReadLog } from './readLog.ts';
import type { SequenceThreadStart } from './sequenceThread.ts';
import { threadDataset, threadSequence, type ThreadSequence } from './threadDataset.ts';
import { Threads } from './threads.ts';
import { piecesOf, type Piece, type Work, type WorkKind } from './work.ts';

const USUAL_JOBS = 8;
const FEW_FRAMES = 64;

/** How the sequences of a dataset are gone through. The results are the same, to the byte. */
export interface RunOptions {
  /** Threads; one more looks on. Unless given, as many as there are processors, up to 8, where there is enough to do. */
  readonly jobs?: number | undefined;
  /** The program's own file, for threads to start from; without it there are none. */
  readonly threadEntry?: URL | undefined;
  readonly shard?: Shard | undefined;
  /** A folder in which parts are looked for, and stay. */
  readonly parts?: string | undefined;
  /** What the dataset is read through; needed with `parts`. */
  readonly log?: ReadLog | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface SequencePieces<K extends WorkKind> {
  readonly sequence: Sequence;
  /** To be taken to the end before the next sequence. */
  readonly pieces: AsyncIterable<Piece<K>>;
}

/**
 * Does the work for each sequence of the shard, and gives what came of it in the order of the dataset.
 *
 * With one job and nowhere to keep parts, pieces are given as they are made; otherwise each sequence's go to a file first,
 * so that memory does not grow with what is done ahead.
 */
export async function* runSequences<K extends WorkKind>(
  open: QualityDataset,
  work: Work<K>,
  options: RunOptions,
): AsyncGenerator<SequencePieces<K>> {
  const { shard, parts, log, signal, onProgress, threadEntry } = options;
  const sequences = sharedOut(open.dataset.sequences, shard);
  const progress = new FrameProgress(sequences, ({ frames }) => frames.length, onProgress);
  const wanted = options.jobs ?? usualJobs(sequences);
  const jobs = threadEntry === undefined ? 1 : Math.min(wanted, sequences.length);
  if (jobs <= 1 && parts === undefined) {
    for (const sequence of sequences) {
      const onFrame = (): void => {
        progress.add(sequence, 1);
        signal?.throwIfAborted();
      };
      yield { sequence, pieces: piecesOf(work, open, sequence, onFrame) };
      progress.finish(sequence);
    }
    return;
  }
  const store = parts === undefined ? await temporaryParts() : new PartStore(parts);
  await store.open();
  const threads =
    jobs <= 1
      ? undefined
      : startThreads(open, work, { entry: threadEntry!, jobs, store, isKept: parts !== undefined });
  const onAbort = (): void => void threads?.end(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  const made = (sequence: Sequence): Promise<string> => {
    if (threads !== undefined) return threads.part(sequence, (count) => progress.add(sequence, count));
    return store.ensure(work, open, sequence, log, () => {
      progress.add(sequence, 1);
      signal?.throwIfAborted();
    });
  };
  try {
    const ahead = threads === undefined ? [] : sequences.map(made);
    // Whoever waits for it is told; the others would be without anybody who listens.
    for (const part of ahead) part.catch(() => undefined);
    for (const [i, sequence] of sequences.entries()) {
      signal?.throwIfAborted();
      const part = await (ahead[i] ?? made(sequence));
      progress.finish(sequence);
      yield { sequence, pieces: readPart(part) as AsyncGenerator<Piece<K>> };
      if (parts === undefined) await rm(part, { force: true });
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await threads?.end();
    if (parts === undefined) await rm(store.folder, { recursive: true, force: true });
  }
}

/** A thread takes as long to start as a few frames to do. */
function usualJobs(sequences: readonly Sequence[]): number {
  const frames = sequences.reduce((sum, sequence) => sum + sequence.frames.length, 0);
  return frames < FEW_FRAMES ? 1 : Math.min(availableParallelism(), USUAL_JOBS);
}

interface ThreadOptions {
  readonly entry: URL;
  readonly jobs: number;
  readonly store: PartStore;
  readonly isKept: boolean;
}

function startThreads(
  open: QualityDataset,
  work: Work,
  { entry, jobs, store, isKept }: ThreadOptions,
): Threads<Sequence, string> {
  const start: SequenceThreadStart = { dataset: threadDataset(open), work, parts: store.folder, isKept };
  const tellOf = (sequence: Sequence): ThreadSequence => threadSequence(open, sequence);
  return new Threads({ entry, count: jobs, start, tellOf });
}
