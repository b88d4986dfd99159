import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addCuboid } from '../../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../../testing/openSession.ts';
import { deferred, settled } from '../../testing/settled.ts';
import { boxAt } from '../../testing/someRecords.ts';
import type { EditorSession } from '../editorSession.ts';

let world: World;
let session: EditorSession;

beforeEach(async () => {
  vi.useFakeTimers();
  world = createWorld();
  session = await openSession(world);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Drawing one and giving it exact values are two edits. */
const EDITS = 2;

const state = () => session.state.getState().journal;
const journalled = () => world.host.journal.filter(({ type }) => type === 'edit').length;

describe('JOU: commits on their way to the journal', () => {
  test('JOU-6: an edit is sent at once, and counted until a power cut cannot take it', async () => {
    const received = deferred<void>();
    const durable = deferred<void>();
    world.host.gate = (method) => {
      if (method === 'journal.append') return received.promise;
      return method === 'journal.sync' ? durable.promise : Promise.resolve();
    };
    addCuboid(session, boxAt(10));
    await settled();
    expect(state()).toMatchObject({ unsent: EDITS, unsynced: 0 });
    received.resolve();
    await settled();
    expect([state(), journalled()]).toEqual([expect.objectContaining({ unsent: 0, unsynced: EDITS }), EDITS]);
    durable.resolve();
    await settled();
    expect(state()).toMatchObject({ unsent: 0, unsynced: 0 });
  });

  test('JOU-7: what was not answered is sent again, until it is', async () => {
    world.host.failure = (method) => (method.startsWith('journal.') ? 'unreachable' : undefined);
    addCuboid(session, boxAt(10));
    await settled();
    expect(state()).toMatchObject({ unsent: EDITS, failure: { code: 'unreachable' } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(journalled()).toBe(0);
    world.host.failure = undefined;
    await vi.advanceTimersByTimeAsync(5000);
    expect(journalled()).toBe(EDITS);
    expect(state()).toMatchObject({ unsent: 0, unsynced: 0, failure: undefined });
  });

  test('JOU-7: of a host that failed before its sync nothing is sure: all is sent again', async () => {
    world.host.failure = (method) => (method === 'journal.sync' ? 'unreachable' : undefined);
    addCuboid(session, boxAt(10));
    await settled();
    expect(state()).toMatchObject({ unsent: EDITS, unsynced: 0 });
    world.host.failure = undefined;
    await vi.advanceTimersByTimeAsync(5000);
    const ids = world.host.journal.flatMap((line) => (line.type === 'edit' ? [line.entry.id] : []));
    expect(ids).toHaveLength(2 * EDITS);
    expect(new Set(ids).size).toBe(EDITS);
  });

  test('JOU-7: a host that never answers is asked again, at the latest when another one is there', async () => {
    world.host.gate = (method) => (method === 'journal.append' ? new Promise(() => {}) : Promise.resolve());
    addCuboid(session, boxAt(10));
    await settled();
    world.host.gate = undefined;
    expect(journalled()).toBe(0);
    await vi.advanceTimersByTimeAsync(31_000);
    expect([journalled(), state().unsent]).toEqual([EDITS, 0]);
  });

  test('JOU-7: an edit that the host refuses for ever keeps no other from the journal', async () => {
    addCuboid(session, boxAt(10));
    await settled();
    const known = journalled();
    let sent = 0;
    world.host.failure = (method) =>
      method === 'journal.append' && ++sent < 3 ? 'invalid-request' : undefined;
    const id = addCuboid(session, boxAt(20));
    session.editCuboids([id], () => ({ centre: [21, 0, 0.8] }));
    await vi.advanceTimersByTimeAsync(10_000);
    // Together they were refused, then the first by itself; the others are in.
    expect(sent).toBeGreaterThan(2);
    expect(journalled()).toBeGreaterThan(known);
    addCuboid(session, boxAt(30));
    await settled();
    expect(state()).toMatchObject({ unsent: 0, unsynced: 0, failure: undefined });
  });

  test('JOU-8: files are written after the journal, and without it where it fails', async () => {
    const durable = deferred<void>();
    world.host.gate = (method) => (method === 'journal.sync' ? durable.promise : Promise.resolve());
    addCuboid(session, boxAt(10));
    await vi.advanceTimersByTimeAsync(500);
    expect(world.host.files.size).toBe(0);
    durable.resolve();
    await settled();
    expect(world.host.files.size).toBe(2);
    world.host.failure = (method) => (method.startsWith('journal.') ? 'disk-full' : undefined);
    addCuboid(session, boxAt(20));
    await vi.advanceTimersByTimeAsync(500);
    expect(session.state.getState().save.kind).toBe('clean');
  });

  test('nothing is left running', async () => {
    addCuboid(session, boxAt(10));
    await session.dispose();
    expect(journalled()).toBe(EDITS);
    expect(vi.getTimerCount()).toBe(0);
  });
});
