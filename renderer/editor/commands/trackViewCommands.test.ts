import { beforeEach, describe, expect, test } from 'vitest';
import type { CuboidId, TrackId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { isShown, withHidden } from '../session/trackView.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { CommandId } from './commandTable.ts';

let world: World;
let session: EditorSession;
let near: CuboidId;
let far: CuboidId;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  near = addCuboid(session, boxAt(5));
  far = addCuboid(session, boxAt(12));
  session.select([near]);
});

function trackOf(id: CuboidId): TrackId {
  const record = session.document.get(id);
  if (record === undefined) throw new Error(`there is no cuboid ${id}`);
  return record.trackId;
}

function shown(): readonly CuboidId[] {
  const { trackView } = session.state.getState();
  return [near, far].filter((id) => isShown(trackView, trackOf(id)));
}

function selection(): readonly CuboidId[] {
  return session.state.getState().selection;
}

function promptKind(): string | undefined {
  return session.state.getState().prompt?.kind;
}

/** A click from above on the middle of the box that stands at `x`. */
function clickAt(x: number): void {
  const position = pixelOf(topView, [x, 0, 0]);
  session.tools.pointerDown(pointer(topView, position));
  session.tools.pointerUp(pointer(topView, position));
}

function dragAt(x: number): void {
  const [u, v] = pixelOf(topView, [x, 0, 0]);
  session.tools.pointerDown(pointer(topView, [u, v]));
  session.tools.pointerMove(pointer(topView, [u + 40, v]));
  session.tools.pointerUp(pointer(topView, [u + 40, v]));
}

describe('hiding', () => {
  test('takes the selection out of the view and out of the selection, and is no edit', () => {
    const before = session.document.history.entries.length;
    session.commands.run('view.hide');
    expect([shown(), selection()]).toEqual([[far], []]);
    expect(session.document.history.entries).toHaveLength(before);
  });

  test('what is hidden is not picked, and Tab passes it by', () => {
    session.commands.run('view.hide');
    clickAt(5);
    expect(selection()).toEqual([]);
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [5, 0, 0]), { button: 'none' }));
    expect(session.state.getState().hovered).toBeUndefined();
    session.state.setState({ listed: [near, far] });
    session.commands.run('edit.selectNext');
    session.commands.run('edit.selectNext');
    expect(selection()).toEqual([far]);
  });

  test('follows the object through the frames until all is shown', async () => {
    await session.goToFrame(frameIdAt(1));
    session.commands.run('frame.copyFromPrevious');
    await settled();
    const [copy] = session.document.cuboidsIn(frameIdAt(1));
    session.select([copy!.id]);
    session.commands.run('view.hide');
    await session.goToFrame(frameIdAt(0));
    expect(shown()).toHaveLength(1);
    session.commands.run('view.showAll');
    expect(shown()).toEqual([near, far]);
    expect(session.commands.isEnabled('view.showAll')).toBe(false);
  });

  test('what is hidden can be selected in the list, and stays selected', () => {
    session.commands.run('view.hide');
    session.select([near]);
    session.setTrackView(withHidden(session.state.getState().trackView, [trackOf(far)]));
    expect(selection()).toEqual([near]);
  });

  test('a drag under way is cancelled first', () => {
    const [u, v] = pixelOf(topView, [5, 0, 0]);
    session.tools.pointerDown(pointer(topView, [u, v]));
    session.tools.pointerMove(pointer(topView, [u + 40, v]));
    expect(session.document.isGestureRunning).toBe(true);
    session.commands.run('view.hide');
    expect(session.document.isGestureRunning).toBe(false);
    expect(session.document.get(near)?.cuboid).toEqual(boxAt(5));
  });

  test('undo shows what it changed', async () => {
    session.commands.run('cuboid.moveUp');
    session.commands.run('view.hide');
    await session.undo();
    expect([shown(), selection()]).toEqual([[near, far], [near]]);
  });
});

describe('isolating', () => {
  test('shows the selection alone, and again all of them', () => {
    session.commands.run('view.isolate');
    expect([shown(), selection()]).toEqual([[near], [near]]);
    session.select([]);
    session.commands.run('view.isolate');
    expect(shown()).toEqual([near, far]);
    expect(session.commands.isEnabled('view.isolate')).toBe(false);
  });

  test('what is drawn meanwhile is shown', () => {
    session.commands.run('view.isolate');
    const drawn = addCuboid(session, boxAt(-8));
    expect(isShown(session.state.getState().trackView, trackOf(drawn))).toBe(true);
    expect(shown()).toEqual([near]);
  });
});

describe('locking', () => {
  test('what is locked is not picked or dragged in a view; in the list it can be selected', () => {
    session.commands.run('cuboid.lock');
    expect(selection()).toEqual([near]);
    dragAt(5);
    expect(session.document.get(near)?.cuboid).toEqual(boxAt(5));
    session.select([]);
    clickAt(5);
    expect(selection()).toEqual([]);
    session.select([near]);
    expect(selection()).toEqual([near]);
  });

  test.each<CommandId>([
    'cuboid.moveUp',
    'cuboid.turnLeft',
    'cuboid.flip',
    'cuboid.settle',
    'cuboid.fit',
    'edit.delete',
    'class.2',
  ])('%s changes nothing, and says so', async (command) => {
    const before = [session.document.get(near), session.document.tracks()];
    session.commands.run('cuboid.lock');
    world.queries.groundAt = () => 3;
    session.commands.run(command);
    await settled();
    expect([session.document.get(near), session.document.tracks()]).toEqual(before);
    expect(promptKind()).toBe('locked');
  });

  test('nor do typed numbers, nor an edit of several with a locked one among them', () => {
    session.commands.run('cuboid.lock');
    session.editCuboids([near], () => ({ centre: [9, 9, 9] }));
    session.select([near, far]);
    session.commands.run('edit.delete');
    expect(session.document.cuboidsIn(frameIdAt(0))).toHaveLength(2);
    expect(session.document.get(near)?.cuboid).toEqual(boxAt(5));
    expect(promptKind()).toBe('locked');
  });

  test('again unlocks', () => {
    session.commands.run('cuboid.lock');
    session.commands.run('cuboid.lock');
    session.commands.run('cuboid.moveUp');
    expect(session.document.get(near)?.cuboid.centre).toEqual([5.05, 0, 0.8]);
  });
});
