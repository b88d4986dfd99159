import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { transformPoint } from '#shared/geometry/rigidTransform.ts';
import { cuboidMove } from '#shared/pointcloud/aggregate/partTransforms.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { FrameId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { FakeHost } from '../testing/fakeHost.ts';
import { longDataset, longSequence } from '../testing/longSequence.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import type { EditorSession } from './editorSession.ts';

const idAt = (index: number): FrameId => `lidar/${String(index).padStart(6, '0')}.pcd` as FrameId;

const sessions: EditorSession[] = [];
beforeEach(() => vi.useFakeTimers());
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
  vi.useRealTimers();
});

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2000);
}

/** A session whose frames all have the same three points. */
async function start(at: number, sequence: Sequence = longSequence(40)) {
  const world = { ...createWorld(), host: new FakeHost(sequence) };
  world.queries.points = [
    [10, 0, 1],
    [20, 5, 1],
    [30, -5, 1],
  ];
  const loaded: string[] = [];
  let gate: Promise<void> | undefined;
  world.queries.withCloud = async (frameId, work, signal) => {
    loaded.push(frameId);
    await gate;
    signal?.throwIfAborted();
    return work();
  };
  const session = await openSession(world, {
    sequence,
    dataset: longDataset(sequence),
    startFrame: idAt(at),
  });
  sessions.push(session);
  const close = (): (() => void) => {
    let open: (() => void) | undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    return () => open?.();
  };
  const { aggregate } = session;
  const indices = (): number[] => aggregate.store.getState().frames.map(({ index }) => index);
  const switchOn = async (): Promise<void> => {
    session.commands.run('view.aggregate');
    await settled();
  };
  return { world, session, aggregate, loaded, close, indices, switchOn };
}

describe('the points of other frames', () => {
  test('come one frame after the other, the nearest first, and lie where the world has them', async () => {
    const { aggregate, indices, switchOn } = await start(10);
    aggregate.settings = { reach: '2', movesObjects: false };
    await switchOn();
    expect(indices()).toEqual([9, 11, 8, 12]);
    expect(aggregate.store.getState()).toMatchObject({ isLoading: false, wanted: 4 });
    const placed = aggregate.placedIn(idAt(10));
    // The vehicle drives a metre along x with every frame.
    const places = placed.map(({ transforms }) => transformPoint(transforms[0]!, [10, 0, 1]));
    expect(places.map(([x]) => Math.round(x))).toEqual([9, 11, 8, 12]);
    expect(placed.map(({ time }) => Number(time.toFixed(2)))).toEqual([-0.5, 0.5, -1, 1]);
  });

  test('stay when one goes on, but for those that are too far then; the others come', async () => {
    const { session, aggregate, indices, loaded, switchOn } = await start(10);
    aggregate.settings = { reach: '2', movesObjects: false };
    await switchOn();
    loaded.length = 0;
    const kept = aggregate.store.getState().frames.find(({ index }) => index === 12)!;
    await session.goToFrame(idAt(11));
    expect(indices().toSorted((a, b) => a - b)).toEqual([9, 12]);
    await settled();
    expect(loaded).toEqual([idAt(10), idAt(13)]);
    expect(aggregate.store.getState().frames).toContain(kept);
  });

  test('are not loaded while one scrubs past', async () => {
    const { session, aggregate, loaded, switchOn } = await start(10);
    aggregate.settings = { reach: '2', movesObjects: false };
    await switchOn();
    loaded.length = 0;
    for (const index of [11, 12, 13, 14, 15, 30]) {
      await session.goToFrame(idAt(index));
      await vi.advanceTimersByTimeAsync(60);
    }
    expect(loaded).toEqual([]);
    await settled();
    expect(loaded.toSorted()).toEqual([28, 29, 31, 32].map(idAt));
  });

  test('that cannot be read are empty, and not asked for again and again', async () => {
    const { world, aggregate, indices, loaded, switchOn } = await start(10);
    world.queries.thinned = () => Promise.resolve(undefined);
    aggregate.settings = { reach: '2', movesObjects: true };
    await switchOn();
    await settled();
    expect(indices()).toHaveLength(4);
    expect(loaded).toHaveLength(4);
    expect(aggregate.placedIn(idAt(10))).toEqual([]);
  });
});

describe('ending', () => {
  test('lets go of all points; Escape does so only while they come for the first time', async () => {
    const { session, aggregate, close, switchOn } = await start(10);
    const open = close();
    session.commands.run('view.aggregate');
    await settled();
    expect(aggregate.store.getState()).toMatchObject({ isOn: true, isLoading: true });
    session.commands.run('edit.cancel');
    open();
    await settled();
    expect(aggregate.store.getState()).toMatchObject({ isOn: false, isLoading: false, frames: [] });
    await switchOn();
    session.commands.run('edit.cancel');
    expect(aggregate.store.getState().frames).toHaveLength(10);
    session.commands.run('view.aggregate');
    expect(aggregate.store.getState()).toMatchObject({ isOn: false, frames: [], wanted: 0 });
  });
});

describe('without ego poses', () => {
  test('it is not possible, and says why', async () => {
    const { session, aggregate, loaded, switchOn } = await start(3, longSequence(6, { hasPoses: false }));
    await switchOn();
    expect(aggregate.store.getState().isOn).toBe(false);
    expect(session.state.getState().prompt).toEqual({ kind: 'no-aggregate', trouble: 'no-poses' });
    expect(loaded).toEqual([]);
  });

  test('of one frame it is on and shows nothing there; that frame is shown in no other', async () => {
    const whole = longSequence(9);
    const frames = whole.frames.map((frame, index) =>
      index === 4 ? { ...frame, worldFromEgo: undefined } : frame,
    );
    const { session, aggregate, indices, switchOn } = await start(4, {
      ...whole,
      frames,
    });
    await switchOn();
    expect(aggregate.store.getState()).toMatchObject({ isOn: true, trouble: 'no-pose-here', wanted: 0 });
    await session.goToFrame(idAt(5));
    await settled();
    expect(indices().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 6, 7, 8]);
    expect(aggregate.store.getState().unposed).toBe(1);
  });
});

describe('moving objects along', () => {
  test('takes the points in an object’s cuboid to where it is now, also after an edit', async () => {
    const { session, aggregate, switchOn } = await start(1);
    const there = { centre: [10, 0, 1], size: [4, 2, 2], rotation: fromYaw(0) } as const;
    const here = { ...there, centre: [12, 3, 1] } as const;
    addCuboid(session, there);
    await session.goToFrame(idAt(2));
    session.commands.run('track.keyframe');
    await settled();
    const [id] = session.state.getState().selection;
    session.editCuboids([id!], () => here);
    aggregate.settings = { reach: '2', movesObjects: true };
    await switchOn();
    const placed = () => aggregate.placedIn(idAt(2)).find(({ transforms }) => transforms.length > 1)!;
    expect([...placed().parts!].toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    expect(placed().transforms[1]).toEqual(cuboidMove(there, here));
    session.editCuboids([id!], () => ({ ...here, centre: [13, 3, 1] }));
    expect(placed().transforms[1]?.translation[0]).toBeCloseTo(3);
    // Its other keyframe is elsewhere now: whose the points are is found out anew.
    await session.goToFrame(idAt(1));
    const [other] = session.state.getState().selection;
    session.editCuboids([other!], () => ({ ...there, centre: [20, 5, 1] }));
    await session.goToFrame(idAt(2));
    await settled();
    const at20 = placed().pack.data;
    const owned = placed().parts!.indexOf(1);
    expect(at20[owned * 4]).toBeGreaterThan(20_000);
    aggregate.settings = { reach: '2', movesObjects: false };
    expect(placed().transforms[1]).toEqual(placed().transforms[0]);
  });
});
