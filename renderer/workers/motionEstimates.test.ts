import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { distance } from '#shared/geometry/vec3.ts';
import { cloudPath, FRAME_INDICES } from '../../samples/schedule.ts';
import { estimateMotions } from './motionEstimates.ts';
import { openFrom, requestFor } from './testing/fakeFiles.ts';
import { FakeWorker } from './testing/fakeWorker.ts';

const drive = fileURLToPath(new URL('../../samples/drive/', import.meta.url));
const paths = FRAME_INDICES.slice(0, 3).map(cloudPath);
const files = Object.fromEntries(
  paths.map((path) => [path, new Uint8Array(readFileSync(`${drive}${path}`))]),
);
const ALIVE = new AbortController().signal;

function openWorkers() {
  const workers: FakeWorker[] = [];
  const createWorker = (): FakeWorker => {
    const worker = new FakeWorker(openFrom(files));
    workers.push(worker);
    return worker;
  };
  return { workers, options: { createWorker, requestOf: (path: string) => requestFor(path, path) } };
}

describe('motion from frame to frame', () => {
  test('is found two clouds at a time, in a worker that ends with it', async () => {
    const { workers, options } = openWorkers();
    const done: number[] = [];
    const steps = await estimateMotions(options, paths, (count) => done.push(count), ALIVE);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['good', 'good']);
    for (const step of steps) {
      const way = step.verdict === 'failed' ? 0 : distance([0, 0, 0], step.earlierFromLater.translation);
      // The vehicle goes 8 m/s, and there are two frames a second.
      expect(way).toBeGreaterThan(3.5);
      expect(way).toBeLessThan(4.5);
    }
    expect(done).toEqual([1, 2]);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.isTerminated).toBe(true);
    const [a, b, c] = paths;
    expect(workers[0]?.calls).toEqual([
      `load ${a}`,
      `load ${b}`,
      `motion ${a}`,
      `drop ${a}`,
      `load ${c}`,
      `motion ${b}`,
      `drop ${b}`,
    ]);
  });

  test('of a frame without a cloud is not found, and ends nothing', async () => {
    const { options } = openWorkers();
    const steps = await estimateMotions(
      options,
      [paths[0]!, 'missing.pcd', paths[1]!, paths[2]!],
      () => undefined,
      ALIVE,
    );
    expect(steps.map(({ verdict }) => verdict)).toEqual(['failed', 'failed', 'good']);
  });

  test('ends when it is aborted, its worker with it', async () => {
    const { workers, options } = openWorkers();
    const abort = new AbortController();
    const running = estimateMotions(options, paths, () => abort.abort(new Error('enough')), abort.signal);
    await expect(running).rejects.toThrow('enough');
    expect(workers[0]?.isTerminated).toBe(true);
  });

  test('goes on in another worker where one is lost', async () => {
    const { workers, options } = openWorkers();
    const running = estimateMotions(options, paths, () => undefined, ALIVE);
    workers[0]!.die();
    const steps = await running;
    expect(workers).toHaveLength(2);
    // The first cloud went with its worker.
    expect(steps.map(({ verdict }) => verdict)).toEqual(['failed', 'good']);
  });
});
