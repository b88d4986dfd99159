import { beforeEach, describe, expect, test } from 'vitest';
import type { CuboidId, CuboidRecord } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { levelView, lookingView, pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { cuboidsOnScreen } from '../session/viewFilter.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { ToolView } from './view.ts';

let world: World;
let session: EditorSession;
let first: CuboidId;
let second: CuboidId;
const free = { button: 'none' } as const;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  first = addCuboid(session, boxAt(10));
  second = addCuboid(session, boxAt(16));
  session.select([first, second]);
  session.commands.run('edit.copy');
});

function hover(x: number, y: number, view: ToolView = topView): void {
  session.tools.pointerMove(pointer(view, pixelOf(view, [x, y, 0]), free));
}

function click(x: number, y: number): void {
  session.tools.pointerDown(pointer(topView, pixelOf(topView, [x, y, 0])));
  session.tools.pointerUp(pointer(topView, pixelOf(topView, [x, y, 0])));
}

/** Those that are neither of the first two. */
function copies(): readonly CuboidRecord[] {
  return session.document.cuboidsIn(frameIdAt(0)).filter(({ id }) => id !== first && id !== second);
}

function centres(): readonly (readonly number[])[] {
  return copies()
    .map(({ cuboid }) => cuboid.centre)
    .toSorted((a, b) => a[0] - b[0]);
}

test('pasted where the pointer is, copies follow it as they were to each other', () => {
  hover(0, 0);
  session.commands.run('edit.paste');
  expect(session.state.getState().tool).toBe('carry');
  expect(centres()).toEqual([
    [-3, 0, 0.8],
    [3, 0, 0.8],
  ]);
  hover(5, -4);
  expect(centres()).toEqual([
    [2, -4, 0.8],
    [8, -4, 0.8],
  ]);
});

test('a click puts them down, selected, in one entry that undo takes back', async () => {
  const before = session.document.history.entries.length;
  hover(0, 0);
  session.commands.run('edit.paste');
  click(5, -4);
  expect(session.document.history.entries).toHaveLength(before + 1);
  expect(session.state.getState()).toMatchObject({
    tool: 'select',
    selection: copies()
      .toSorted((a, b) => a.cuboid.centre[0] - b.cuboid.centre[0])
      .map(({ id }) => id),
  });
  const numbers = copies().map(({ trackId }) => session.document.get(trackId)?.number);
  expect(new Set(numbers)).toEqual(new Set([3, 4]));
  await session.undo();
  expect(copies()).toEqual([]);
  expect(session.document.tracks()).toHaveLength(2);
});

test('they stand as high above the ground as they did where they were copied', () => {
  world.queries.groundAt = (x) => 0.1 * x;
  hover(0, 0);
  // What was copied stood on level ground, whose middle is where the pointer is.
  session.commands.run('edit.paste');
  hover(20, 0);
  const [left, right] = centres();
  expect(left?.[2]).toBeCloseTo(0.1 * left![0]! + 0.8, 3);
  expect(right?.[2]).toBeCloseTo(0.1 * right![0]! + 0.8, 3);
});

test('Escape brings back what was selected; keys are about the copies, never about what was copied', async () => {
  hover(0, 0);
  session.commands.run('edit.paste');
  expect(session.state.getState().selection).toHaveLength(2);
  expect(session.state.getState().selection).not.toContain(first);
  session.commands.run('edit.cancel');
  expect(session.state.getState().selection).toEqual([first, second]);
  const before = session.document.cuboidsIn(frameIdAt(0));
  for (const command of ['edit.delete', 'cuboid.moveUp', 'class.2'] as const) {
    session.select([first, second]);
    session.commands.run('edit.paste');
    session.commands.run(command);
    await settled();
    expect(session.document.cuboidsIn(frameIdAt(0))).toEqual(before);
  }
});

test('they are seen while others are isolated', () => {
  session.commands.run('view.isolate');
  hover(0, 0);
  session.commands.run('edit.paste');
  expect(cuboidsOnScreen(session.document, session.state.getState())).toHaveLength(4);
});

test('what is saved meanwhile has none of them (DOC-5a)', async () => {
  hover(0, 0);
  session.editCuboids([first], () => ({ centre: [11, 0, 0.8] }));
  session.commands.run('edit.paste');
  expect(copies()).toHaveLength(2);
  await session.saveNow();
  expect(world.host.sidecar(frameIdAt(0)).objects).toHaveLength(2);
  expect(world.host.tracks().tracks).toHaveLength(2);
});

describe('nothing is left', () => {
  test.each([
    ['Escape', (): unknown => session.commands.run('edit.cancel')],
    ['another tool', (): unknown => session.setTool('draw')],
    ['another frame', (): unknown => session.stepFrame(1)],
    ['another edit', (): unknown => session.commands.run('cuboid.moveUp')],
  ])('by %s', async (_, end) => {
    hover(0, 0);
    session.commands.run('edit.paste');
    const tracks = session.document.tracks().length;
    await end();
    expect([copies(), tracks]).toEqual([[], 4]);
    expect(session.document.tracks()).toHaveLength(2);
    expect(session.state.getState().tool).not.toBe('carry');
  });
});

test('where there is no ground under the pointer they are nowhere, and a click puts nothing down', () => {
  hover(0, 0);
  session.commands.run('edit.paste');
  const up = lookingView([0, 0, 2], [10, 0, 2.5]);
  session.tools.pointerMove(pointer(up, [400, 20], free));
  expect(copies()).toEqual([]);
  expect(session.tools.overlay.getState().cursor).toBe('not-allowed');
  session.tools.pointerDown(pointer(up, [400, 20]));
  session.tools.pointerUp(pointer(up, [400, 20]));
  expect([copies(), session.state.getState().tool]).toEqual([[], 'carry']);
  session.tools.pointerMove(pointer(levelView(0), [400, 20], free));
  expect(copies()).toEqual([]);
});

test('a drag turns the view and puts nothing down', () => {
  hover(0, 0);
  session.commands.run('edit.paste');
  expect(session.tools.pointerDown(pointer(topView, pixelOf(topView, [0, 0, 0])))).toBe('ignored');
  session.tools.pointerUp(pointer(topView, pixelOf(topView, [4, 0, 0])));
  expect(session.state.getState().tool).toBe('carry');
});

test('with the pointer elsewhere they are put beside what was copied', () => {
  hover(0, 0);
  session.tools.pointerLeave();
  session.commands.run('edit.paste');
  expect(centres()).toEqual([
    [10, -2, 0.8],
    [16, -2, 0.8],
  ]);
});
