import { describe, expect, test } from 'vitest';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import { FakeHost } from '../testing/fakeHost.ts';
import { longDataset, longSequence } from '../testing/longSequence.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';

const FRAMES = 90;
const SEQUENCE = longSequence(FRAMES);

function frame(index: number): FrameId {
  return SEQUENCE.frames[index]!.id as FrameId;
}

/** A car that stands 30 m ahead of where the vehicle begins, labelled in every frame, and saved. */
async function labelled(world: World): Promise<TrackId> {
  const session = await open(world);
  const trackId = world.environment.newId() as TrackId;
  await session.tracks.ensure(SEQUENCE.frames.map(({ id }) => id as FrameId));
  session.document.transact('create', (tx) => {
    tx.create({ type: 'track', id: trackId, number: 1, class: 'car', attributes: {}, extra: {} });
    for (const [index, { id }] of SEQUENCE.frames.entries()) {
      tx.create({
        type: 'cuboid',
        id: objectIdOf(trackId, id) as CuboidId,
        frameId: id as FrameId,
        trackId,
        cuboid: boxAt(30 - index),
        attributes: {},
        provenance: { source: 'manual', keyframe: index % 10 === 0 },
        status: 'draft',
        extra: {},
      });
    }
  });
  await session.saveNow();
  await session.dispose();
  return trackId;
}

function open(world: World, sequence = SEQUENCE): Promise<EditorSession> {
  return openSession(world, { dataset: longDataset(sequence), sequence });
}

function cuboidOf(session: EditorSession): CuboidId {
  return session.document.cuboidsIn(session.state.getState().frameId!)[0]!.id;
}

/** Until nothing is loaded any more, and that has been told. */
async function loaded(session: EditorSession): Promise<void> {
  const look = (): string =>
    [session.document.loadedFrames().length, session.tracks.places.store.getState().placed.length].join();
  for (let [last, now] = ['', look()]; now !== last; [last, now] = [now, look()])
    await new Promise((resolve) => setTimeout(resolve, 150));
}

async function opened(): Promise<{ session: EditorSession; trackId: TrackId }> {
  const made = { ...createWorld(), host: new FakeHost(SEQUENCE) };
  const trackId = await labelled(made);
  return { session: await open(made), trackId };
}

describe('paths', () => {
  test('of nothing selected there is none, and nothing is loaded for it', async () => {
    const { session } = await opened();
    await loaded(session);
    expect(session.tracks.trajectories.shown).toEqual([]);
    expect(session.document.loadedFrames()).not.toContain(frame(50));
  });

  test('of what is selected it goes through every frame, in the frame on screen, whatever the vehicle did', async () => {
    const { session, trackId } = await opened();
    session.select([cuboidOf(session)]);
    await loaded(session);
    const [path] = session.tracks.trajectories.shown;
    expect(path).toMatchObject({ trackId, className: 'car', isForemost: true, here: 0 });
    expect(path!.points.length).toBe(FRAMES);
    for (const { position } of path!.points) expect(position[0]).toBeCloseTo(30, 9);
    const keyframes = path!.points.filter(({ isKeyframe }) => isKeyframe).map(({ index }) => index);
    expect(keyframes).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
  });

  test('it stays whole when frames leave memory, and is not loaded anew with every step', async () => {
    const { session } = await opened();
    session.select([cuboidOf(session)]);
    await loaded(session);
    await session.goToFrame(frame(1));
    await loaded(session);
    expect(session.document.loadedFrames().length).toBeLessThan(FRAMES);
    const [path] = session.tracks.trajectories.shown;
    expect([path!.points.length, path!.here]).toEqual([FRAMES, 1]);
    expect(path!.points[0]!.position[0]).toBeCloseTo(29, 9);
  });

  test('it follows a drag, and says so', async () => {
    const { session } = await opened();
    const id = cuboidOf(session);
    session.select([id]);
    await loaded(session);
    const { trajectories, places } = session.tracks;
    const before = trajectories.shown[0]!.points[5];
    let told = 0;
    trajectories.subscribe(() => told++);
    const gesture = session.document.beginGesture('move');
    gesture.preview((tx) => tx.update(id, { cuboid: boxAt(33) }));
    expect(told).toBe(1);
    expect(trajectories.shown[0]!.points[0]!.position).toEqual([33, 0, 0]);
    expect(trajectories.shown[0]!.points[5]).toEqual(before);
    // What is computed from the places waits for the end of it.
    expect(places.store.getState().placed[0]!.cuboid).toEqual(boxAt(30));
    gesture.cancel();
    expect(trajectories.shown[0]!.points[0]!.position).toEqual([30, 0, 0]);
  });

  test('an edit is in it, and is gone when it is taken back', async () => {
    const { session } = await opened();
    const id = cuboidOf(session);
    session.select([id]);
    await loaded(session);
    session.editCuboids([id], () => ({ centre: [31, 2, 0.8] }));
    const { trajectories, places } = session.tracks;
    expect(trajectories.shown[0]!.points[0]!.position).toEqual([31, 2, 0]);
    expect(places.store.getState().placed[0]!.cuboid.centre).toEqual([31, 2, 0.8]);
    await session.undo();
    expect(trajectories.shown[0]!.points[0]!.position).toEqual([30, 0, 0]);
    session.deleteCuboids([id]);
    expect(places.store.getState().placed.some(({ index }) => index === 0)).toBe(false);
  });

  test('with none wanted nothing is drawn or loaded; with all, those in memory are', async () => {
    const { session } = await opened();
    session.commands.run('view.trajectories');
    session.commands.run('view.trajectories');
    expect(session.state.getState().trajectories).toBe('none');
    session.select([cuboidOf(session)]);
    await loaded(session);
    expect(session.tracks.trajectories.shown).toEqual([]);
    expect(session.document.loadedFrames()).not.toContain(frame(50));
    session.select([]);
    session.state.setState({ trajectories: 'all' });
    await session.tracks.ensure([frame(1), frame(2)]);
    expect(session.tracks.trajectories.shown).toMatchObject([{ isForemost: false, here: 0 }]);
    expect(session.tracks.trajectories.shown[0]!.points.map(({ index }) => index)).toContain(2);
  });

  test('who plots them has them loaded, too, until it is gone', async () => {
    const { session } = await opened();
    session.state.setState({ trajectories: 'none' });
    const release = session.tracks.places.hold();
    session.select([cuboidOf(session)]);
    await loaded(session);
    expect(session.tracks.places.store.getState().placed.length).toBe(FRAMES);
    release();
    session.select([]);
    expect(session.tracks.places.store.getState()).toEqual({ trackId: undefined, placed: [] });
  });

  test('hidden ones are not drawn', async () => {
    const { session, trackId } = await opened();
    session.select([cuboidOf(session)]);
    await loaded(session);
    session.state.setState({
      trackView: { hidden: new Set([trackId]), isolated: undefined, locked: new Set() },
    });
    expect(session.tracks.trajectories.shown).toEqual([]);
  });

  test('without poses there is none, nothing is loaded, and the key says why', async () => {
    const made = { ...createWorld(), host: new FakeHost(SEQUENCE) };
    await labelled(made);
    const session = await open(made, longSequence(FRAMES, { hasPoses: false }));
    session.select([cuboidOf(session)]);
    await loaded(session);
    expect(session.tracks.trajectories.shown).toEqual([]);
    expect(session.document.loadedFrames()).not.toContain(frame(50));
    session.commands.run('view.trajectories');
    const { prompt, trajectories } = session.state.getState();
    expect(prompt).toEqual({ kind: 'no-trajectories', reason: 'no-poses' });
    expect(trajectories).toBe('selected');
  });
});

test('the keys go to the next frame in which it was set', async () => {
  const { session } = await opened();
  session.select([cuboidOf(session)]);
  session.commands.run('track.nextKeyframe');
  await loaded(session);
  expect(session.state.getState().frameId).toBe(frame(1));
});
