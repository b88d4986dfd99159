import { parentPort, workerData } from 'node:worker_threads';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { PartStore } from './partStore.ts';
import { ReadLog } from './readLog.ts';
import { openInThread, type ThreadSequence } from './threadDataset.ts';
import type { ThreadMessage, ThreadStart } from './threads.ts';

const MS_BETWEEN = 50;

/** What a thread of the program does: it makes the part of each sequence that it is given. */
export function runSequenceThread(): void {
  const { dataset, work, parts, isKept } = workerData as ThreadStart;
  const log = isKept ? new ReadLog(nodeFileSystem) : undefined;
  const openFor = openInThread(dataset, log?.fileSystem ?? nodeFileSystem);
  const store = new PartStore(parts);
  let [frames, toldMs] = [0, Date.now()];
  const onFrame = (): void => {
    frames += 1;
    if (Date.now() - toldMs < MS_BETWEEN) return;
    tell({ frames });
    [frames, toldMs] = [0, Date.now()];
  };

  async function make(given: ThreadSequence): Promise<ThreadMessage> {
    try {
      return { part: await store.ensure(work, openFor(given), given.sequence, log, onFrame) };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    } finally {
      frames = 0;
    }
  }

  // One at a time: the next comes when this one has been told.
  parentPort!.on('message', (given: ThreadSequence) => void make(given).then(tell));
}

function tell(message: ThreadMessage): void {
  parentPort!.postMessage(message, []);
}
