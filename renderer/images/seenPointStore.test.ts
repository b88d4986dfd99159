import { describe, expect, test } from 'vitest';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { CameraPoints } from '#renderer/workers/protocol.ts';
import { SeenPointStore, type SeenPointsRequest } from './seenPointStore.ts';
import { someCameraPoints } from './testing/someCameraPoints.ts';

interface Asked {
  readonly frameId: string;
  readonly signal: AbortSignal;
  answer(seen: CameraPoints | undefined): void;
}

const HUNDRED = someCameraPoints(Array.from({ length: 100 }, () => ({ at: [1, 1] })));
/** Of a point: index, pixel, range, place and three tones. */
const POINT_BYTES = 31;

function camera(fx = 500): CameraView {
  return {
    model: createCameraModel({ model: 'pinhole', fx, fy: 500, cx: 320, cy: 200 }),
    cameraFromLabel: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
    width: 640,
    height: 400,
  };
}

function start(budgetBytes?: number) {
  const asked: Asked[] = [];
  const store = new SeenPointStore(
    {
      projectPoints: (frameId, _camera, _shown, signal) =>
        new Promise((answer, reject) => {
          asked.push({ frameId, signal, answer });
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    },
    budgetBytes,
  );
  const load = (changes: Partial<SeenPointsRequest> = {}, signal = new AbortController().signal) =>
    store.load({ frameId: '0', camera: camera(), shown: undefined, ...changes }, signal);
  return { store, asked, load };
}

describe('what a camera sees', () => {
  test('is asked for once for all who want it, and kept', async () => {
    const { asked, load } = start();
    const [first, second] = [load(), load()];
    asked[0]!.answer(HUNDRED);
    expect([await first, await second, await load()]).toEqual([HUNDRED, HUNDRED, HUNDRED]);
    expect(asked).toHaveLength(1);
  });

  test.each<[string, Partial<SeenPointsRequest>]>([
    ['frame', { frameId: '1' }],
    ['calibration', { camera: camera(501) }],
    ['height shown', { shown: { slab: { low: 0, high: 2 } } }],
  ])('is another thing for another %s', async (_, changes) => {
    const { asked, load } = start();
    const loaded = load();
    asked[0]!.answer(HUNDRED);
    await loaded;
    void load(changes);
    expect(asked).toHaveLength(2);
  });

  test('is not finished once nobody waits for it, and then begun anew', async () => {
    const { asked, load } = start();
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = [load({}, one.signal), load({}, other.signal)];
    one.abort(new Error('stepped on'));
    expect(asked[0]!.signal.aborted).toBe(false);
    other.abort(new Error('stepped on'));
    expect(asked[0]!.signal.aborted).toBe(true);
    for (const wait of waits) await expect(wait).rejects.toThrow('stepped on');
    void load();
    expect(asked).toHaveLength(2);
  });

  test('is let go of when there is too much of it, the one wanted longest ago first', async () => {
    const { store, asked, load } = start(250 * POINT_BYTES);
    for (const frameId of ['0', '1', '0', '2']) {
      const loaded = load({ frameId });
      asked.at(-1)!.answer(HUNDRED);
      await loaded;
    }
    expect(store.bytesHeld).toBe(200 * POINT_BYTES);
    await load({ frameId: '0' });
    void load({ frameId: '1' });
    expect(asked.map(({ frameId }) => frameId)).toEqual(['0', '1', '2', '1']);
  });

  test('of a cloud that is not there is asked again', async () => {
    const { asked, load } = start();
    const loaded = load();
    asked[0]!.answer(undefined);
    expect(await loaded).toBeUndefined();
    void load();
    expect(asked).toHaveLength(2);
  });
});
