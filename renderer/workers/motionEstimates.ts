import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import type { LoadRequest } from './protocol.ts';
import { WorkerClient, WorkerLostError, type WorkerPort } from './workerClient.ts';

export interface MotionEstimatesOptions {
  createWorker(): WorkerPort;
  /** Which files a frame's cloud is made of. */
  requestOf(frameId: string): LoadRequest;
}

/**
 * Goes through frames in a worker of its own, two clouds at a time, and answers the motion of each step: from each frame
 * but the first to the one before. Where a worker is lost over a step, that step has failed.
 *
 * @param onStep is told how many steps are done
 * @throws the signal's reason when aborted
 */
export async function estimateMotions(
  { createWorker, requestOf }: MotionEstimatesOptions,
  frameIds: readonly string[],
  onStep: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly MotionEstimate[]> {
  let client = new WorkerClient(createWorker(), lost);
  const estimates: MotionEstimate[] = [];
  let guess: RigidTransform | undefined;
  try {
    for (const [i, laterFrameId] of frameIds.entries()) {
      const frameId = frameIds[i - 1];
      try {
        const { cloud } = await client.call('load', requestOf(laterFrameId), signal);
        if (frameId === undefined) continue;
        const estimate = await client.call('motion', { frameId, laterFrameId, guess }, signal);
        estimates.push(estimate ?? FAILED);
        await client.call('drop', { frameId, packed: cloud.pack.data.buffer }, signal, [
          cloud.pack.data.buffer,
        ]);
      } catch (error) {
        if (!(error instanceof WorkerLostError)) throw error;
        client = new WorkerClient(createWorker(), lost);
        if (frameId !== undefined) estimates.push(FAILED);
      }
      const last = estimates.at(-1);
      guess = last?.verdict === 'good' ? last.earlierFromLater : undefined;
      onStep(estimates.length);
    }
    return estimates;
  } finally {
    client.terminate();
  }
}

/** A lost worker is noticed by the call that it does not answer. */
function lost(): void {}

const FAILED: MotionEstimate = { verdict: 'failed', reason: 'fewSurfaces' };
