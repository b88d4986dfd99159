import { beforeEach, describe, expect, test } from 'vitest';
import { add } from '#shared/geometry/vec3.ts';
import type { CuboidId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { Scrub } from './scrub.ts';

let world: World;
let session: EditorSession;
let ids: readonly CuboidId[];

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  ids = [addCuboid(session, boxAt(10)), addCuboid(session, boxAt(20))];
});

function move(scrub: Scrub | undefined, metres: number): void {
  scrub?.preview(({ centre }) => ({ centre: add(centre, [metres, 0, 0]) }));
}

function xs(): number[] {
  return ids.map((id) => session.document.get(id)!.cuboid.centre[0]);
}

describe('dragging a number of several cuboids', () => {
  test('GES-1, GES-2: each goes as far from where it was, in one entry', async () => {
    const before = session.document.history.entries.length;
    const scrub = session.tools.scrub(ids);
    move(scrub, 3);
    move(scrub, 0.25);
    expect(xs()).toEqual([10.25, 20.25]);
    scrub?.commit();
    expect(session.document.history.entries).toHaveLength(before + 1);
    await session.undo();
    expect(xs()).toEqual([10, 20]);
  });

  test.each<[string, (of: EditorSession) => unknown]>([
    ['Escape', (of) => of.commands.run('edit.cancel')],
    ['another frame', (of) => of.goToFrame(frameIdAt(1))],
    ['a command', (of) => of.commands.run('cuboid.duplicate')],
    ['another tool', (of) => of.setTool('draw')],
  ])('GES-3, GES-6: %s ends it without a trace', async (_, interrupt) => {
    const scrub = session.tools.scrub(ids);
    move(scrub, 3);
    await interrupt(session);
    move(scrub, 4);
    scrub?.commit();
    expect(xs()).toEqual([10, 20]);
  });

  test('locked cuboids are not dragged', () => {
    session.select(ids);
    session.commands.run('cuboid.lock');
    expect(session.tools.scrub(ids)).toBeUndefined();
    expect(session.state.getState().prompt?.kind).toBe('locked');
  });
});

describe('attributes', () => {
  test('are set for several in one entry, and leave alone who set the shape', async () => {
    const before = session.document.get(ids[0]!)!.provenance;
    world.environment.time += 1000;
    session.setAttributes(ids, (attributes) => ({ ...attributes, occlusion: 1 }));
    const [first, second] = ids.map((id) => session.document.get(id)!);
    expect([first!.attributes, second!.attributes]).toEqual([{ occlusion: 1 }, { occlusion: 1 }]);
    expect(first!.provenance).toEqual({ ...before, changedAt: '1700000001000000000' });
    await session.undo();
    expect(ids.map((id) => session.document.get(id)!.attributes)).toEqual([{}, {}]);
  });

  test('that say the same already make no entry', () => {
    const before = session.document.history.entries.length;
    session.setAttributes(ids, (attributes) => attributes);
    expect(session.document.history.entries).toHaveLength(before);
  });
});
