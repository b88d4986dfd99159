import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { deferred } from '#renderer/editor/testing/settled.ts';
import { deltaBetween, FitDeltas, type WantedDelta } from './fitDeltas.ts';

const frame = (index: number): FrameId => `f${index}` as FrameId;
const carAt = (x: number, yaw = 0): Cuboid => ({
  centre: [x, 0, 0],
  size: [4.5, 1.8, 1.6],
  rotation: fromYaw(yaw),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Fits come when they are let in; `asked` names the frames that were asked for. */
function start({ ready = () => true }: { ready?: (frameId: FrameId) => boolean } = {}) {
  const asked: FrameId[] = [];
  const waiting: { signal: AbortSignal; answer(fitted: Cuboid | undefined): void }[] = [];
  let idle = Promise.resolve();
  const told: FrameId[] = [];
  const deltas = new FitDeltas({
    fit: (frameId, _wanted, signal) =>
      new Promise((answer) => {
        asked.push(frameId);
        waiting.push({ signal, answer });
      }),
    isReady: ready,
    whenIdle: () => idle,
    onDelta: (frameId) => void told.push(frameId),
  });
  const want = (...cuboids: readonly Cuboid[]): ReadonlyMap<FrameId, WantedDelta> => {
    const wanted = new Map(cuboids.map((cuboid, i) => [frame(i), { cuboid, className: 'car' }]));
    deltas.want(wanted);
    return wanted;
  };
  const answer = async (fitted: Cuboid | undefined): Promise<void> => {
    waiting.shift()?.answer(fitted);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    deltas,
    asked,
    waiting,
    told,
    want,
    answer,
    drag: (over: Promise<void>) => {
      idle = over;
    },
  };
}

const quiet = () => vi.advanceTimersByTimeAsync(300);

describe('deltas to the fit', () => {
  test('come one after the other once no edit has come for a moment', async () => {
    const { deltas, asked, want, answer, told } = start();
    want(carAt(0), carAt(10));
    expect([asked, deltas.get(frame(0))]).toEqual([[], undefined]);
    await quiet();
    expect(asked).toEqual([frame(0)]);
    await answer(carAt(0.1));
    expect(deltas.get(frame(0))).toMatchObject({ metres: 0.1, isFar: false });
    expect(asked).toEqual([frame(0), frame(1)]);
    await answer(undefined);
    expect(deltas.get(frame(1))).toBe('none');
    expect(told).toEqual([frame(0), frame(1)]);
  });

  test('are dropped when the cuboid changes, also while its fit is under way', async () => {
    const { deltas, want, answer, asked, waiting } = start();
    want(carAt(0));
    await quiet();
    await answer(carAt(0));
    expect(deltas.get(frame(0))).toMatchObject({ metres: 0 });
    want(carAt(1));
    expect(deltas.get(frame(0))).toBeUndefined();
    await quiet();
    want(carAt(2));
    expect(waiting[0]!.signal.aborted).toBe(true);
    await answer(carAt(0));
    expect(deltas.get(frame(0))).toBeUndefined();
    await quiet();
    await answer(carAt(2.5));
    expect(deltas.get(frame(0))).toMatchObject({ metres: 0.5, isFar: true });
    expect(asked).toHaveLength(3);
  });

  test('wait for the end of a drag, and for the frame’s points', async () => {
    let isReady = false;
    const { deltas, want, asked, drag } = start({ ready: () => isReady });
    const over = deferred<void>();
    drag(over.promise);
    want(carAt(0));
    await quiet();
    over.resolve();
    await quiet();
    expect(asked).toEqual([]);
    isReady = true;
    deltas.goOn();
    await quiet();
    expect(asked).toEqual([frame(0)]);
  });

  test('of what is scrolled away nothing is asked, and nothing after the end', async () => {
    const { deltas, want, asked, waiting } = start();
    want(carAt(0), carAt(1));
    await quiet();
    deltas.want(new Map());
    expect(waiting[0]!.signal.aborted).toBe(true);
    want(carAt(5));
    deltas.clear();
    await quiet();
    expect(asked).toEqual([frame(0)]);
  });
});

test('far is what a fit is not unsure by: by the length of a vehicle, and no heading of what is small', () => {
  expect(deltaBetween(carAt(0), carAt(0.4)).isFar).toBe(false);
  expect(deltaBetween(carAt(0), carAt(0.5)).isFar).toBe(true);
  expect(deltaBetween(carAt(0), carAt(0, 0.1)).isFar).toBe(true);
  const bus = { ...carAt(0), size: [12, 2.5, 3] as const };
  expect(deltaBetween(bus, { ...bus, centre: [1, 0, 0] }).isFar).toBe(false);
  const person = { ...carAt(0), size: [0.6, 0.6, 1.7] as const };
  const turned = deltaBetween(person, { ...person, rotation: fromYaw(1), centre: [0.3, 0, 0] });
  expect(turned).toMatchObject({ radians: undefined, isFar: false });
});
