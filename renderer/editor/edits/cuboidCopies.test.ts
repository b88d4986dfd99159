import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandId } from '../commands/commandTable.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackRecord } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';

const [FIRST, SECOND, THIRD] = [frameIdAt(0), frameIdAt(1), frameIdAt(2)];

let world: World;
let session: EditorSession;
let id: CuboidId;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  id = addCuboid(session, boxAt(10));
});

async function run(command: CommandId): Promise<void> {
  session.commands.run(command);
  await settled();
}

function entries(): number {
  return session.document.history.entries.length;
}

function selected(): readonly CuboidRecord[] {
  return session.state
    .getState()
    .selection.map((selectedId) => session.document.get(selectedId))
    .filter((record) => record !== undefined);
}

function trackOf(record: CuboidRecord | undefined): TrackRecord | undefined {
  return record && session.document.get(record.trackId);
}

/** All labels of the frames that are loaded. */
function labels(): unknown {
  const { document } = session;
  const frames = document.loadedFrames().toSorted();
  return [frames.map((frameId) => document.cuboidsIn(frameId)), document.tracks()];
}

function tracksIn(frameId: FrameId): readonly number[] {
  const numbers = session.document.cuboidsIn(frameId).map((record) => trackOf(record)?.number ?? 0);
  return numbers.toSorted((a, b) => a - b);
}

describe('duplicating', () => {
  test('makes another object of the same class and size beside the first, selected, in one entry', async () => {
    await session.setClass([id], 'pedestrian');
    const before = entries();
    await run('cuboid.duplicate');
    const [copy, ...others] = selected();
    expect(others).toEqual([]);
    expect(copy).toMatchObject({ cuboid: { centre: [10, -2, 0.8], size: [4, 2, 1.6] }, status: 'draft' });
    expect(copy?.provenance).toMatchObject({ source: 'manual', keyframe: true, author: 'Ada' });
    expect(trackOf(copy)).toMatchObject({ number: 2, class: 'pedestrian' });
    expect(session.document.get(id)?.cuboid).toEqual(boxAt(10));
    expect(entries()).toBe(before + 1);
  });

  test('again goes on to the right', async () => {
    await run('cuboid.duplicate');
    session.select([id]);
    await run('cuboid.duplicate');
    expect(selected()[0]?.cuboid.centre).toEqual([10, -4, 0.8]);
  });

  test('takes all that are selected', async () => {
    session.select([id, addCuboid(session, boxAt(30))]);
    const before = entries();
    await run('cuboid.duplicate');
    expect(selected().map(({ cuboid }) => cuboid.centre[0])).toEqual([10, 30]);
    expect([tracksIn(FIRST), entries()]).toEqual([[1, 2, 3, 4], before + 1]);
  });

  test('is saved like any other object', async () => {
    await run('cuboid.duplicate');
    await session.saveNow();
    expect(world.host.sidecar(FIRST).objects).toHaveLength(2);
    expect(world.host.tracks().tracks.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('does nothing in a frame that is read-only, and says why', async () => {
    const problem = { code: 'save.denied', severity: 'error' } as const;
    const before = labels();
    session.state.setState({ readOnly: problem });
    await run('cuboid.duplicate');
    expect(labels()).toEqual(before);
    expect(session.state.getState().prompt).toEqual({ kind: 'read-only', problem });
  });
});

describe('copy and paste', () => {
  test('into a frame that lacks the object: the same object, where it was', async () => {
    await run('edit.copy');
    expect(session.state.getState().prompt).toEqual({ kind: 'copied', count: 1 });
    await session.goToFrame(THIRD);
    await run('edit.paste');
    const [pasted] = selected();
    expect(pasted).toMatchObject({ frameId: THIRD, cuboid: boxAt(10), status: 'draft' });
    expect(pasted?.provenance).toMatchObject({ source: 'propagated', keyframe: false });
    expect(trackOf(pasted)?.number).toBe(1);
  });

  test('where the object is already: another one like it, beside it (DOC-4)', async () => {
    await run('edit.copy');
    await run('edit.paste');
    expect(selected()[0]?.cuboid.centre).toEqual([10, -2, 0.8]);
    await run('edit.paste');
    expect(selected()[0]?.cuboid.centre).toEqual([10, -4, 0.8]);
    expect(tracksIn(FIRST)).toEqual([1, 2, 3]);
  });

  test('what was deleted since comes back as a new object in its place', async () => {
    await run('edit.copy');
    session.deleteCuboids([id]);
    await run('edit.paste');
    expect(selected()).toMatchObject([{ cuboid: boxAt(10) }]);
  });

  test('what is pasted is what was copied, whatever became of it', async () => {
    await run('edit.copy');
    session.editCuboids([id], () => ({ centre: [50, 0, 0.8] }));
    await session.goToFrame(SECOND);
    await run('edit.paste');
    expect(selected()[0]?.cuboid.centre).toEqual([10, 0, 0.8]);
  });

  test('nothing can be pasted before something was copied', () => {
    expect(session.commands.isEnabled('edit.paste')).toBe(false);
    session.select([]);
    expect(session.commands.isEnabled('edit.copy')).toBe(false);
  });
});

describe('copying from the previous frame', () => {
  test('puts what is missing where it was, marked as carried over, in one entry', async () => {
    const other = addCuboid(session, boxAt(30));
    await session.goToFrame(SECOND);
    const before = entries();
    await run('frame.copyFromPrevious');
    expect(tracksIn(SECOND)).toEqual([1, 2]);
    const byDistance = selected().toSorted((a, b) => a.cuboid.centre[0] - b.cuboid.centre[0]);
    expect(byDistance.map(({ cuboid }) => cuboid)).toEqual(
      [boxAt(10), boxAt(30)].map((box) => expect.objectContaining(box)),
    );
    for (const { provenance, status } of selected()) {
      expect([provenance.source, provenance.keyframe, status]).toEqual(['propagated', false, 'draft']);
    }
    expect(session.state.getState().prompt).toEqual({ kind: 'taken', count: 2 });
    expect(entries()).toBe(before + 1);
    expect(session.document.get(other)?.frameId).toBe(FIRST);
  });

  test('leaves alone what is here already, and says when nothing is missing', async () => {
    await session.goToFrame(SECOND);
    await run('frame.copyFromPrevious');
    const [here] = selected();
    session.editCuboids([here!.id], () => ({ centre: [12, 0, 0.8] }));
    const before = entries();
    await run('frame.copyFromPrevious');
    expect(session.document.get(here!.id)?.cuboid.centre).toEqual([12, 0, 0.8]);
    expect(session.state.getState().prompt).toEqual({ kind: 'taken', count: 0 });
    expect([selected().map((record) => record.id), entries()]).toEqual([[here!.id], before]);
  });

  test('loads the labels of that frame where they are not in memory', async () => {
    await session.saveNow();
    await session.dispose();
    // Fails while it is only fetched ahead.
    world.host.failure = (method, frameId) =>
      method === 'labels.load' && frameId === FIRST ? 'internal' : undefined;
    session = await openSession(world, { startFrame: SECOND });
    await settled();
    world.host.failure = undefined;
    expect(session.document.isLoaded(FIRST)).toBe(false);
    await run('frame.copyFromPrevious');
    expect(tracksIn(SECOND)).toEqual([1]);
  });

  test('says why those labels cannot be had, and changes nothing', async () => {
    await session.saveNow();
    await session.dispose();
    world.host.failure = (method, frameId) =>
      method === 'labels.load' && frameId === FIRST ? 'internal' : undefined;
    session = await openSession(world, { startFrame: SECOND });
    await settled();
    await run('frame.copyFromPrevious');
    expect(session.state.getState().prompt).toMatchObject({ kind: 'not-taken', problem: { path: FIRST } });
    expect(tracksIn(SECOND)).toEqual([]);
  });

  test('a frame that came meanwhile is left alone', async () => {
    await session.saveNow();
    await session.dispose();
    const gate = deferred<void>();
    world.host.gate = (method, frameId) =>
      method === 'labels.load' && frameId === FIRST ? gate.promise : Promise.resolve();
    session = await openSession(world, { startFrame: SECOND });
    await run('frame.copyFromPrevious');
    await session.goToFrame(THIRD);
    gate.resolve();
    await settled();
    expect([tracksIn(SECOND), tracksIn(THIRD)]).toEqual([[], []]);
  });

  test('there is none before the first', () => {
    expect(session.commands.isEnabled('frame.copyFromPrevious')).toBe(false);
  });
});

test('what was just made is shown, even while others are isolated', async () => {
  session.commands.run('view.isolate');
  await run('cuboid.duplicate');
  const { trackView } = session.state.getState();
  expect(trackView.isolated?.has(selected()[0]!.trackId)).toBe(true);
});

test('HIS-1: undo of each of them restores what was there, redo what they made', async () => {
  type Act = 'cuboid.duplicate' | 'edit.paste' | 'frame.copyFromPrevious';
  const acts = fc.constantFrom<Act>('cuboid.duplicate', 'edit.paste', 'frame.copyFromPrevious');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(acts, fc.nat(5)), { maxLength: 6 }), async (steps) => {
      session = await openSession(createWorld());
      session.select([addCuboid(session, boxAt(10)), addCuboid(session, boxAt(20))]);
      await run('edit.copy');
      await run('cuboid.duplicate');
      for (const [act, frame] of steps) {
        await session.goToFrame(frameIdAt(frame));
        // Frames beside it are loaded ahead.
        await settled();
        const [before, count] = [labels(), entries()];
        await run(act);
        const after = labels();
        // Nothing to copy, nothing to undo.
        const made = entries() - count;
        expect(made).toBeLessThanOrEqual(1);
        if (made === 1) await session.undo();
        expect(labels()).toEqual(before);
        if (made === 1) await session.redo();
        expect(labels()).toEqual(after);
      }
      await session.dispose();
    }),
    { numRuns: 20 },
  );
});
