import { workerData } from 'node:worker_threads';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { PartStore } from './partStore.ts';
import { ReadLog } from './readLog.ts';
import { serveThread } from './serveThread.ts';
import { openInThread, type ThreadDataset, type ThreadSequence } from './threadDataset.ts';
import type { Work } from './work.ts';

/** What a thread is told when it starts. */
export interface SequenceThreadStart {
  readonly dataset: ThreadDataset;
  readonly work: Work;
  /** The folder of parts. */
  readonly parts: string;
  /** Parts may be there, and stay. */
  readonly isKept: boolean;
}

/** A thread that makes the part of each sequence that it is given, and answers its place. */
export function runSequenceThread(): void {
  const { dataset, work, parts, isKept } = workerData as SequenceThreadStart;
  const log = isKept ? new ReadLog(nodeFileSystem) : undefined;
  const openFor = openInThread(dataset, log?.fileSystem ?? nodeFileSystem);
  const store = new PartStore(parts);
  serveThread<ThreadSequence, string>((given, onFrames) =>
    store.ensure(work, openFor(given), given.sequence, log, () => onFrames(1)),
  );
}
