import { parentPort, workerData } from 'node:worker_threads';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { openQualityDataset } from '../qualityDataset.ts';
import { PartStore } from './partStore.ts';
import { ReadLog } from './readLog.ts';
import type { ThreadMessage, ThreadStart } from './threads.ts';

const MS_BETWEEN = 50;

function tell(message: ThreadMessage): void {
  parentPort!.postMessage(message, []);
}

/** What a thread of the program does: it opens the dataset, and makes the part of each sequence that it is given by its id. */
export async function runSequenceThread(): Promise<void> {
  const { folder, labels, work, parts, isKept } = workerData as ThreadStart;
  const log = isKept ? new ReadLog(nodeFileSystem) : undefined;
  const open = await openQualityDataset(folder, labels, {
    fileSystem: log?.fileSystem,
    // Whether that is enough has been asked where threads were started.
    orLabelsAlone: true,
  });
  const sequences = new Map(open.dataset.sequences.map((sequence) => [sequence.id, sequence]));
  const store = new PartStore(parts);
  let [frames, toldMs] = [0, Date.now()];
  const onFrame = (): void => {
    frames += 1;
    if (Date.now() - toldMs < MS_BETWEEN) return;
    tell({ frames });
    [frames, toldMs] = [0, Date.now()];
  };

  async function make(id: string): Promise<ThreadMessage> {
    const sequence = sequences.get(id);
    if (sequence === undefined) return { failure: 'it is gone' };
    try {
      return { part: await store.ensure(work, open, sequence, log, onFrame) };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    } finally {
      frames = 0;
    }
  }

  // One at a time: the next comes when this one has been told.
  parentPort!.on('message', (id: string) => void make(id).then(tell));
}
