import { describe, expect, test } from 'vitest';
import type { Box2dId, TrackId } from '../document/records.ts';
import { deferred, settled } from '../testing/settled.ts';
import {
  carAt,
  label,
  labelPath,
  moveTo,
  openTrackScene,
  trackOf,
  type TrackScene,
} from '../testing/trackScene.ts';

const NO = undefined;

function prompt({ session }: TrackScene): unknown {
  return session.state.getState().prompt;
}

/** The track that is neither of the first `count`. */
function newTrack({ session }: TrackScene, count: number): TrackId {
  const known = new Set(Array.from({ length: count }, (_, i) => trackOf(i + 1)));
  return session.document.tracks().find(({ id }) => !known.has(id))!.id;
}

function placesOf({ session, frameAt }: TrackScene, trackId: TrackId): readonly (number | undefined)[] {
  return Array.from({ length: 10 }, (_, index) => {
    const here = session.document.cuboidsIn(frameAt(index));
    return here.find((record) => record.trackId === trackId)?.cuboid.centre[0];
  });
}

/** Labels can be loaded once this is called. */
function withSlowLoads({ world }: TrackScene): () => Promise<void> {
  const isThere = deferred<void>();
  world.host.gate = (method) => (method === 'labels.load' ? isThere.promise : Promise.resolve());
  return () => {
    isThere.resolve();
    return settled();
  };
}

describe('interpolating', () => {
  test('TRK-6: fills one gap, or all; one entry each', async () => {
    const scene = await openTrackScene();
    const { session } = scene;
    for (const index of [0, 3, 6]) {
      await session.tracks.ensure([scene.frameAt(index)]);
      label(scene, 1, index, carAt(index));
    }
    const steps = session.document.history.entries.length;
    await session.tracks.edits.interpolate(trackOf(1), 1, 'gap');
    expect(scene.places(1).slice(0, 7)).toEqual([0, 1, 2, 3, NO, NO, 6]);
    expect(prompt(scene)).toEqual({ kind: 'track', deed: 'interpolate', count: 2, unread: 0 });
    await session.tracks.edits.interpolate(trackOf(1), 1, 'life');
    expect(scene.places(1).slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(session.document.history.entries).toHaveLength(steps + 2);
  });

  test('where nothing is to be filled it says so', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 3: 3 });
    await scene.session.tracks.edits.interpolate(trackOf(1), 1, 'gap');
    expect(prompt(scene)).toEqual({ kind: 'no-gap' });
    await scene.session.tracks.edits.interpolate(trackOf(1), 7, 'gap');
    expect(prompt(scene)).toEqual({ kind: 'no-gap' });
  });

  test('TRK-10: a frame that cannot be read is left out, and that is said', async () => {
    const scene = await openTrackScene();
    scene.world.host.files.set(scene.frameAt(4), 'broken');
    const again = await scene.reopen();
    await labelPath(again, 1, { 3: 3, 6: 6 });
    expect(again.places(1)).toEqual([NO, NO, NO, 3, NO, 5, 6, NO, NO, NO]);
    expect(prompt(again)).toEqual({ kind: 'track', deed: 'interpolate', count: 1, unread: 1 });
  });
});

describe('keyframes', () => {
  test('TRK-1: one between two others becomes derived, and what is derived a keyframe', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 4: 10, 8: 8 });
    await session.tracks.edits.toggleKeyframes([cuboid(1, 4)!.id]);
    expect(scene.places(1).slice(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    await session.tracks.edits.toggleKeyframes([cuboid(1, 2)!.id]);
    expect(cuboid(1, 2)).toMatchObject({ provenance: { keyframe: true, source: 'interpolated' } });
  });

  test('TRK-1: the first and the last one stay, and that is said', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    const steps = session.document.history.entries.length;
    for (const index of [0, 8]) {
      await session.tracks.edits.toggleKeyframes([cuboid(1, index)!.id]);
      expect(prompt(scene)).toEqual({ kind: 'needs-keyframe' });
    }
    expect(session.document.history.entries).toHaveLength(steps);
  });

  test('TRK-8: what was edited while labels were on their way is not lost', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 9: 9 });
    const again = await scene.reopen();
    const load = withSlowLoads(again);
    const deed = again.session.tracks.edits.setStatic(again.cuboid(1, 0)!.id, true);
    moveTo(again, again.cuboid(1, 0), 4);
    await load();
    await deed;
    expect(again.places(1)[0]).toBe(4);
    expect(again.session.document.get(trackOf(1))?.isStatic).toBe(true);
  });

  test('TRK-8: of what was deleted while labels were on their way nothing is done', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 9: 9 });
    const again = await scene.reopen();
    const { session, cuboid } = again;
    const { id } = cuboid(1, 0)!;
    const load = withSlowLoads(again);
    const { edits } = session.tracks;
    const deeds = [edits.setStatic(id, true), edits.setSize(id), edits.toggleKeyframes([id])];
    session.deleteCuboids([id]);
    await load();
    await Promise.all(deeds);
    expect(session.document.get(trackOf(1))?.isStatic).toBeUndefined();
    expect(session.document.get(trackOf(1))?.size).toBeUndefined();
  });
});

describe('cutting', () => {
  test('TRK-11: a split makes another track of the same class, pinned where it was cut', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    session.select([cuboid(1, 0)!.id]);
    await session.tracks.edits.split(trackOf(1), 4);
    const other = newTrack(scene, 1);
    expect(session.document.tracks().map((track) => track.number)).toEqual([1, 2]);
    expect(scene.places(1)).toEqual([0, 1, 2, 3, NO, NO, NO, NO, NO, NO]);
    expect(placesOf(scene, other)).toEqual([NO, NO, NO, NO, 4, 5, 6, 7, 8, NO]);
    expect(cuboid(1, 3)!.provenance.keyframe).toBe(true);
    expect(session.tracks.lives.of(other)[0]).toEqual({ index: 4, kind: 'keyframe', isConfirmed: false });
    moveTo(scene, cuboid(1, 0), 3);
    expect(scene.places(1).slice(0, 4)).toEqual([3, 3, 3, 3]);
  });

  test('TRK-11: what is selected stays selected, under its new id', async () => {
    const scene = await openTrackScene();
    const { session, frameAt, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    await session.goToFrame(frameAt(4));
    session.select([cuboid(1, 4)!.id]);
    await session.tracks.edits.split(trackOf(1), 4);
    const other = newTrack(scene, 1);
    const { selection, followed } = session.state.getState();
    expect(selection.map((id) => session.document.get(id)?.trackId)).toEqual([other]);
    expect(followed).toBe(other);
  });

  test('pressed twice while labels are on their way, it splits once', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 9: 9 });
    const again = await scene.reopen();
    const load = withSlowLoads(again);
    const { edits } = again.session.tracks;
    const deeds = [edits.split(trackOf(1), 5), edits.split(trackOf(1), 5)];
    await load();
    await Promise.all(deeds);
    expect(again.session.document.tracks()).toHaveLength(2);
    expect(prompt(again)).toEqual({ kind: 'starts-here' });
  });

  test('TRK-11: a split takes linked 2D boxes and keeps the counts of points', async () => {
    const scene = await openTrackScene();
    const { session, world, frameAt } = scene;
    world.queries.points = [[5, 3, 0.8]];
    await labelPath(scene, 1, { 0: 0, 9: 9 });
    const id = '20000000-0000-4000-8000-000000000001' as Box2dId;
    const rectangle = { left: 0, top: 0, right: 10, bottom: 10 };
    session.document.transact('create', (tx) =>
      tx.create({
        type: 'box2d',
        id,
        frameId: frameAt(5),
        camera: 'front',
        rectangle,
        class: 'car',
        source: 'manual',
        trackId: trackOf(1),
        extra: {},
      }),
    );
    await session.saveNow();
    world.queries.points = [];
    await session.tracks.edits.split(trackOf(1), 5);
    await session.saveNow();
    expect(session.document.get(id)?.trackId).toBe(newTrack(scene, 1));
    expect(world.host.sidecar(frameAt(5)).objects.map(({ points }) => points)).toEqual([1]);
  });

  test('TRK-11: a swap exchanges what follows', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    await labelPath(scene, 2, { 0: 40, 8: 48 });
    await scene.session.tracks.edits.swap(trackOf(1), trackOf(2), 4);
    const set = (number: number) => [0, 3, 4, 8, 9].map((index) => scene.places(number)[index]);
    expect(set(1)).toEqual([0, 3, 44, 48, NO]);
    expect(set(2)).toEqual([40, 43, 4, 8, NO]);
    // Derived from what the track has now: it bends towards the other's way.
    expect(scene.places(1)[5]).toBeGreaterThan(45);
    expect(scene.cuboid(1, 3)!.provenance.keyframe).toBe(true);
    await scene.session.tracks.edits.swap(trackOf(1), trackOf(1), 4);
    expect(scene.places(1)[4]).toBe(44);
  });

  test('TRK-7, TRK-11: trimming and deleting; what is left of nothing is no track', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    await session.tracks.edits.trim(trackOf(1), 5, 'after');
    await session.tracks.edits.trim(trackOf(1), 2, 'before');
    expect(scene.places(1)).toEqual([NO, NO, 2, 3, 4, 5, NO, NO, NO, NO]);
    expect([2, 5].map((index) => cuboid(1, index)!.provenance.keyframe)).toEqual([true, true]);
    await session.tracks.edits.remove(trackOf(1));
    expect(session.document.tracks()).toEqual([]);
    await session.undo();
    expect(scene.places(1)[3]).toBe(3);
  });

  test('trimmed where nothing is beyond, nothing changes', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    const steps = scene.session.document.history.entries.length;
    await scene.session.tracks.edits.trim(trackOf(1), 8, 'after');
    expect(scene.session.document.history.entries).toHaveLength(steps);
    expect(prompt(scene)).toEqual({ kind: 'track', deed: 'trim', count: 0, unread: 0 });
  });
});

describe('merging', () => {
  test('TRK-12: in frames that have both, what a person set or confirmed stays', async () => {
    const scene = await openTrackScene();
    const { session, cuboid, frameAt } = scene;
    await labelPath(scene, 1, { 0: 0, 6: 6 });
    await labelPath(scene, 2, { 3: 13, 5: 15, 9: 19 });
    await session.goToFrame(frameAt(4));
    session.tracks.edits.setConfirmed([cuboid(2, 4)!.id], true);
    await session.tracks.edits.merge(trackOf(1), trackOf(2));
    const places = scene.places(1);
    expect([0, 3, 4, 5, 6, 9].map((index) => places[index])).toEqual([0, 13, 14, 15, 6, 19]);
    expect(session.document.get(trackOf(2))).toBeUndefined();
    // Derived from the anchors of both.
    expect(places[7]).toBeLessThan(16);
    expect(session.tracks.lives.of(trackOf(1))).toHaveLength(10);
  });

  test('TRK-12: with itself a track stays as it is', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 3: 3 });
    await scene.session.tracks.edits.merge(trackOf(1), trackOf(1));
    expect(scene.places(1).slice(0, 5)).toEqual([0, 1, 2, 3, NO]);
  });

  test('TRK-12: what stood still becomes part of what moves as carried there', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 2: 2 });
    await session.tracks.edits.setStatic(label(scene, 2, 1, carAt(30)), true);
    await session.tracks.edits.merge(trackOf(1), trackOf(2));
    expect(scene.places(1).slice(4)).toEqual([30, 30, 30, 30, 30, 30]);
    expect(cuboid(1, 9)!.provenance).toMatchObject({ source: 'propagated', keyframe: false });
  });
});

describe('what is true of an object for its whole life', () => {
  test('TRK-13: static, it is in every frame where it is in one; what is there stays the same record', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await session.tracks.ensure([scene.frameAt(5), scene.frameAt(7)]);
    const id = label(scene, 1, 2, carAt(30));
    const kept = { attributes: { occlusion: 'partial' }, extra: { note: 'mine' } };
    const provenance = { source: 'propagated', keyframe: false } as const;
    label(scene, 1, 5, carAt(31), { ...kept, provenance });
    label(scene, 1, 7, carAt(30.25));
    await session.tracks.edits.setStatic(id, true);
    expect(scene.places(1)).toEqual([30, 30, 30, 30.05, 30.1, 30.15, 30.2, 30.25, 30.25, 30.25]);
    expect(cuboid(1, 5)).toMatchObject(kept);
    expect(prompt(scene)).toMatchObject({ deed: 'static', unread: 0 });
    await session.tracks.edits.setStatic(id, false);
    expect(cuboid(1, 0)!.provenance.source).toBe('propagated');
    moveTo(scene, cuboid(1, 2), 20);
    expect(scene.places(1)[0]).toBe(30);
  });

  test('TRK-2, TRK-13: what is in a frame that is done stays', async () => {
    const scene = await openTrackScene();
    const { session, frameAt } = scene;
    const id = label(scene, 1, 0, carAt(30));
    label(scene, 1, 1, carAt(31), { provenance: { source: 'propagated', keyframe: false } });
    await session.goToFrame(frameAt(1));
    session.commands.run('frame.done');
    await session.goToFrame(frameAt(0));
    await session.tracks.edits.setStatic(id, true);
    expect(scene.places(1).slice(0, 2)).toEqual([30, 31]);
  });

  test('TRK-14: one size, from the near corner, also of what is derived later', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 10, 8: 10 });
    session.editCuboids([cuboid(1, 0)!.id], () => ({ size: [5, 2, 1.6] }));
    await session.tracks.edits.setSize(cuboid(1, 0)!.id);
    expect(cuboid(1, 4)!.cuboid.size).toEqual([5, 2, 1.6]);
    expect(session.document.get(trackOf(1))?.size).toEqual([5, 2, 1.6]);
    await session.saveNow();
    expect(scene.world.host.tracks().tracks[0]).toMatchObject({ size: [5, 2, 1.6] });
    await session.tracks.edits.freeSize(trackOf(1));
    await session.saveNow();
    expect(scene.world.host.tracks().tracks[0]).not.toHaveProperty('size');
  });
});

test('TRK-8: a locked track is left alone, and that is said', async () => {
  const scene = await openTrackScene();
  const { session, cuboid } = scene;
  await labelPath(scene, 1, { 0: 0, 8: 8 });
  const { trackView } = session.state.getState();
  session.setTrackView({ ...trackView, locked: new Set([trackOf(1)]) });
  const { edits } = session.tracks;
  const steps = session.document.history.entries.length;
  await edits.split(trackOf(1), 4);
  await edits.remove(trackOf(1));
  await edits.setStatic(cuboid(1, 0)!.id, true);
  expect(session.document.history.entries).toHaveLength(steps);
  expect(prompt(scene)).toEqual({ kind: 'locked' });
});
