import { beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '#shared/problems/problem.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
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

async function run(command: 'frame.done' | 'frame.notDone' | 'frame.nextNotDone'): Promise<boolean> {
  const hasRun = session.commands.run(command);
  await settled();
  return hasRun;
}

function doneFrames(of: EditorSession = session): number[] {
  const { frames } = of.state.getState();
  return [0, 1, 2, 3, 4, 5].filter((index) => frames.get(frameIdAt(index))?.isDone === true);
}

function shown(): string | undefined {
  return session.state.getState().frameId;
}

describe('done, next', () => {
  test('marks the frame, saves it, and goes on; another window sees it', async () => {
    addCuboid(session, boxAt(10));
    await run('frame.done');
    expect([shown(), doneFrames()]).toEqual([frameIdAt(1), [0]]);
    expect(world.host.sidecar(FRAME).frame.done).toEqual({
      author: 'Ada',
      markedAt: '1700000000000000000',
    });
    expect(session.state.getState().save.kind).toBe('clean');
    expect(doneFrames(await openSession(world))).toEqual([0]);
  });

  test('a frame without objects can be done', async () => {
    await run('frame.done');
    expect(world.host.sidecar(FRAME).objects).toEqual([]);
    expect(doneFrames(await openSession(world))).toEqual([0]);
  });

  test('a second press does not mark a frame that is not on screen yet', async () => {
    const gate = deferred<void>();
    world.content.gate = () => gate.promise;
    await run('frame.done');
    expect(await run('frame.done')).toBe(false);
    gate.resolve();
    await settled();
    expect([shown(), doneFrames()]).toEqual([frameIdAt(1), [0]]);
  });

  test('one that is done already is left as it is', async () => {
    await run('frame.done');
    const bytes = world.host.files.get(FRAME);
    world.environment.time += 60_000;
    await session.goToFrame(FRAME);
    await run('frame.done');
    expect([shown(), world.host.files.get(FRAME)]).toEqual([frameIdAt(1), bytes]);
    expect(session.document.history.entries).toHaveLength(1);
  });

  test('the last frame stays, and says what is left', async () => {
    await session.goToFrame(frameIdAt(5));
    await run('frame.done');
    expect(shown()).toBe(frameIdAt(5));
    expect(session.state.getState().prompt).toEqual({ kind: 'last-done', left: 5 });
  });

  test('a drag that is under way ends without a trace', async () => {
    const id = addCuboid(session, boxAt(10));
    const before = session.document.get(id);
    session.tools.scrub([id])?.preview(() => ({ centre: [50, 0, 0] }));
    await run('frame.done');
    expect(session.document.get(id)).toEqual(before);
  });

  test('a read-only frame is not marked', async () => {
    const readOnly: Problem = { code: 'save.denied', severity: 'warning', path: '/' };
    session = await openSession(world, { readOnly });
    await run('frame.done');
    expect([shown(), doneFrames()]).toEqual([FRAME, []]);
    expect(session.state.getState().prompt?.kind).toBe('read-only');
  });
});

describe('DOC-9', () => {
  test('an edit leaves the mark; undo takes back the edit, then the mark, in the frame where it was made', async () => {
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    const unmarked = world.host.files.get(FRAME);
    await run('frame.done');
    await session.goToFrame(FRAME);
    session.editCuboids([id], () => ({ centre: [11, 0, 1] }));
    expect(doneFrames()).toEqual([0]);
    await session.undo();
    expect(doneFrames()).toEqual([0]);
    await session.goToFrame(frameIdAt(3));
    await session.undo();
    expect([shown(), doneFrames()]).toEqual([FRAME, []]);
    await session.saveNow();
    expect(world.host.files.get(FRAME)).toBe(unmarked);
    await session.redo();
    expect(doneFrames()).toEqual([0]);
  });

  test('the mark can be taken away', async () => {
    expect(await run('frame.notDone')).toBe(false);
    await run('frame.done');
    await session.goToFrame(FRAME);
    await run('frame.notDone');
    await session.saveNow();
    expect(world.host.sidecar(FRAME).frame).not.toHaveProperty('done');
  });
});

test('the next frame that is not done is found after this one, then from the start', async () => {
  for (const index of [2, 3, 5]) {
    await session.goToFrame(frameIdAt(index));
    await run('frame.done');
  }
  await session.goToFrame(frameIdAt(1));
  await run('frame.nextNotDone');
  expect(shown()).toBe(frameIdAt(4));
  await run('frame.nextNotDone');
  expect(shown()).toBe(FRAME);
});
