import { workerData } from 'node:worker_threads';
import { runSequenceThread, type SequenceThreadStart } from './sequences/sequenceThread.ts';
import { runTableThread, type TableThreadStart } from './tables/tableThread.ts';

/** What the program does where it was started as a thread of its own. */
export function runThread(): void {
  const start = workerData as SequenceThreadStart | TableThreadStart;
  if ('work' in start) runSequenceThread();
  else runTableThread();
}
