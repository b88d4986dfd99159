import { describe, expect, test } from 'vitest';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import { labelPath, moveTo, openTrackScene, trackOf } from '../testing/trackScene.ts';

const FRAME = frameIdAt(0);

/** A frame with three objects at 10, 20 and 30; since, the first was moved, the second deleted and a fourth added. */
async function start() {
  const world = createWorld();
  const session = await openSession(world);
  const [first, second, third] = [10, 20, 30].map((x) => addCuboid(session, boxAt(x)));
  await session.saveNow();
  const [moved, deleted] = [first!, second!].map((id) => session.document.get(id)!.trackId);
  session.editCuboids([first!], () => ({ centre: [11, 0, 0.8] }));
  session.deleteCuboids([second!]);
  const fourth = addCuboid(session, boxAt(40));
  const added = session.document.get(fourth)!.trackId;
  await session.saveNow();
  const { versions } = await session.versions.list(FRAME);
  const { sidecar } = await session.versions.load(FRAME, versions[0]!.id);
  const places = () => session.document.cuboidsIn(FRAME).map(({ cuboid }) => cuboid.centre[0]);
  const sorted = () => places().toSorted((a, b) => a - b);
  return {
    world,
    session,
    sidecar: sidecar!,
    sorted,
    moved: moved!,
    deleted: deleted!,
    added,
    third: third!,
  };
}

const isA = (...ids: readonly TrackId[]): ReadonlySet<TrackId> => new Set(ids);

describe('EarlierVersions', () => {
  test('compares a version with what is there now', async () => {
    const { session, sidecar, moved, deleted, added } = await start();
    const comparison = session.versions.compare(FRAME, sidecar);
    expect(comparison.added.map(({ trackId }) => trackId)).toEqual([added]);
    expect(comparison.removed.map(({ trackId }) => trackId)).toEqual([deleted]);
    expect(comparison.changed.map(({ after, changes }) => [after.trackId, changes])).toEqual([
      [moved, ['moved']],
    ]);
    expect(comparison.same).toBe(1);
  });

  test('VER-1 VER-2: brings a whole frame back as one edit that can be undone', async () => {
    const { world, session, sidecar, sorted, deleted, added } = await start();
    const before = { places: sorted(), entries: session.document.tracks().length };
    expect(session.versions.restore(FRAME, sidecar)).toBe(true);
    expect(sorted()).toEqual([10, 20, 30]);
    expect(session.document.get(deleted)).toMatchObject({ class: 'car' });
    expect(session.document.get(added)).toBeUndefined();
    expect(session.versions.restore(FRAME, sidecar)).toBe(false);
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects).toHaveLength(3);
    await session.undo();
    expect({ places: sorted(), entries: session.document.tracks().length }).toEqual(before);
    await session.redo();
    expect(sorted()).toEqual([10, 20, 30]);
  });

  test('VER-2: brings single objects back and leaves the others', async () => {
    const { session, sidecar, sorted, moved, deleted, added } = await start();
    session.versions.restore(FRAME, sidecar, isA(deleted));
    expect(sorted()).toEqual([11, 20, 30, 40]);
    session.versions.restore(FRAME, sidecar, isA(moved));
    expect(sorted()).toEqual([10, 20, 30, 40]);
    session.versions.restore(FRAME, sidecar, isA(added));
    expect(sorted()).toEqual([10, 20, 30]);
  });

  test('VER-5: changes nothing where the frame is read-only, or an object is locked, and says so', async () => {
    const { session, sidecar, sorted, moved } = await start();
    session.setTrackView({ ...session.state.getState().trackView, locked: isA(moved) });
    expect(session.versions.restore(FRAME, sidecar)).toBe(false);
    expect(session.state.getState().prompt).toEqual({ kind: 'locked' });
    const problem = { code: 'save.denied', severity: 'warning' } as const;
    session.state.setState({ readOnly: problem });
    expect(session.versions.restore(FRAME, sidecar)).toBe(false);
    expect(session.state.getState().prompt).toEqual({ kind: 'read-only', problem });
    expect(sorted()).toEqual([11, 30, 40]);
  });

  test('VER-3: the class of a track stays', async () => {
    const { session, sidecar, third } = await start();
    await session.setClass([third], 'pedestrian');
    session.versions.restore(FRAME, sidecar);
    const track = session.document.get(session.document.get(third)!.trackId);
    expect(track?.class).toBe('pedestrian');
  });

  test('VER-4: what was interpolated comes back where it was, as a keyframe', async () => {
    const scene = await openTrackScene({ frames: 3 });
    const { session, frameAt } = scene;
    await labelPath(scene, 1, { 0: 0, 2: 20 });
    await session.goToFrame(frameAt(1));
    await session.saveNow();
    const then: Sidecar = scene.world.host.sidecar(frameAt(1));
    moveTo(scene, scene.cuboid(1, 2), 40);
    expect(scene.places(1)).toEqual([0, 20, 40]);
    session.versions.restore(frameAt(1), then, isA(trackOf(1)));
    expect(scene.places(1)).toEqual([0, 10, 40]);
    expect(scene.cuboid(1, 1)?.provenance).toMatchObject({ source: 'interpolated', keyframe: true });
    await session.undo();
    expect(scene.places(1)).toEqual([0, 20, 40]);
  });

  test('a file that cannot be read is recovered and can be edited again', async () => {
    const { world, session, sorted } = await start();
    expect(session.versions.damaged).toBeUndefined();
    world.host.changeOutside(FRAME, '{"format"');
    await expect.poll(() => session.versions.damaged).toEqual({ file: FRAME });
    expect(session.state.getState().readOnly).toBeDefined();
    const { versions } = await session.versions.list(FRAME);
    expect(await session.versions.recover(FRAME, versions[0]!.id)).toBe(`.boxwright/damaged/${FRAME}`);
    expect(session.state.getState().readOnly).toBeUndefined();
    expect(sorted()).toEqual([10, 20, 30]);
  });
});
