import { describe, expect, test } from 'vitest';
import type { Intrinsics } from '#shared/dataset/dataset.ts';
import type { CallReply, CallRequest } from '#renderer/workers/calls.ts';
import type { UndistortCalls } from '#renderer/workers/undistortProtocol.ts';
import type { WorkerPort } from '#renderer/workers/workerClient.ts';
import { UndistortedImages } from './undistortedImages.ts';

const BYTES = 4 * 100 * 100;
const LENS: Intrinsics = {
  model: 'brown-conrady',
  fx: 1,
  fy: 1,
  cx: 0,
  cy: 0,
  coefficients: [0.1, 0, 0, 0],
};
const OTHER_LENS: Intrinsics = { ...LENS };
const VIEW = {
  intrinsics: { model: 'pinhole', fx: 1, fy: 1, cx: 0, cy: 0 },
  width: 100,
  height: 100,
} as const;

type Hear = (event: { readonly data: CallReply<UndistortCalls> }) => void;
type Fail = (event: unknown) => void;

/** A worker that answers when it is told to, in order, or dies. */
class HandWorker implements WorkerPort<UndistortCalls> {
  readonly asked: CallRequest<UndistortCalls>[] = [];
  isTerminated = false;
  readonly #bitmap: () => ImageBitmap;
  #hear: Hear = () => {};
  #fail: Fail = () => {};

  constructor(bitmap: () => ImageBitmap) {
    this.#bitmap = bitmap;
  }

  postMessage(request: CallRequest<UndistortCalls>): void {
    this.asked.push(request);
  }

  addEventListener(type: string, listener: Hear | Fail): void {
    if (type === 'message') this.#hear = listener;
    if (type === 'error') this.#fail = listener as Fail;
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(): void {
    const { id } = this.asked.shift()!;
    this.#hear({ data: { kind: 'answer', id, output: { bitmap: this.#bitmap(), view: VIEW } } });
  }

  die(): void {
    this.#fail(new Error('out of memory'));
  }
}

function setUp() {
  const workers: HandWorker[] = [];
  const live = new Set<ImageBitmap>();
  const bitmap = (): ImageBitmap => {
    const made = { width: 100, height: 100, close: () => live.delete(made) } as unknown as ImageBitmap;
    live.add(made);
    return made;
  };
  const images = new UndistortedImages({
    createWorker: () => {
      workers.push(new HandWorker(bitmap));
      return workers.at(-1)!;
    },
    sourceOf: (path) => ({ url: `http://host/${path}`, headers: {} }),
    budgetBytes: 2 * BYTES,
  });
  const load = (path: string, lens = LENS) => images.load(path, lens);
  const answer = (): void => workers.at(-1)!.answer();
  return { images, workers, live, load, answer };
}

describe('undistorted images', () => {
  test('one is made once, however many panels want it, and only the lens that was undone will do', async () => {
    const { images, workers, load, answer } = setUp();
    expect(images.peek('a', LENS)).toBeUndefined();
    expect(workers).toHaveLength(0);
    const wanted = [load('a'), load('a')];
    expect(workers[0]!.asked).toMatchObject([
      { method: 'undistort', input: { source: { url: 'http://host/a' }, intrinsics: LENS } },
    ]);
    answer();
    const [first, second] = await Promise.all(wanted);
    expect(second).toBe(first);
    expect(first).toMatchObject({ width: 100, height: 100, view: VIEW });
    expect(await load('a')).toBe(first);
    expect(images.peek('a', LENS)).toBe(first);
    expect(images.peek('a', OTHER_LENS)).toBeUndefined();
    expect(workers).toHaveLength(1);
    expect(workers[0]!.asked).toHaveLength(0);
  });

  test('what takes the place of another, or is beyond the budget, has it closed', async () => {
    const { images, live, load, answer } = setUp();
    for (const lens of [LENS, OTHER_LENS]) {
      const loading = load('a', lens);
      answer();
      await loading;
    }
    expect(live.size).toBe(1);
    images.keep(['a']);
    for (const path of ['b', 'c', 'd']) {
      const loading = load(path);
      answer();
      await loading;
    }
    expect(images.bytesHeld).toBe(2 * BYTES);
    expect(live.size).toBe(2);
    expect(images.peek('a', OTHER_LENS)).toBeDefined();
    images.dispose();
    expect(live.size).toBe(0);
  });

  test('when the lens changed meanwhile, the later one is kept', async () => {
    const { images, live, load, answer } = setUp();
    const early = load('a', LENS);
    const late = load('a', OTHER_LENS);
    answer();
    answer();
    await Promise.all([early, late]);
    expect(images.peek('a', OTHER_LENS)).toBe(await late);
    expect(live.size).toBe(1);
  });

  test('a worker that died is replaced when the next image is wanted', async () => {
    const { workers, load, answer } = setUp();
    const lost = load('a');
    workers[0]!.die();
    await expect(lost).rejects.toThrow();
    const again = load('a');
    answer();
    expect(await again).toMatchObject({ view: VIEW });
    expect(workers).toHaveLength(2);
  });

  test('nothing is made after the end', async () => {
    const { images, workers, load } = setUp();
    const running = load('a');
    images.dispose();
    await expect(running).rejects.toThrow();
    await expect(load('b')).rejects.toThrow('closed');
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });
});
