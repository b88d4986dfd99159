import { beforeEach, describe, expect, test } from 'vitest';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import { settled } from '../testing/settled.ts';
import { countSet } from './countSet.ts';
import type { EditorSession } from './editorSession.ts';

let session: EditorSession;
let count: number;

beforeEach(async () => {
  session = await openSession(createWorld());
  count = 0;
  session.document.subscribe((change) => (count += countSet(change)));
});

describe('cuboids set by a person', () => {
  test('a drawn one counts once, however often it is moved', () => {
    addCuboid(session, boxAt(10));
    session.commands.run('cuboid.moveLeft');
    session.commands.run('cuboid.moveLeft');
    expect(count).toBe(1);
  });

  test('undoing it takes it back, redoing it counts it again', async () => {
    addCuboid(session, boxAt(10));
    await session.undo();
    expect(count).toBe(1);
    await session.undo();
    expect(count).toBe(0);
    await session.redo();
    expect(count).toBe(1);
  });

  test('deleting takes nothing back, nor does undoing that count twice', async () => {
    const id = addCuboid(session, boxAt(10));
    session.deleteCuboids([id]);
    expect(count).toBe(1);
    await session.undo();
    await session.redo();
    expect(count).toBe(1);
  });

  test('one that was carried over counts when it is first touched', async () => {
    addCuboid(session, boxAt(10));
    await session.goToFrame(frameIdAt(1));
    session.commands.run('frame.copyFromPrevious');
    await settled();
    expect(count).toBe(1);
    const [carried] = session.document.cuboidsIn(frameIdAt(1));
    session.editCuboids([carried!.id], () => ({ centre: [11, 0, 1] }));
    session.editCuboids([carried!.id], () => ({ centre: [12, 0, 1] }));
    expect(count).toBe(2);
    await session.undo();
    await session.undo();
    expect(count).toBe(1);
  });

  test('a preview counts nothing', () => {
    const id = addCuboid(session, boxAt(10));
    const scrub = session.tools.scrub([id]);
    scrub?.preview(() => ({ centre: [3, 0, 1] }));
    scrub?.cancel();
    expect(count).toBe(1);
  });
});
