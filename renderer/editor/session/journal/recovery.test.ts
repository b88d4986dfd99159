import { beforeEach, describe, expect, test } from 'vitest';
import type { CuboidId } from '../../document/records.ts';
import { addCuboid } from '../../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../../testing/openSession.ts';
import { settled } from '../../testing/settled.ts';
import { frameIdAt } from '../../testing/smallDataset.ts';
import { boxAt } from '../../testing/someRecords.ts';
import type { EditorSession } from '../editorSession.ts';

const FRAME = frameIdAt(0);
const OTHER = frameIdAt(1);

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

/** The program ends with what the host has by now: nothing more is written. */
async function killed(meanwhile = () => {}): Promise<EditorSession> {
  const { journal, files } = world.host;
  const left = [...journal];
  const written = new Map(files);
  await session.dispose();
  journal.splice(0, Infinity, ...left);
  files.clear();
  for (const [path, text] of written) files.set(path, text);
  meanwhile();
  session = await openSession(world);
  return session;
}

function centres(): readonly number[] {
  return session.document.cuboidsIn(FRAME).map(({ cuboid }) => cuboid.centre[0]);
}

function moveTo(id: CuboidId, x: number): void {
  session.editCuboids([id], () => ({ centre: [x, 0, 0.8] }));
}

describe('JOU: what the journal gives back', () => {
  test('JOU-1: edits that are in no file yet', async () => {
    const id = addCuboid(session, boxAt(10));
    moveTo(id, 12);
    await settled();
    expect(world.host.files.size).toBe(0);
    await killed();
    expect(centres()).toEqual([12]);
    const { recovered } = session.state.getState();
    expect(recovered).toMatchObject({ edits: 3, frames: [FRAME], since: world.environment.time });
    await session.saveNow();
    expect(world.host.sidecar(FRAME).objects).toHaveLength(1);
    expect(world.host.tracks().tracks).toHaveLength(1);
    await killed();
    expect(session.state.getState().recovered).toBeUndefined();
  });

  test('JOU-2: a file that was written and not noted is found out by what is in it', async () => {
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    moveTo(id, 12);
    await session.saveNow();
    moveTo(id, 14);
    await settled();
    const saved = world.host.journal.filter(({ type }) => type !== 'saved');
    world.host.journal.splice(0, Infinity, ...saved);
    await killed();
    expect(centres()).toEqual([14]);
    expect(session.state.getState().recovered).toMatchObject({ edits: 4, ids: [id] });
  });

  test('JOU-2: a file that holds everything gives nothing to recover', async () => {
    addCuboid(session, boxAt(10));
    await session.saveNow();
    const saved = world.host.journal.filter(({ type }) => type !== 'saved');
    world.host.journal.splice(0, Infinity, ...saved);
    await killed();
    expect(session.state.getState().recovered).toBeUndefined();
    expect(centres()).toEqual([10]);
  });

  test('JOU-3: an edit of two frames of which one was written', async () => {
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    await session.goToFrame(OTHER);
    addCuboid(session, boxAt(20));
    await settled();
    world.host.failure = (method, frameId) =>
      method === 'labels.save' && frameId === OTHER ? 'disk-full' : undefined;
    await session.setClass([session.document.cuboidsIn(OTHER)[0]!.id], 'pedestrian');
    await session.saveNow();
    await killed();
    world.host.failure = undefined;
    await session.saveNow();
    expect(session.document.get(id)).toBeDefined();
    expect(world.host.sidecar(OTHER).objects[0]).toMatchObject({ class: 'pedestrian' });
  });

  test('JOU-3: an object whose deletion had reached tracks.json and not its frame', async () => {
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    world.host.failure = (method) => (method === 'labels.save' ? 'disk-full' : undefined);
    session.deleteCuboids([id]);
    await session.saveNow();
    expect(world.host.tracks().tracks).toEqual([]);
    await killed();
    expect(centres()).toEqual([]);
    expect(session.document.tracks()).toEqual([]);
  });

  test('JOU-4: a damaged label file is not written; its edits wait in the journal', async () => {
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    moveTo(id, 12);
    await settled();
    world.host.files.set(FRAME, 'not json');
    await killed();
    expect(session.state.getState().labelProblems).toContainEqual(
      expect.objectContaining({ code: 'journal.waiting', path: FRAME }),
    );
    await session.saveNow();
    expect(world.host.files.get(FRAME)).toBe('not json');
    await killed();
    expect(session.state.getState().labelProblems).toContainEqual(
      expect.objectContaining({ code: 'journal.waiting', path: FRAME }),
    );
  });

  test('JOU-9: a file that somebody else has changed since is merged; what both changed waits for a person', async () => {
    const id = addCuboid(session, boxAt(10));
    const other = addCuboid(session, boxAt(20));
    await session.saveNow();
    moveTo(id, 12);
    moveTo(other, 22);
    await settled();
    const theirs = (world.host.files.get(FRAME) ?? '').replace('[20, 0, 0.8]', '[26, 0, 0.8]');
    await killed(() => world.host.files.set(FRAME, theirs));
    expect(new Set(centres())).toEqual(new Set([12, 22]));
    const [conflict, ...more] = session.state.getState().conflicts;
    expect([conflict?.theirs, more]).toMatchObject([{ id: other, cuboid: { centre: [26, 0, 0.8] } }, []]);
    await session.saveNow();
    const inFile = () => world.host.sidecar(FRAME).objects.map(({ cuboid }) => cuboid.centre[0]);
    expect(new Set(inFile())).toEqual(new Set([12, 26]));

    await killed();
    expect(session.state.getState().conflicts).toHaveLength(1);
    await session.outsideChanges.choose(session.state.getState().conflicts[0]!, 'ours');
    await session.saveNow();
    expect(new Set(inFile())).toEqual(new Set([12, 22]));
    await killed();
    expect(session.state.getState().conflicts).toEqual([]);
  });

  test('JOU-5: an edit whose track is lost is named, and keeps no other away', async () => {
    addCuboid(session, boxAt(10));
    addCuboid(session, boxAt(20));
    await settled();
    const [first] = world.host.journal;
    if (first?.type !== 'edit') throw new Error('the first line is an edit');
    first.entry.changes = first.entry.changes.filter(({ after }) => after?.type !== 'track');
    await killed();
    expect(centres()).toEqual([20]);
    expect(session.state.getState().labelProblems).toContainEqual(
      expect.objectContaining({ code: 'journal.notApplied', path: FRAME }),
    );
  });
});

describe('what a person is told', () => {
  test('where it is, and a way to take it back, until something else is edited', async () => {
    await session.goToFrame(OTHER);
    const id = addCuboid(session, boxAt(10));
    await settled();
    await killed();
    await session.recovered.show();
    expect(session.state.getState()).toMatchObject({
      frameId: OTHER,
      selection: [id],
      recovered: { steps: 2 },
    });
    await session.recovered.discard();
    expect(session.document.get(id)).toBeUndefined();
    expect(session.state.getState()).toMatchObject({ recovered: undefined, canRedo: true });
  });

  test('what is edited since is not taken back with it', async () => {
    const id = addCuboid(session, boxAt(10));
    await settled();
    await killed();
    addCuboid(session, boxAt(20));
    expect(session.state.getState().recovered).toMatchObject({ steps: 0 });
    await session.recovered.discard();
    expect(session.document.get(id)).toBeDefined();
  });
});

describe('HIS-9: yesterday’s history', () => {
  test('undo and redo go on where they stood', async () => {
    const id = addCuboid(session, boxAt(10));
    moveTo(id, 12);
    moveTo(id, 14);
    await session.undo();
    await session.saveNow();
    await killed();
    expect(centres()).toEqual([12]);
    await session.redo();
    expect(centres()).toEqual([14]);
    await session.undo();
    await session.undo();
    expect(centres()).toEqual([10]);
    await session.undo();
    await session.undo();
    expect(centres()).toEqual([]);
    expect(session.state.getState()).toMatchObject({ canUndo: false, canRedo: true });
    await session.saveNow();
    await killed();
    await session.redo();
    await session.redo();
    expect(centres()).toEqual([10]);
  });

  test('HIS-7: a burst is one step, also after a restart within it', async () => {
    const id = addCuboid(session, boxAt(10));
    session.select([id]);
    session.commands.run('cuboid.turnLeft');
    session.commands.run('cuboid.turnLeft');
    await settled();
    await killed();
    expect(session.document.history.entries.map(({ label }) => label)).toEqual(['create', 'edit', 'rotate']);
    await session.undo();
    expect(session.document.get(id)?.cuboid.rotation).toEqual([0, 0, 0, 1]);
  });

  test('HIS-5: what somebody else has changed since cannot be taken back', async () => {
    addCuboid(session, boxAt(10));
    await session.saveNow();
    world.host.files.set(FRAME, (world.host.files.get(FRAME) ?? '').replace('"draft"', '"confirmed"'));
    await killed();
    await session.undo();
    expect(session.state.getState().prompt).toMatchObject({ kind: 'undo-refused' });
    expect(centres()).toEqual([10]);
  });
});
