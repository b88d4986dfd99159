import { beforeEach, describe, expect, test } from 'vitest';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { CuboidId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';

const FRAME = frameIdAt(0);
const NEXT = frameIdAt(1);

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

/** Everything that a person sees of a frame's labels. */
function seen(of: EditorSession, frameId = FRAME): unknown {
  return of.document.cuboidsIn(frameId).map((record) => [record, of.document.get(record.trackId)]);
}

async function reopened(): Promise<EditorSession> {
  await session.dispose();
  return openSession(world);
}

describe('the main job', () => {
  test('open, draw, move, undo, save, open again: the same labels', async () => {
    world.queries.points = [
      [10, 0, 0.5],
      [10.5, 0.5, 1],
      [40, 0, 1],
    ];
    const id = addCuboid(session, boxAt(10));
    session.commands.run('cuboid.moveUp');
    session.commands.run('cuboid.turnLeft');
    await session.undo();
    await session.saveNow();
    expect(session.state.getState().save.kind).toBe('clean');

    const [object] = world.host.sidecar(FRAME).objects;
    expect(object).toMatchObject({ id, class: 'car', points: 2, status: 'draft' });
    expect(object?.cuboid).toMatchObject({ centre: [10.05, 0, 0.8], size: [4, 2, 1.6], yaw: 0 });
    expect(object?.id).toBe(objectIdOf(object?.trackId ?? '', FRAME));
    expect(object?.projections).toMatchObject([{ camera: 'front', truncation: 0 }]);
    expect(world.host.tracks().tracks).toMatchObject([{ id: object?.trackId, number: 1, class: 'car' }]);

    const before = seen(session);
    const again = await reopened();
    expect(seen(again)).toEqual(before);
    expect(again.state.getState().frames.get(FRAME)).toEqual({ state: 'stored', objects: 1, isDone: false });
  });

  test('saving again what nobody changed gives the same bytes', async () => {
    addCuboid(session, boxAt(10));
    await session.saveNow();
    const bytes = new Map(world.host.files);
    const again = await reopened();
    const id = addCuboid(again, boxAt(20));
    await again.saveNow();
    expect(world.host.files.get(FRAME)).not.toBe(bytes.get(FRAME));
    while (again.document.get(id) !== undefined) await again.undo();
    await again.saveNow();
    expect(world.host.files).toEqual(bytes);
  });

  test('tracks.json is written before the sidecar that names its tracks', async () => {
    addCuboid(session, boxAt(10));
    await session.saveNow();
    const saves = world.host.calls.filter((call) => call.includes('.save'));
    expect(saves).toEqual(['tracks.save tracks.json', `labels.save ${FRAME}`]);
  });

  test('the state says what can be undone and how many objects there are', async () => {
    addCuboid(session, boxAt(10));
    expect(session.state.getState()).toMatchObject({ canUndo: true, canRedo: false });
    expect(session.state.getState().frames.get(FRAME)).toEqual({
      state: 'absent',
      objects: 1,
      isDone: false,
    });
    await session.undo();
    await session.undo();
    expect(session.state.getState()).toMatchObject({ canUndo: false, canRedo: true, selection: [] });
    expect(session.document.tracks()).toEqual([]);
  });

  test('new tracks are numbered on', () => {
    addCuboid(session, boxAt(10));
    addCuboid(session, boxAt(20));
    expect(session.document.tracks().map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('exact values', () => {
  test('are set in one entry, rounded to what the file holds', () => {
    const id = addCuboid(session, boxAt(10));
    session.editCuboids([id], () => ({ centre: [1.00004999, 2, 3], yawRad: 1 }));
    const cuboid = session.document.get(id)?.cuboid;
    expect(cuboid?.centre).toEqual([1, 2, 3]);
    expect(cuboid && cuboidYaw(cuboid)).toBeCloseTo(1, 8);
  });

  test.each([
    ['no number', { centre: [Number.NaN, 0, 0] as const }],
    ['infinite', { yawRad: Infinity }],
    ['no rotation', { rotation: [0, 0, 0, 0] as const }],
  ])('that are %s change nothing', (_, changes) => {
    const id = addCuboid(session, boxAt(10));
    const entries = session.document.history.entries.length;
    session.editCuboids([id], () => changes);
    expect(session.document.history.entries).toHaveLength(entries);
  });

  test('a side is at least 5 cm', () => {
    const id = addCuboid(session, boxAt(10));
    session.editCuboids([id], () => ({ size: [4, -1, 0] }));
    expect(session.document.get(id)?.cuboid.size).toEqual([4, 0.05, 0.05]);
  });
});

describe('deleting', () => {
  test('takes the track with its last cuboid, and undo brings both back', async () => {
    addCuboid(session, boxAt(10));
    const before = seen(session);
    session.commands.run('edit.delete');
    expect(session.document.tracks()).toEqual([]);
    expect(session.state.getState()).toMatchObject({ selection: [], prompt: { kind: 'deleted', count: 1 } });
    await session.undo();
    expect(seen(session)).toEqual(before);
  });

  test('keeps a track that occurs in a frame that is not loaded', async () => {
    addCuboid(session, boxAt(10));
    await session.saveNow();
    const sidecar = world.host.sidecar(FRAME);
    const [object] = sidecar.objects;
    // The same track in the last frame, which is not loaded when the first is.
    const last = frameIdAt(5);
    const copy = { ...object, id: objectIdOf(object?.trackId ?? '', last) };
    world.host.imported.set(last, {
      ...sidecar,
      frame: { ...sidecar.frame, id: last },
      objects: [copy as typeof object & object],
    });
    const again = await reopened();
    again.deleteCuboids([object?.id as CuboidId]);
    expect(again.document.cuboidsIn(FRAME)).toEqual([]);
    expect(again.document.tracks()).toHaveLength(1);
  });

  test('keeps every track while some frame cannot be read: it may hold it', async () => {
    world.host.files.set(frameIdAt(5), 'no json');
    const again = await reopened();
    addCuboid(again, boxAt(10));
    again.commands.run('edit.delete');
    expect(again.document.tracks()).toHaveLength(1);
  });
});

describe('undo across frames', () => {
  test('goes to the frame, undoes, selects and says so', async () => {
    const id = addCuboid(session, boxAt(10));
    session.commands.run('cuboid.moveUp');
    await session.goToFrame(frameIdAt(4));
    await session.undo();
    expect(session.state.getState()).toMatchObject({
      frameId: FRAME,
      selection: [id],
      prompt: { kind: 'undone', label: 'move', frameId: FRAME },
    });
    expect(session.document.get(id)?.cuboid.centre[0]).toBe(10);
    await session.redo();
    expect(session.state.getState().prompt).toEqual({ kind: 'redone', label: 'move', frameId: FRAME });
  });

  test('pressed twice it undoes two', async () => {
    addCuboid(session, boxAt(10));
    await session.goToFrame(NEXT);
    await Promise.all([session.undo(), session.undo()]);
    expect(session.document.cuboidsIn(FRAME)).toEqual([]);
  });

  test('refuses what somebody else has changed since', async () => {
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    const theirs = (world.host.files.get(FRAME) ?? '').replaceAll('0.8', '0.9');
    world.host.changeOutside(FRAME, theirs);
    await settled();
    await session.undo();
    expect(session.state.getState()).toMatchObject({ prompt: { kind: 'undo-refused' }, canUndo: false });
    expect(session.document.get(id)?.cuboid.centre[2]).toBe(0.9);
  });
});

describe('class', () => {
  test('belongs to the track: every frame that it occurs in is rewritten', async () => {
    addCuboid(session, boxAt(10));
    await session.saveNow();
    const [object] = world.host.sidecar(FRAME).objects;
    const last = frameIdAt(5);
    const copy = { ...object!, id: objectIdOf(object?.trackId ?? '', last) };
    const sidecar = world.host.sidecar(FRAME);
    world.host.files.set(
      last,
      JSON.stringify({ ...sidecar, frame: { ...sidecar.frame, id: last, index: 5 }, objects: [copy] }),
    );
    const again = await reopened();
    expect(again.document.isLoaded(last)).toBe(false);
    await again.setClass([object?.id as CuboidId], 'pedestrian');
    await again.saveNow();
    expect(world.host.tracks().tracks[0]?.class).toBe('pedestrian');
    expect(world.host.sidecar(FRAME).objects[0]?.class).toBe('pedestrian');
    expect(world.host.sidecar(last).objects[0]).toMatchObject({ class: 'pedestrian', cuboid: copy.cuboid });
    await again.undo();
    await again.saveNow();
    expect(world.host.sidecar(last).objects[0]?.class).toBe('car');
  });

  test('a digit gives it to the selection and to the next cuboid', () => {
    const id = addCuboid(session, boxAt(10));
    session.commands.run('class.2');
    expect(session.state.getState().activeClass).toBe('pedestrian');
    expect(session.document.get(session.document.get(id)!.trackId)?.class).toBe('pedestrian');
    expect(session.commands.run('class.3')).toBe(false);
  });
});

test('points are counted for the frame on screen and follow a drag', async () => {
  world.queries.points = [[10, 0, 0.5]];
  const id = addCuboid(session, boxAt(10));
  await settled();
  expect(session.state.getState().pointCounts.get(id)).toBe(1);
  const gesture = session.document.beginGesture('move');
  const asked = world.queries.counted;
  for (let i = 0; i < 100; i++) gesture.preview((tx) => tx.update(id, { cuboid: boxAt(20 + i) }));
  await settled();
  expect(session.state.getState().pointCounts.get(id)).toBe(0);
  // One question was under way when the other 99 came, and one more was asked for all of them.
  expect(world.queries.counted - asked).toBe(2);
  gesture.cancel();
  await settled();
  expect(session.state.getState().pointCounts.get(id)).toBe(1);
});
