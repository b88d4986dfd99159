import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CuboidId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';
import type { SaveState } from './editorState.ts';

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

function xOnDisk(): number | undefined {
  return world.host.sidecar(FRAME).objects[0]?.cuboid.centre[0];
}

function saveState(): SaveState {
  return session.state.getState().save;
}

describe('saving by itself', () => {
  test('happens shortly after the last edit, once', async () => {
    moveTo(11);
    await vi.advanceTimersByTimeAsync(149);
    expect(saveState()).toEqual({ kind: 'pending', since: world.environment.time, frames: 1 });
    moveTo(12);
    await vi.advanceTimersByTimeAsync(149);
    expect(world.host.files.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(xOnDisk()).toBe(12);
    expect(saveState()).toEqual({ kind: 'clean', savedAt: 2 });
    expect(world.host.calls.filter((call) => call.startsWith('labels.save'))).toHaveLength(1);
  });

  test('happens at the latest a second after the first edit, however long the edits go on', async () => {
    for (let i = 1; i <= 11; i++) {
      moveTo(10 + i / 100);
      world.environment.time += 100;
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(xOnDisk()).toBeGreaterThan(10);
  });

  test('happens when the frame changes', async () => {
    await session.stepFrame(1);
    await settled();
    expect(xOnDisk()).toBe(10);
  });

  test('an edit made while its file is being written is written next', async () => {
    const gate = deferred<void>();
    world.host.gate = (method) => (method === 'labels.save' ? gate.promise : Promise.resolve());
    const saved = session.saveNow();
    await settled();
    moveTo(15);
    world.host.gate = undefined;
    gate.resolve();
    await saved;
    expect(xOnDisk()).toBe(10);
    expect(saveState().kind).toBe('pending');
    await vi.advanceTimersByTimeAsync(400);
    expect(xOnDisk()).toBe(15);
    expect(saveState().kind).toBe('clean');
  });

  test('looking writes nothing', async () => {
    const other = createWorld();
    const looking = await openSession(other);
    await looking.stepFrame(2);
    await looking.dispose();
    expect(other.host.files.size).toBe(0);
  });

  test('waits for no point count for ever', async () => {
    world.queries.countPoints = () => new Promise(() => undefined);
    const saved = session.saveNow();
    await vi.advanceTimersByTimeAsync(3000);
    await saved;
    expect(world.host.sidecar(FRAME).objects[0]?.points).toBeNull();
  });
});

describe('a save that fails', () => {
  test('is told, tried again later and later, and loses nothing', async () => {
    world.host.failure = (method) => (method === 'labels.save' ? 'disk-full' : undefined);
    await session.saveNow();
    expect(saveState()).toMatchObject({ kind: 'failed', failure: { code: 'disk-full' } });
    const tries = (): number => world.host.calls.filter((call) => call.startsWith('labels.save')).length;
    expect(tries()).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(tries()).toBe(2);
    await vi.advanceTimersByTimeAsync(1999);
    expect(tries()).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(tries()).toBe(3);
    world.host.failure = undefined;
    await session.saveNow();
    expect(xOnDisk()).toBe(10);
    expect(saveState().kind).toBe('clean');
  });

  test('of the tracks keeps the sidecars back', async () => {
    world.host.failure = (method) => (method === 'tracks.save' ? 'denied' : undefined);
    await session.saveNow();
    expect(saveState().kind).toBe('failed');
    expect(world.host.files.size).toBe(0);
  });

  test('of one frame does not keep another back', async () => {
    await session.goToFrame(frameIdAt(3));
    await session.saveNow();
    addCuboid(session, boxAt(20));
    moveTo(11);
    world.host.failure = (_, frameId) => (frameId === FRAME ? 'too-large' : undefined);
    await session.saveNow();
    expect(world.host.sidecar(frameIdAt(3)).objects).toHaveLength(1);
    expect(saveState().kind).toBe('failed');
  });
});

describe('read-only', () => {
  test.each(['not json', '{"format":"boxwright-labels","version":99}', ''])(
    'labels %j refuse every edit',
    async (text) => {
      world.host.files.set(FRAME, text);
      const broken = await openSession(world);
      const { readOnly } = broken.state.getState();
      expect(readOnly?.code).toMatch(/^labels\./);
      broken.setTool('draw');
      broken.commands.run('cuboid.moveUp');
      broken.commands.run('edit.undo');
      expect(broken.state.getState()).toMatchObject({
        tool: 'select',
        prompt: { kind: 'read-only', problem: readOnly },
      });
      expect(broken.document.cuboidsIn(FRAME)).toEqual([]);
      await broken.dispose();
      expect(world.host.files.get(FRAME)).toBe(text);
    },
  );

  test('labels that cannot be had now are read-only, and asked for again at the next visit', async () => {
    await session.saveNow();
    world.host.failure = (method, frameId) =>
      method === 'labels.load' && frameId === FRAME ? 'denied' : undefined;
    const other = await openSession(world);
    expect(other.state.getState().readOnly?.code).toBe('file.unreadable');
    expect(other.document.cuboidsIn(FRAME)).toEqual([]);
    world.host.failure = undefined;
    await other.stepFrame(1);
    expect(other.state.getState().readOnly).toBeUndefined();
    await other.stepFrame(-1);
    expect(other.document.cuboidsIn(FRAME)).toHaveLength(1);
  });

  test('a read-only folder refuses in every frame', async () => {
    const problem = { code: 'save.denied', severity: 'error' } as const;
    const other = await openSession(createWorld(), { readOnly: problem });
    await other.stepFrame(1);
    other.setTool('draw');
    expect(other.state.getState()).toMatchObject({ tool: 'select', readOnly: problem });
  });
});
