import { beforeEach, describe, expect, test } from 'vitest';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';

const FRAME = frameIdAt(0);

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

describe('labels of another format', () => {
  beforeEach(async () => {
    addCuboid(session, boxAt(10));
    addCuboid(session, boxAt(20));
    await session.saveNow();
    // What was saved is what another format says now; no file of ours is left.
    world.host.imported.set(FRAME, world.host.sidecar(FRAME));
    world.host.files.delete(FRAME);
  });

  test('are written whole at the first edit, and their tracks with them', async () => {
    world.host.files.clear();
    const again = await openSession(world);
    expect(again.state.getState().frames.get(FRAME)).toEqual({
      state: 'imported',
      objects: 2,
      isDone: false,
    });
    const [first, second] = again.document.cuboidsIn(FRAME);
    again.editCuboids([first!.id], () => ({ centre: [11, 0, 0.8] }));
    await again.saveNow();
    expect(world.host.sidecar(FRAME).objects).toHaveLength(2);
    const tracks = world.host.tracks().tracks.map(({ id }) => id);
    expect(new Set(tracks)).toEqual(new Set([first?.trackId, second?.trackId]));
  });

  test('are written nowhere without an edit', async () => {
    const again = await openSession(world);
    await again.stepFrame(1);
    await again.dispose();
    expect(world.host.files.has(FRAME)).toBe(false);
  });
});

test('ids in capitals are the same ids', async () => {
  addCuboid(session, boxAt(10));
  await session.saveNow();
  const [track] = session.document.tracks();
  const text = world.host.files.get(FRAME) ?? '';
  const [object] = world.host.sidecar(FRAME).objects;
  world.host.files.set(FRAME, text.replaceAll(object?.id ?? '', (object?.id ?? '').toUpperCase()));
  const again = await openSession(world);
  expect(again.document.cuboidsIn(FRAME)).toMatchObject([{ id: object?.id, trackId: track?.id }]);
  expect(again.document.tracks()).toHaveLength(1);
});

test('a number that two people gave is no conflict, and written once', async () => {
  addCuboid(session, boxAt(10));
  await session.saveNow();
  const theirs = { id: 'dddddddd-0000-4000-8000-000000000000', number: 2, class: 'car', attributes: {} };
  const file = world.host.tracks();
  addCuboid(session, boxAt(20));
  world.host.changeOutside('tracks.json', JSON.stringify({ ...file, tracks: [...file.tracks, theirs] }));
  await settled();
  await session.saveNow();
  const numbers = world.host.tracks().tracks.map(({ number }) => number);
  expect(numbers).toHaveLength(3);
  expect(new Set(numbers).size).toBe(3);
});
