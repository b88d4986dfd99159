import { describe, expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import { FakeStreet } from '../testing/fakeStreet.ts';
import { deferred, settled } from '../testing/settled.ts';
import { carAt, label, moveTo, openTrackScene, trackOf, type TrackScene } from '../testing/trackScene.ts';

/** Two cars drive side by side at one metre a frame, until they are out of sight after the 7th. */
function drivingCar(frameId: FrameId): readonly Cuboid[] {
  const index = Number(/\d+/.exec(frameId)![0]);
  return index <= 7 ? [carAt(10 + index), carAt(10 + index, 9)] : [];
}

async function street(): Promise<TrackScene & { queries: FakeStreet; id: CuboidId }> {
  const queries = new FakeStreet(drivingCar);
  const scene = await openTrackScene({ world: { queries } });
  const id = label(scene, 1, 0, carAt(10));
  return { ...scene, queries, id };
}

/** Clouds from a frame on come when they are let in; `awaited` resolves when one is waited for. */
function withSlowClouds(
  queries: FakeStreet,
  from: FrameId,
): { readonly awaited: Promise<void>; letIn(): void } {
  const [asked, there] = [deferred<void>(), deferred<void>()];
  queries.gate = async (frameId) => {
    if (frameId < from) return;
    asked.resolve();
    await there.promise;
  };
  return { awaited: asked.promise, letIn: there.resolve };
}

const FORWARD = { direction: 1, frames: 100 } as const;

describe('carrying on', () => {
  test('TRK-15: follows the object until its points run out, as one entry', async () => {
    const { session, places, id } = await street();
    const steps = session.document.history.entries.length;
    const outcome = await session.tracks.propagation.start(id, FORWARD);
    expect(outcome).toEqual({ count: 7, isSeen: true });
    expect(places(1)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, undefined, undefined]);
    expect(session.state.getState().prompt).toEqual({ kind: 'propagated', count: 7, end: 'few-points' });
    expect(session.document.history.entries).toHaveLength(steps + 1);
    expect(session.tracks.work.store.getState()).toEqual({ kind: 'idle' });
  });

  test('TRK-15: backwards as well', async () => {
    const scene = await street();
    await scene.session.tracks.ensure([scene.frameAt(6)]);
    const id = label(scene, 2, 6, carAt(16));
    await scene.session.tracks.propagation.start(id, { direction: -1, frames: 100 });
    expect(scene.places(2).slice(0, 7)).toEqual([10, 11, 12, 13, 14, 15, 16]);
    expect(scene.session.state.getState().prompt).toMatchObject({ end: 'sequence-end' });
  });

  test('TRK-15: ends before what a person set or confirmed, and replaces what was carried before', async () => {
    const scene = await street();
    const { session, cuboid } = scene;
    const provenance = { source: 'propagated', keyframe: false, tool: 'x' } as const;
    await session.tracks.ensure([1, 2, 3, 4].map(scene.frameAt));
    label(scene, 1, 2, carAt(11), { provenance, attributes: { occlusion: 'partial' } });
    label(scene, 1, 4, carAt(30));
    await session.tracks.propagation.start(scene.id, FORWARD);
    expect(scene.places(1).slice(0, 6)).toEqual([10, 11, 12, 13, 30, undefined]);
    expect(cuboid(1, 2)).toMatchObject({ attributes: { occlusion: 'partial' }, provenance: { tool: 'x' } });
    expect(session.state.getState().prompt).toMatchObject({ count: 3, end: 'keyframe' });
  });

  test('TRK-15: blindly it goes on as it went, and says that nothing shows it', async () => {
    const { session, places, frameAt } = await street();
    await session.tracks.ensure([6, 7].map(frameAt));
    const scene = { session, frameAt };
    label(scene, 2, 6, carAt(16));
    const id = label(scene, 2, 7, carAt(17));
    const outcome = await session.tracks.propagation.start(id, { direction: 1, frames: 1, isBlind: true });
    expect(outcome).toEqual({ count: 1, isSeen: false });
    expect(places(2)[8]).toBe(18);
  });

  test('how far it has come is of how far it can go', async () => {
    const { session, id } = await street();
    const totals = new Set<number>();
    session.tracks.work.store.subscribe((state) => {
      if (state.kind === 'running') totals.add(state.total);
    });
    await session.tracks.propagation.start(id, FORWARD);
    expect([...totals]).toEqual([9]);
  });
});

describe('edits meanwhile', () => {
  test('TRK-8: of the object itself: nothing is kept, for it was found from another place', async () => {
    const scene = await street();
    const clouds = withSlowClouds(scene.queries, scene.frameAt(3));
    const running = scene.session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    moveTo(scene, scene.cuboid(1, 0), 9);
    clouds.letIn();
    expect(await running).toMatchObject({ count: 0 });
    expect(scene.places(1)[1]).toBeUndefined();
    expect(scene.session.state.getState().prompt).toMatchObject({ end: 'stopped', count: 0 });
  });

  test('TRK-8: what is set in its way stays, and ends it', async () => {
    const scene = await street();
    const clouds = withSlowClouds(scene.queries, scene.frameAt(5));
    const running = scene.session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    label(scene, 1, 2, carAt(12.5));
    clouds.letIn();
    await running;
    expect(scene.places(1).slice(0, 4)).toEqual([10, 11, 12.5, undefined]);
    expect(scene.session.state.getState().prompt).toMatchObject({ count: 1, end: 'keyframe' });
  });

  test('TRK-8: a drag goes on; it is written afterwards', async () => {
    const scene = await street();
    const clouds = withSlowClouds(scene.queries, scene.frameAt(5));
    const running = scene.session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    const gesture = scene.session.document.beginGesture('move');
    clouds.letIn();
    await settled();
    expect(gesture.isOpen).toBe(true);
    gesture.cancel();
    expect(await running).toMatchObject({ count: 7 });
  });

  test('wherever the person looks meanwhile, nothing of it is lost', async () => {
    const frames = 120;
    const queries = new FakeStreet((frameId) => [carAt(10 + Number(/\d+/.exec(frameId)![0]))]);
    const scene = await openTrackScene({ frames, world: { queries } });
    const { session, frameAt } = scene;
    const id = label(scene, 1, 0, carAt(10));
    const clouds = withSlowClouds(queries, frameAt(110));
    const running = session.tracks.propagation.start(id, { direction: 1, frames });
    for (const index of [60, 80, 100, 70]) await session.goToFrame(frameAt(index));
    await clouds.awaited;
    await session.goToFrame(frameAt(20));
    clouds.letIn();
    expect(await running).toMatchObject({ count: frames - 1 });
    expect(session.tracks.lives.of(trackOf(1))).toHaveLength(frames);
  });

  test('locked meanwhile, the object stays as it is', async () => {
    const scene = await street();
    const { session } = scene;
    const clouds = withSlowClouds(scene.queries, scene.frameAt(5));
    const running = session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    session.setTrackView({ ...session.state.getState().trackView, locked: new Set([trackOf(1)]) });
    clouds.letIn();
    expect(await running).toMatchObject({ count: 0 });
  });
});

describe('ended from outside', () => {
  test('TRK-15: it keeps what it has', async () => {
    const scene = await street();
    const clouds = withSlowClouds(scene.queries, scene.frameAt(4));
    const running = scene.session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    expect(scene.session.tracks.work.stop()).toBe(true);
    clouds.letIn();
    expect(await running).toMatchObject({ count: 3 });
    expect(scene.session.tracks.work.stop()).toBe(false);
  });

  test('TRK-15: by another one, too', async () => {
    const scene = await street();
    const { session } = scene;
    const other = label(scene, 2, 0, carAt(10, 9));
    const clouds = withSlowClouds(scene.queries, scene.frameAt(4));
    const first = session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    const second = session.tracks.propagation.start(other, FORWARD);
    clouds.letIn();
    expect(await first).toMatchObject({ count: 3 });
    expect(await second).toMatchObject({ count: 7 });
    expect(session.tracks.work.store.getState()).toEqual({ kind: 'idle' });
  });

  test('TRK-15: the session ends with what it has found in the files', async () => {
    const scene = await street();
    const clouds = withSlowClouds(scene.queries, scene.frameAt(4));
    const running = scene.session.tracks.propagation.start(scene.id, FORWARD);
    await clouds.awaited;
    const closed = scene.session.dispose();
    clouds.letIn();
    await Promise.all([running, closed]);
    expect(scene.world.host.sidecar(scene.frameAt(3)).objects).toHaveLength(1);
  });
});

describe('placing an object where it is missing', () => {
  test('TRK-16: between two anchors it is expected on the way between them, and fitted', async () => {
    const scene = await street();
    const { session, frameAt, cuboid } = scene;
    await session.tracks.ensure([frameAt(6)]);
    label(scene, 1, 6, carAt(17));
    const placed = await session.tracks.propagation.place(trackOf(1), 3);
    expect(placed).toEqual({ id: cuboid(1, 3)!.id, isSeen: true });
    expect(cuboid(1, 3)).toMatchObject({
      cuboid: { centre: [13, 3, 0.8] },
      provenance: { keyframe: true },
    });
  });

  test('TRK-16: where no points show it, it goes where it should be', async () => {
    const scene = await street();
    await scene.session.tracks.ensure([scene.frameAt(7)]);
    label(scene, 1, 7, carAt(17));
    const placed = await scene.session.tracks.propagation.place(trackOf(1), 9);
    expect(placed?.isSeen).toBe(false);
    expect(scene.places(1)[9]).toBe(19);
  });

  test('TRK-4, TRK-16: pressed twice it is placed once, in a frame that was not loaded', async () => {
    const { session, cuboid } = await street();
    const { propagation } = session.tracks;
    const [first, second] = await Promise.all([
      propagation.place(trackOf(1), 5),
      propagation.place(trackOf(1), 5),
    ]);
    expect([first?.id, second]).toEqual([cuboid(1, 5)!.id, undefined]);
  });

  test('of what is labelled nowhere nothing is placed', async () => {
    const { session } = await street();
    expect(await session.tracks.propagation.place(trackOf(9), 5)).toBeUndefined();
  });
});
