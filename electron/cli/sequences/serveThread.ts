import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadControl, ThreadMessage } from './threads.ts';

const MS_BETWEEN = 50;

/**
 * What a thread does for {@link Threads}: one job after the other, each when it is told of it.
 *
 * @param make answers the part; it calls `onFrames` with how many more frames are done, which throws once it is to stop
 */
export function serveThread<Told, Part>(
  make: (told: Told, onFrames: (count: number) => void) => Promise<Part>,
): void {
  const { stop } = workerData as ThreadControl;
  const tell = (message: ThreadMessage<Part>): void => parentPort!.postMessage(message, []);
  let [frames, toldMs] = [0, Date.now()];
  const onFrames = (count: number): void => {
    if (Atomics.load(stop, 0) !== 0) throw new Error('ended');
    frames += count;
    if (frames === 0 || Date.now() - toldMs < MS_BETWEEN) return;
    tell({ frames });
    [frames, toldMs] = [0, Date.now()];
  };

  async function answer(told: Told): Promise<ThreadMessage<Part>> {
    try {
      return { part: await make(told, onFrames) };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    } finally {
      frames = 0;
    }
  }

  // One at a time: the next comes when this one has been told.
  parentPort!.on('message', (told: Told) => void answer(told).then(tell));
}
