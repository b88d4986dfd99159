import { serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CuboidId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';
import type { SaveState } from './editorState.ts';

const FRAME = frameIdAt(0);
const TRACKS = 'tracks.json';

let world: World;
let session: EditorSession;
let id: CuboidId;

beforeEach(async () => {
  vi.useFakeTimers();
  world = createWorld();
  session = await openSession(world);
  id = addCuboid(session, boxAt(10));
});

afterEach(() => {
  vi.useRealTimers();
});

function moveTo(x: number): void {
  session.editCuboids([id], () => ({ centre: [x, 0, 0.8] }));
}

function xOnDisk(): number | undefined {
  return world.host.sidecar(FRAME).objects[0]?.cuboid.centre[0];
}

function saveState(): SaveState {
  return session.state.getState().save;
}

/** What another program makes of the frame's file. */
function theirs(): string {
  return (world.host.files.get(FRAME) ?? '')
    .replace('10', '33')
    .replace('"draft"', '"confirmed",\n"note": "theirs"');
}

/** They changed what we do not: its status. */
function confirmed(): string {
  return (world.host.files.get(FRAME) ?? '').replace('"draft"', '"confirmed",\n"note": "theirs"');
}

async function conflict(): Promise<void> {
  moveTo(50);
  world.host.files.set(FRAME, theirs());
  await session.saveNow();
}

describe('a file that somebody else has changed', () => {
  beforeEach(async () => {
    await session.saveNow();
  });

  test('is taken over where we have no changes', async () => {
    world.host.changeOutside(FRAME, theirs());
    await settled();
    expect(session.document.get(id)).toMatchObject({ status: 'confirmed', extra: { note: 'theirs' } });
    expect(saveState().kind).toBe('clean');
  });

  test('is merged with what we have changed, and saved', async () => {
    moveTo(50);
    session.select([id]);
    world.host.changeOutside(FRAME, confirmed());
    await settled();
    expect(session.document.get(id)).toMatchObject({ status: 'confirmed', cuboid: { centre: [50, 0, 0.8] } });
    expect(session.state.getState()).toMatchObject({
      selection: [id],
      conflicts: [],
      prompt: { kind: 'merged', count: 1, conflicts: 0 },
    });
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects[0]).toMatchObject({ status: 'confirmed', note: 'theirs' });
    expect(xOnDisk()).toBe(50);
    expect(saveState().kind).toBe('clean');
  });

  test('is found out when saving, without any notice, and merged', async () => {
    moveTo(50);
    world.host.files.set(FRAME, confirmed());
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects[0]).toMatchObject({ status: 'confirmed', note: 'theirs' });
    expect(xOnDisk()).toBe(50);
    expect(saveState().kind).toBe('clean');
  });

  test('what both moved waits for a person: the file keeps theirs, the screen ours, all else is merged', async () => {
    const second = addCuboid(session, boxAt(20));
    moveTo(50);
    world.host.files.set(FRAME, theirs());
    await session.saveNow();
    expect(saveState()).toEqual({ kind: 'conflict', frames: [FRAME], tracks: false, unreadable: [] });
    expect(session.state.getState().conflicts).toMatchObject([
      { frameId: FRAME, fields: ['cuboid'], ours: { id }, theirs: { cuboid: { centre: [33, 0, 0.8] } } },
    ]);
    expect(session.document.get(id)).toMatchObject({
      status: 'confirmed',
      cuboid: { centre: [50, 0, 0.8] },
    });
    const { objects } = world.host.sidecar(FRAME);
    expect(objects.find((object) => object.id === id)).toMatchObject({ cuboid: { centre: [33, 0, 0.8] } });
    expect(objects.find((object) => object.id === second)).toMatchObject({
      cuboid: { centre: [20, 0, 0.8] },
    });
    // Edits of it go on in memory, and those of others into the file.
    moveTo(60);
    session.editCuboids([second], () => ({ centre: [21, 0, 0.8] }));
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects.map((object) => object.cuboid.centre[0])).toEqual(
      expect.arrayContaining([21, 33]),
    );
  });

  test('ours chosen: it is written, with what they added and we do not know', async () => {
    await conflict();
    await session.outsideChanges.choose(session.state.getState().conflicts[0]!, 'ours');
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects[0]).toMatchObject({ status: 'confirmed', note: 'theirs' });
    expect(xOnDisk()).toBe(50);
    expect(saveState().kind).toBe('clean');
    expect(session.state.getState().conflicts).toEqual([]);
  });

  test('theirs chosen: an edit that can be undone', async () => {
    await conflict();
    await session.outsideChanges.choose(session.state.getState().conflicts[0]!, 'theirs');
    await session.saveNow();
    expect(session.document.get(id)?.cuboid.centre[0]).toBe(33);
    expect(xOnDisk()).toBe(33);
    expect(saveState().kind).toBe('clean');
    await session.undo();
    await session.saveNow();
    expect(xOnDisk()).toBe(50);
  });

  test('they deleted what we moved: it stays on screen until a person has chosen', async () => {
    moveTo(50);
    const file = world.host.sidecar(FRAME);
    world.host.changeOutside(FRAME, serialiseSidecar({ ...file, objects: [] }));
    await settled();
    const [open] = session.state.getState().conflicts;
    expect(open).toMatchObject({ fields: ['presence'], theirs: undefined });
    expect(session.document.get(id)?.cuboid.centre[0]).toBe(50);
    await session.outsideChanges.choose(open!, 'theirs');
    expect(session.document.get(id)).toBeUndefined();
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects).toEqual([]);
  });

  test('we deleted what they moved: it can be had back', async () => {
    session.deleteCuboids([id]);
    world.host.changeOutside(FRAME, theirs());
    await settled();
    const [open] = session.state.getState().conflicts;
    expect(open).toMatchObject({ fields: ['presence'], ours: undefined });
    await session.saveNow();
    expect(xOnDisk()).toBe(33);
    await session.outsideChanges.choose(open!, 'theirs');
    expect(session.document.get(id)?.cuboid.centre[0]).toBe(33);
    await session.saveNow();
    expect(saveState().kind).toBe('clean');
    expect(world.host.tracks().tracks).toHaveLength(1);
  });

  test('of a third version what both made alike is no conflict any more', async () => {
    await conflict();
    const file = world.host.sidecar(FRAME);
    const [object] = file.objects;
    const cuboid = { ...object!.cuboid, centre: [50, 0, 0.8] as [number, number, number] };
    world.host.changeOutside(
      FRAME,
      serialiseSidecar({ ...file, objects: [{ ...object!, cuboid, points: 7 }] }),
    );
    await settled();
    expect(session.state.getState().conflicts).toEqual([]);
    await session.saveNow();
    expect(saveState().kind).toBe('clean');
  });

  test('of a third version what both changed again waits again, with the same start', async () => {
    await conflict();
    world.host.changeOutside(
      FRAME,
      (world.host.files.get(FRAME) ?? '').replace('"centre": [33', '"centre": [34'),
    );
    await settled();
    expect(session.state.getState().conflicts).toMatchObject([
      { base: { cuboid: { centre: [10, 0, 0.8] } }, theirs: { cuboid: { centre: [34, 0, 0.8] } } },
    ]);
    expect(session.document.get(id)?.cuboid.centre[0]).toBe(50);
  });

  test('a drag goes on while somebody else saves, and is merged when it ends', async () => {
    const gesture = session.document.beginGesture('move');
    gesture.preview((tx) => tx.update(id, { cuboid: boxAt(70) }));
    world.host.changeOutside(FRAME, confirmed());
    await settled();
    expect(gesture.isOpen).toBe(true);
    expect(session.document.get(id)?.cuboid.centre[0]).toBe(70);
    gesture.commit();
    await settled();
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects[0]).toMatchObject({ status: 'confirmed' });
    expect(xOnDisk()).toBe(70);
    expect(session.document.history.canUndo).toBe(true);
  });

  test('a refusal without a change is a failure that is tried again, and not for ever at once', async () => {
    moveTo(50);
    world.host.failure = (method) => (method === 'labels.save' ? 'conflict' : undefined);
    await session.saveNow();
    expect(saveState().kind).toBe('failed');
    world.host.failure = undefined;
    await vi.advanceTimersByTimeAsync(2000);
    expect(xOnDisk()).toBe(50);
  });

  test('cannot be read any more: it is never overwritten, and written once it can be', async () => {
    moveTo(50);
    const before = confirmed();
    world.host.changeOutside(FRAME, '{ broken');
    await settled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world.host.files.get(FRAME)).toBe('{ broken');
    expect(saveState()).toMatchObject({ kind: 'conflict', unreadable: [FRAME] });
    world.host.files.set(FRAME, before);
    await session.outsideChanges.readAgain(FRAME);
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects[0]).toMatchObject({ status: 'confirmed' });
    expect(xOnDisk()).toBe(50);
    expect(saveState().kind).toBe('clean');
  });

  test('was removed while we have changes: ours is written anew', async () => {
    moveTo(50);
    world.host.changeOutside(FRAME, undefined);
    await settled();
    await session.saveNow();
    expect(xOnDisk()).toBe(50);
    expect(saveState().kind).toBe('clean');
  });

  test('was removed: what is on screen goes, unless we have changed it', async () => {
    world.host.changeOutside(FRAME, undefined);
    await settled();
    expect(session.document.cuboidsIn(FRAME)).toEqual([]);
    expect(session.state.getState().selection).toEqual([]);
  });

  test('a notice of our own write is none', async () => {
    moveTo(11);
    const text = world.host.files.get(FRAME);
    world.host.changeOutside(FRAME, text);
    await settled();
    await session.setClass([id], 'pedestrian');
    world.host.changeOutside(TRACKS, world.host.files.get(TRACKS));
    await settled();
    expect(saveState().kind).toBe('pending');
  });

  test('tracks.json: taken over, or merged, and what both changed waits', async () => {
    const renamed = (world.host.files.get(TRACKS) ?? '').replace('"car"', '"pedestrian"');
    world.host.changeOutside(TRACKS, renamed);
    await settled();
    expect(session.document.tracks()[0]?.class).toBe('pedestrian');
    await session.setClass([id], 'car');
    world.host.changeOutside(TRACKS, renamed.replace('"pedestrian"', '"tram"'));
    await settled();
    expect(saveState()).toEqual({ kind: 'conflict', frames: [], tracks: true, unreadable: [] });
    await session.saveNow();
    expect(world.host.tracks().tracks[0]?.class).toBe('tram');
    await session.outsideChanges.choose(session.state.getState().conflicts[0]!, 'ours');
    await session.saveNow();
    expect(world.host.tracks().tracks[0]?.class).toBe('car');
    expect(saveState().kind).toBe('clean');
  });
});
