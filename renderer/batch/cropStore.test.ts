import { describe, expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { IDENTITY } from '#shared/geometry/quaternion.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { deferred, settled } from '#renderer/editor/testing/settled.ts';
import { CropStore, type CropSource } from './cropStore.ts';

const [A, B, C] = ['a', 'b', 'c'] as readonly string[] as readonly [FrameId, FrameId, FrameId];
const points = { positions: new Float32Array(3), heights: new Float32Array(1), step: 1 };

function at(x: number): Cuboid {
  return { centre: [x, 0, 0], size: [4, 2, 1.5], rotation: IDENTITY };
}

function openStore(gate: (frameId: FrameId) => Promise<unknown> = () => Promise.resolve()) {
  const asked: FrameId[] = [];
  const came: FrameId[] = [];
  const source: CropSource = {
    async withCloud(frameId, work, signal) {
      asked.push(frameId);
      await gate(frameId);
      signal.throwIfAborted();
      return work();
    },
    pointsNear: (frameId) => Promise.resolve(frameId === C ? undefined : points),
  };
  return { store: new CropStore(source, (frameId) => came.push(frameId)), asked, came };
}

describe('points about an object', () => {
  test('come frame after frame, the most urgent first, and are not asked for again', async () => {
    const { store, asked, came } = openStore();
    store.want(
      new Map([
        [B, at(0)],
        [A, at(1)],
      ]),
    );
    await settled();
    expect([asked, came]).toEqual([
      [B, A],
      [B, A],
    ]);
    expect(store.get(A)?.origin).toEqual([1, 0, 0]);
    store.want(new Map([[A, at(1.5)]]));
    await settled();
    expect(asked).toEqual([B, A]);
  });

  test('are cut out anew where the object has gone away', async () => {
    const { store, asked } = openStore();
    store.want(new Map([[A, at(0)]]));
    await settled();
    store.want(new Map([[A, at(4)]]));
    await settled();
    expect(asked).toEqual([A, A]);
    expect(store.get(A)?.origin).toEqual([4, 0, 0]);
  });

  test('that nobody wants any more are given up for those that are wanted', async () => {
    const first = deferred<undefined>();
    const { store, asked, came } = openStore((frameId) =>
      frameId === A ? first.promise : Promise.resolve(),
    );
    store.want(new Map([[A, at(0)]]));
    store.want(new Map([[B, at(0)]]));
    first.resolve(undefined);
    await settled();
    expect([asked, came]).toEqual([[A, B], [B]]);
  });

  test('of a cloud that cannot be had hold nothing up', async () => {
    const { store, asked, came } = openStore();
    store.want(
      new Map([
        [C, at(0)],
        [A, at(0)],
      ]),
    );
    await settled();
    expect([asked, came]).toEqual([[C, A], [A]]);
  });

  test('are forgotten when it is over', async () => {
    const { store } = openStore();
    store.want(new Map([[A, at(0)]]));
    await settled();
    store.clear();
    expect(store.get(A)).toBeUndefined();
  });
});
