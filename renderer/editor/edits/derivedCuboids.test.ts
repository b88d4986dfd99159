import { describe, expect, test } from 'vitest';
import type { CuboidId, FrameId } from '../document/records.ts';
import { deferred, settled } from '../testing/settled.ts';
import {
  label,
  labelPath,
  carAt,
  moveTo,
  openTrackScene,
  trackOf,
  type TrackScene,
} from '../testing/trackScene.ts';

/** An object at 0, 1 … 9 metres, of which the first and the last frame were set; none of it is in memory but that. */
async function reopened(): Promise<TrackScene> {
  const scene = await openTrackScene();
  await labelPath(scene, 1, { 0: 0, 9: 9 });
  const again = await scene.reopen();
  expect(again.session.document.isLoaded(again.frameAt(5))).toBe(false);
  return again;
}

async function everyFrame({ session, frameAt }: TrackScene): Promise<void> {
  await session.tracks.ensure(Array.from({ length: 10 }, (_, index) => frameAt(index)));
}

describe('what is derived follows', () => {
  test('TRK-1, TRK-4: an anchor that is moved, as part of that edit', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    const { document } = scene.session;
    const steps = document.history.entries.length;
    moveTo(scene, scene.cuboid(1, 0), 16);
    expect(scene.places(1)).toEqual([16, 15, 14, 13, 12, 11, 10, 9, 8, undefined]);
    expect(document.history.entries).toHaveLength(steps + 1);
    await scene.session.undo();
    expect(scene.places(1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, undefined]);
  });

  test('TRK-1: what is set between two others bends the way on both sides', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 4: 4, 8: 8 });
    moveTo(scene, scene.cuboid(1, 4), 6);
    expect(scene.cuboid(1, 2)!.cuboid.centre[0]).toBeGreaterThan(2.5);
    expect(scene.cuboid(1, 6)!.cuboid.centre[0]).toBeGreaterThan(6.5);
  });

  test('TRK-2: what is confirmed, fitted or in a frame that is done stays, and holds what is beside it', async () => {
    const scene = await openTrackScene();
    const { session, frameAt, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    session.tracks.edits.setConfirmed([cuboid(1, 2)!.id], true);
    await session.goToFrame(frameAt(5));
    session.commands.run('frame.done');
    moveTo(scene, cuboid(1, 8), 20);
    expect(scene.places(1).slice(0, 6)).toEqual([0, 1, 2, expect.any(Number), expect.any(Number), 5]);
    expect(cuboid(1, 6)!.cuboid.centre[0]).toBeGreaterThan(7);
  });

  test('TRK-3: its attributes, unknown keys and status stay as they are', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    const { id } = scene.cuboid(1, 4)!;
    const kept = { attributes: { occlusion: 'partial' }, extra: { note: 'mine' } };
    scene.session.document.transact('edit', (tx) => {
      const provenance = { ...tx.get(id)!.provenance, tool: 'x' };
      tx.update(id, { ...kept, provenance });
    });
    moveTo(scene, scene.cuboid(1, 0), 8);
    expect(scene.cuboid(1, 4)).toMatchObject({ ...kept, provenance: { source: 'interpolated', tool: 'x' } });
    expect(scene.places(1)[4]).toBe(8);
  });

  test('TRK-5: what hung on an anchor that is deleted goes with it, and a confirmed end is kept as a keyframe', async () => {
    const scene = await openTrackScene();
    const { session, cuboid, frameAt } = scene;
    await labelPath(scene, 1, { 0: 0, 8: 8 });
    session.tracks.edits.setConfirmed([cuboid(1, 3)!.id], true);
    await session.goToFrame(frameAt(8));
    session.deleteCuboids([cuboid(1, 8)!.id]);
    expect(session.tracks.lives.of(trackOf(1)).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(cuboid(1, 3)!.provenance.keyframe).toBe(true);
  });

  test('TRK-6: a deleted cuboid leaves a gap, which other edits do not fill', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    await labelPath(scene, 1, { 0: 0, 4: 4, 8: 8 });
    session.deleteCuboids([cuboid(1, 2)!.id]);
    moveTo(scene, cuboid(1, 0), 1);
    await session.tracks.edits.interpolate(trackOf(1), 6, 'gap');
    expect(cuboid(1, 2)).toBeUndefined();
  });

  test('TRK-7: with the last anchor of what stands still all of it goes, and the track', async () => {
    const scene = await openTrackScene();
    const { session, cuboid } = scene;
    const id = label(scene, 1, 0, carAt(5));
    await session.tracks.edits.setStatic(id, true);
    expect(scene.places(1)).toEqual(Array.from({ length: 10 }, () => 5));
    session.deleteCuboids([id]);
    expect(session.document.tracks()).toEqual([]);
    expect(cuboid(1, 7)).toBeUndefined();
    await session.undo();
    expect(scene.places(1)).toEqual(Array.from({ length: 10 }, () => 5));
  });
});

describe('frames that are not in memory', () => {
  test('TRK-4: follow as soon as they are, and are undone in one step with the edit', async () => {
    const scene = await reopened();
    const { session } = scene;
    moveTo(scene, scene.cuboid(1, 0), 9);
    await settled();
    expect(scene.places(1)).toEqual(Array.from({ length: 10 }, () => 9));
    expect(session.document.history.entries).toHaveLength(1);
    await session.undo();
    expect(scene.places(1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await session.redo();
    expect(scene.places(1)).toEqual(Array.from({ length: 10 }, () => 9));
  });

  test('TRK-4: what was selected was loaded ahead of it', async () => {
    const scene = await reopened();
    scene.session.select([scene.cuboid(1, 0)!.id]);
    await settled();
    expect(scene.session.document.isLoaded(scene.frameAt(5))).toBe(true);
  });

  test('TRK-5, TRK-7: go with the anchor that they hung on, and the track with them', async () => {
    const scene = await openTrackScene();
    const id = label(scene, 1, 0, carAt(5));
    await scene.session.tracks.edits.setStatic(id, true);
    const again = await scene.reopen();
    again.session.deleteCuboids([id]);
    await settled();
    await everyFrame(again);
    expect(again.places(1)).toEqual(Array.from({ length: 10 }));
    expect(again.session.document.tracks()).toEqual([]);
    expect(again.session.document.history.entries).toHaveLength(1);
  });

  test('TRK-4: what is undone before they came is not followed', async () => {
    const scene = await reopened();
    const { session, world } = scene;
    const isThere = deferred<void>();
    world.host.gate = (method) => (method === 'labels.load' ? isThere.promise : Promise.resolve());
    moveTo(scene, scene.cuboid(1, 0), 9);
    await session.undo();
    isThere.resolve();
    await settled();
    expect(scene.places(1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(session.document.history.canRedo).toBe(true);
    await session.redo();
    await settled();
    expect(scene.places(1)).toEqual(Array.from({ length: 10 }, () => 9));
  });

  test('TRK-4, HIS-7: a burst of edits stays one step with what follows all of them', async () => {
    const scene = await reopened();
    const { session, world, frameAt } = scene;
    const isThere = deferred<void>();
    world.host.gate = (method) => (method === 'labels.load' ? isThere.promise : Promise.resolve());
    session.select([scene.cuboid(1, 0)!.id]);
    session.commands.run('cuboid.turnLeft');
    session.commands.run('cuboid.turnLeft');
    isThere.resolve();
    await settled();
    session.commands.run('cuboid.turnLeft');
    await settled();
    expect(session.document.history.entries).toHaveLength(1);
    const { rotation } = session.document.cuboidsIn(frameAt(5))[0]!.cuboid;
    expect(rotation[2]).toBeGreaterThan(0);
  });

  test('TRK-4: a drag is not disturbed; they follow when it is over, be it that it changed nothing', async () => {
    const scene = await reopened();
    const { document } = scene.session;
    moveTo(scene, scene.cuboid(1, 0), 9);
    const gesture = document.beginGesture('move');
    await settled();
    expect(gesture.isOpen).toBe(true);
    expect(scene.places(1)[5]).toBe(5);
    gesture.commit();
    await settled();
    expect(scene.places(1)[5]).toBe(9);
  });

  test('TRK-4: they follow before the session ends, and are written', async () => {
    const scene = await reopened();
    moveTo(scene, scene.cuboid(1, 0), 9);
    const again = await scene.reopen();
    await everyFrame(again);
    expect(again.places(1)).toEqual(Array.from({ length: 10 }, () => 9));
  });

  test('TRK-4: they stay in memory until they have followed, wherever the person goes', async () => {
    const scene = await openTrackScene({ frames: 150 });
    await labelPath(scene, 1, { 0: 0, 149: 149 });
    const again = await scene.reopen();
    const { session, frameAt } = again;
    moveTo(again, again.cuboid(1, 0), 149);
    for (const index of [10, 20, 30, 40, 50]) await session.goToFrame(frameAt(index));
    await settled();
    await session.dispose();
    const after = await openTrackScene({ frames: 150, world: again.world });
    await after.session.tracks.ensure(Array.from({ length: 150 }, (_, index) => after.frameAt(index)));
    expect(after.places(1)).toEqual(Array.from({ length: 150 }, () => 149));
  });

  test('TRK-10: one that cannot be read stays as it is, the others follow', async () => {
    const scene = await openTrackScene();
    await labelPath(scene, 1, { 0: 0, 9: 9 });
    await scene.session.saveNow();
    scene.world.host.files.set(scene.frameAt(5), '{"broken":');
    const again = await scene.reopen();
    moveTo(again, again.cuboid(1, 0), 9);
    await settled();
    await again.session.saveNow();
    expect(again.places(1)).toEqual([9, 9, 9, 9, 9, undefined, 9, 9, 9, 9]);
    expect(again.world.host.files.get(again.frameAt(5))).toBe('{"broken":');
  });
});

test('TRK-9: where a file gave the id of a new cuboid to something else, it gets another', async () => {
  const scene = await openTrackScene();
  const { session, frameAt, cuboid } = scene;
  await labelPath(scene, 1, { 0: 0, 2: 2 });
  const { id } = cuboid(1, 1)!;
  await session.undo();
  label(scene, 2, 1, carAt(30), { id });
  await session.tracks.edits.interpolate(trackOf(1), 0, 'gap');
  expect(cuboid(1, 1)?.cuboid.centre[0]).toBe(1);
  expect(cuboid(1, 1)!.id).not.toBe(id);
  expect(session.document.cuboidsIn(frameAt(1) satisfies FrameId)).toHaveLength(2);
  expect(session.document.get(id satisfies CuboidId)?.trackId).toBe(trackOf(2));
});
