import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CuboidId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';
import type { EditorState } from './editorState.ts';

/** What becomes of edits while the host is away, and once it is back. */

const FRAME = frameIdAt(0);

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

function state(): EditorState {
  return session.state.getState();
}

function xOnDisk(): number | undefined {
  return world.host.sidecar(FRAME).objects[0]?.cuboid.centre[0];
}

function loseHost(): void {
  world.host.failure = () => 'unreachable';
  world.host.connection.state = 'lost';
}

async function findHost(): Promise<void> {
  world.host.failure = undefined;
  world.host.connection.state = 'connected';
  await vi.advanceTimersByTimeAsync(0);
}

test('edits are counted while they are held, and written as soon as the host is back', async () => {
  await session.saveNow();
  expect(state().held).toEqual({ count: 0, trouble: undefined });
  loseHost();
  moveTo(11);
  moveTo(12);
  // Long enough for the pauses between tries to have grown.
  await vi.advanceTimersByTimeAsync(120_000);
  expect(state().held).toMatchObject({ count: 2, trouble: { failure: { code: 'unreachable' } } });
  await findHost();
  expect(xOnDisk()).toBe(12);
  expect(state().save.kind).toBe('clean');
  expect(state().held).toEqual({ count: 0, trouble: undefined });
});

test('a save that reached the disk unanswered is no conflict with later edits', async () => {
  await session.saveNow();
  moveTo(11);
  world.host.losesAnswer = (method) => method === 'labels.save';
  await vi.advanceTimersByTimeAsync(200);
  expect(xOnDisk()).toBe(11);
  world.host.losesAnswer = undefined;
  loseHost();
  moveTo(12);
  await vi.advanceTimersByTimeAsync(5000);
  await findHost();
  expect(state().save.kind).toBe('clean');
  expect(xOnDisk()).toBe(12);
});

test('the same holds for tracks', async () => {
  world.host.losesAnswer = (method) => method === 'tracks.save';
  await vi.advanceTimersByTimeAsync(200);
  expect(world.host.tracks().tracks).toHaveLength(1);
  world.host.losesAnswer = undefined;
  loseHost();
  addCuboid(session, boxAt(30));
  await vi.advanceTimersByTimeAsync(5000);
  await findHost();
  expect(state().save.kind).toBe('clean');
  expect(world.host.tracks().tracks).toHaveLength(2);
  expect(world.host.sidecar(FRAME).objects).toHaveLength(2);
});

test('what somebody else wrote meanwhile is a conflict all the same', async () => {
  await session.saveNow();
  moveTo(11);
  world.host.losesAnswer = (method) => method === 'labels.save';
  await vi.advanceTimersByTimeAsync(200);
  world.host.losesAnswer = undefined;
  loseHost();
  world.host.files.set(FRAME, (world.host.files.get(FRAME) ?? '').replace('11', '33'));
  moveTo(12);
  await findHost();
  expect(state().save.kind).toBe('conflict');
  expect(xOnDisk()).toBe(33);
});

test('trouble is told since it began, and ends with the first save that succeeds', async () => {
  await session.saveNow();
  world.host.failure = () => 'disk-full';
  moveTo(11);
  await session.saveNow();
  const { since } = state().held.trouble ?? {};
  world.environment.time += 60_000;
  await session.saveNow();
  expect(state().held).toEqual({ count: 1, trouble: { failure: expect.anything(), since } });
  world.host.failure = undefined;
  await session.saveNow();
  expect(state().held).toEqual({ count: 0, trouble: undefined });
});

test('an edit of several files is held until all of them are written', async () => {
  world.host.failure = (method) => (method === 'labels.save' ? 'disk-full' : undefined);
  // Drawing is one step, the exact values are another.
  await session.saveNow();
  expect(world.host.tracks().tracks).toHaveLength(1);
  expect(state().held.count).toBe(2);
});

test('what cannot be written here is written elsewhere, where nothing is known of the files', async () => {
  await session.saveNow();
  world.host.failure = (method) => (method === 'labels.save' ? 'disk-full' : undefined);
  moveTo(11);
  await session.saveNow();
  world.host.failure = undefined;
  // The other place is empty.
  world.host.files.clear();
  await session.saveElsewhere();
  expect(state().save.kind).toBe('clean');
  expect(xOnDisk()).toBe(11);
  expect(world.host.tracks().tracks).toHaveLength(1);
});
