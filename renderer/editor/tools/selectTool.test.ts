import { beforeEach, describe, expect, test } from 'vitest';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { levelView, lookingView, pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { roundCuboid } from '#shared/labels/rounding.ts';
import { settled } from '../testing/settled.ts';
import type { CuboidId } from '../document/records.ts';
import { faceCentre } from './handles.ts';

let world: World;
let session: EditorSession;
let near: CuboidId;
let far: CuboidId;
const empty = pixelOf(topView, [-10, -10, 0]);

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  near = addCuboid(session, boxAt(5));
  far = addCuboid(session, boxAt(12));
  session.select([]);
});

function selection(): readonly CuboidId[] {
  return session.state.getState().selection;
}

function xOf(id: CuboidId): number | undefined {
  return session.document.get(id)?.cuboid.centre[0];
}

function press(x: number, y = 0): void {
  session.select([near]);
  expect(session.tools.pointerDown(pointer(topView, pixelOf(topView, [x, y, 0])))).toBe('handled');
}
function moveTo(x: number, y = 0): void {
  session.tools.pointerMove(pointer(topView, pixelOf(topView, [x, y, 0])));
}
function release(x: number, y = 0): void {
  session.tools.pointerUp(pointer(topView, pixelOf(topView, [x, y, 0])));
}

const shift = { modifiers: { shift: true, primary: false, alt: false } };

describe('clicking', () => {
  test('a click on a cuboid selects it, a click beside it deselects', () => {
    const at = pixelOf(topView, [5, 0, 0]);
    expect(session.tools.pointerDown(pointer(topView, at))).toBe('ignored');
    session.tools.pointerUp(pointer(topView, at));
    expect(selection()).toEqual([near]);
    session.tools.pointerDown(pointer(topView, empty));
    session.tools.pointerUp(pointer(topView, empty));
    expect(selection()).toEqual([]);
  });

  test('beside the cuboid that a level view is there for, a click changes nothing', () => {
    const view = levelView(Math.PI / 2);
    session.select([near]);
    session.tools.pointerDown(pointer(view, [20, 20]));
    session.tools.pointerUp(pointer(view, [20, 20]));
    expect(selection()).toEqual([near]);
  });

  test('a drag or a long press is no click', () => {
    session.select([near]);
    session.tools.pointerDown(pointer(topView, empty));
    session.tools.pointerUp(pointer(topView, [empty[0] + 4, empty[1]]));
    expect(selection()).toEqual([near]);
    session.tools.pointerDown(pointer(topView, empty));
    world.environment.time += 300;
    session.tools.pointerUp(pointer(topView, empty));
    expect(selection()).toEqual([near]);
  });

  test('Shift adds and takes away', () => {
    for (const x of [5, 12]) {
      session.tools.pointerDown(pointer(topView, pixelOf(topView, [x, 0, 0]), shift));
      session.tools.pointerUp(pointer(topView, pixelOf(topView, [x, 0, 0]), shift));
    }
    expect(selection()).toEqual([near, far]);
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0]), shift));
    session.tools.pointerUp(pointer(topView, pixelOf(topView, [5, 0, 0]), shift));
    expect(selection()).toEqual([far]);
  });

  test('the right and middle buttons are left to the view', () => {
    session.select([near]);
    const at = pixelOf(topView, [5, 0, 0]);
    expect(session.tools.pointerDown(pointer(topView, at, { button: 'right' }))).toBe('ignored');
    expect(session.tools.pointerDown(pointer(topView, at, { button: 'middle' }))).toBe('ignored');
  });

  test('a drag that starts on a cuboid that is not selected is left to the view', () => {
    const from = pixelOf(topView, [5, 0, 0]);
    expect(session.tools.pointerDown(pointer(topView, from))).toBe('ignored');
    session.tools.pointerMove(pointer(topView, empty));
    session.tools.pointerUp(pointer(topView, empty));
    expect(xOf(near)).toBe(5);
    expect(selection()).toEqual([]);
  });
});

function fromAbove(x: number, y: number): Pixel {
  return pixelOf(topView, [x, y, 0]);
}

function band(from: readonly [number, number], to: readonly [number, number], isAdding = true): void {
  expect(session.tools.pointerDown(pointer(topView, fromAbove(...from), shift))).toBe('handled');
  session.tools.pointerMove(pointer(topView, fromAbove(...to), shift));
  session.tools.pointerUp(pointer(topView, fromAbove(...to), isAdding ? shift : {}));
}

describe('the rubber band', () => {
  test('adds what it holds; without Shift at the end it takes that alone', () => {
    band([4, -1], [6, 1]);
    expect(selection()).toEqual([near]);
    band([11, -1], [13, 1]);
    expect(selection()).toEqual([near, far]);
    band([11, -1], [13, 1], false);
    expect(selection()).toEqual([far]);
  });

  test('holds a cuboid by its centre, and not by its edge', () => {
    band([2.9, 0.2], [7.1, -1.1]);
    expect(selection()).toEqual([near]);
    session.select([]);
    band([2.9, -0.2], [7.1, -1.1], false);
    expect(selection()).toEqual([]);
  });

  test('begins on the body of what is selected too, and leaves hidden and locked ones', () => {
    session.select([near]);
    const locked = session.document.get(far)?.trackId;
    const { trackView } = session.state.getState();
    session.setTrackView({ ...trackView, locked: new Set(locked === undefined ? [] : [locked]) });
    band([5, 0], [13, 2]);
    expect(selection()).toEqual([near]);
    expect(xOf(near)).toBe(5);
  });

  test('is shown while it is drawn, and Escape lets go of it', () => {
    session.tools.pointerDown(pointer(topView, empty, shift));
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [14, 3, 0]), shift));
    expect(session.tools.overlay.getState()).toMatchObject({ viewId: 'top', band: { left: 340, top: 20 } });
    expect(session.tools.interrupt('escape')).toBe(true);
    session.tools.pointerUp(pointer(topView, pixelOf(topView, [14, 3, 0]), shift));
    expect(session.tools.overlay.getState().band).toBeUndefined();
    expect(selection()).toEqual([]);
  });
});

describe('many at once', () => {
  test('all are selected but those that are locked or hidden', () => {
    expect(session.commands.run('edit.selectAll')).toBe(true);
    expect(new Set(selection())).toEqual(new Set([near, far]));
  });

  test.each(['cuboid.moveUp', 'cuboid.turnLeft', 'cuboid.flip', 'edit.delete', 'class.2'] as const)(
    '%s is one step to undo',
    async (command) => {
      const records = (): unknown => [near, far].map((id) => session.document.get(id));
      const classes = (): unknown => session.document.tracks().map((track) => track.class);
      const before = [records(), classes()];
      const { entries } = session.document.history;
      const count = entries.length;
      session.commands.run('edit.selectAll');
      session.commands.run(command);
      expect(session.document.history.entries).toHaveLength(count + 1);
      expect([records(), classes()]).not.toEqual(before);
      await session.undo();
      expect([records(), classes()]).toEqual(before);
    },
  );
});

describe('snapping', () => {
  const ctrl = { modifiers: { shift: false, primary: true, alt: false } };
  const section = {
    along: Float64Array.of(-0.6, 0.4),
    points: Float64Array.of(6.4, 0, 0.8, 7.4, 0, 0.8),
  };

  test('with Ctrl a face keeps to the outermost point inside it, which is shown', async () => {
    world.queries.section = () => Promise.resolve(section);
    press(7);
    moveTo(7.2);
    await settled();
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [7.8, 0, 0]), ctrl));
    expect(session.tools.overlay.getState().taken).toEqual([7.4, 0, 0.8]);
    session.tools.pointerUp(pointer(topView, pixelOf(topView, [7.8, 0, 0]), ctrl));
    expect(session.document.get(near)?.cuboid.size[0]).toBeCloseTo(4.401, 9);
  });

  test('a double-click on a handle puts the face on the points, as one edit', async () => {
    world.queries.section = () => Promise.resolve(section);
    session.select([near]);
    const before = session.document.history.entries.length;
    expect(session.tools.doubleClick(pointer(topView, pixelOf(topView, [7, 0, 0])))).toBe(true);
    await settled();
    expect(session.document.get(near)?.cuboid.size[0]).toBeCloseTo(3.401, 9);
    expect(session.document.history.entries).toHaveLength(before + 1);
    expect(session.tools.doubleClick(pointer(topView, empty))).toBe(false);
  });

  test('a double-click on the body in a level view puts all that it shows there, but the floor', async () => {
    world.queries.section = () => Promise.resolve(section);
    const view = levelView(Math.PI / 2);
    session.select([near]);
    const before = session.document.get(near)!.cuboid;
    expect(session.tools.doubleClick(pointer(view, pixelOf(view, [5.2, 0, 0.9])))).toBe(true);
    await settled();
    const { size, centre } = session.document.get(near)!.cuboid;
    expect(size[0]).toBeCloseTo(before.size[0] - 2 * 0.599, 9);
    expect(size[1]).toBe(before.size[1]);
    expect(centre[2] - size[2] / 2).toBeCloseTo(before.centre[2] - before.size[2] / 2, 9);
    expect(session.tools.doubleClick(pointer(topView, pixelOf(topView, [5, 0, 0])))).toBe(false);
  });

  test('where no point is near, it says so', async () => {
    session.select([near]);
    session.tools.doubleClick(pointer(topView, pixelOf(topView, [7, 0, 0])));
    await settled();
    expect(session.state.getState().prompt?.kind).toBe('nothing-near');
  });
});

describe('hovering', () => {
  test('tells the cuboid, the handle and the cursor', () => {
    session.select([near]);
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [12, 0, 0]), { button: 'none' }));
    expect(session.state.getState().hovered).toBe(far);
    expect(session.tools.overlay.getState()).toEqual({ cursor: 'default', viewId: 'top' });
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [3, 0, 0]), { button: 'none' }));
    expect(session.tools.overlay.getState()).toMatchObject({
      cursor: 'ns-resize',
      hoveredHandle: { kind: 'face', faces: [{ axis: 0, sign: -1 }] },
    });
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [5, 0, 0]), { button: 'none' }));
    expect(session.tools.overlay.getState().cursor).toBe('move');
  });

  test('says the same only once', () => {
    let heard = 0;
    session.tools.overlay.subscribe(() => (heard += 1));
    session.tools.pointerMove(pointer(topView, empty, { button: 'none' }));
    session.tools.pointerMove(pointer(topView, [empty[0] + 1, empty[1]], { button: 'none' }));
    expect(heard).toBe(1);
  });
});

describe('dragging', () => {
  test('the body moves the cuboid, in one entry, with its author and time', () => {
    const before = session.document.history.entries.length;
    press(5);
    moveTo(6);
    moveTo(7, 1);
    expect(session.tools.overlay.getState()).toMatchObject({ cursor: 'move', readout: { kind: 'move' } });
    release(7, 1);
    expect(session.document.get(near)?.cuboid.centre).toEqual([7, 1, 0.8]);
    expect(session.document.get(near)?.provenance).toMatchObject({ source: 'manual', author: 'Ada' });
    expect(session.document.history.entries).toHaveLength(before + 1);
  });

  test('what is dragged is rounded when it is let go, to what the file holds', () => {
    const view = lookingView([-3, -5, 6], [5, 0, 0]);
    session.select([near]);
    const [u, v] = pixelOf(view, [5, 0, 0.8]);
    session.tools.pointerDown(pointer(view, [u, v]));
    session.tools.pointerMove(pointer(view, [u + 31, v + 7]));
    session.tools.pointerUp(pointer(view, [u + 31, v + 7]));
    const cuboid = session.document.get(near)?.cuboid;
    expect(cuboid?.centre).not.toEqual([5, 0, 0.8]);
    expect(cuboid).toEqual(cuboid && roundCuboid(cuboid));
  });

  test('a face resizes and leaves the opposite face', () => {
    press(7);
    moveTo(8);
    release(8);
    const cuboid = session.document.get(near)?.cuboid ?? boxAt(0);
    expect(cuboid.size).toEqual([5, 2, 1.6]);
    expect(faceCentre(cuboid, { axis: 0, sign: -1 })[0]).toBeCloseTo(3, 9);
  });

  test('the handle beyond the front turns', () => {
    press(7 + 26 / 20);
    moveTo(5, 3.3);
    release(5, 3.3);
    const cuboid = session.document.get(near)?.cuboid;
    expect(cuboid?.centre).toEqual([5, 0, 0.8]);
    expect(cuboid?.rotation[2]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  test('less than 4 px is no drag', () => {
    press(5);
    session.tools.pointerMove(pointer(topView, [400 + 3, 300 - 100]));
    expect(session.document.isGestureRunning).toBe(false);
    session.tools.pointerUp(pointer(topView, [400 + 3, 300 - 100]));
    expect(xOf(near)).toBe(5);
    expect(selection()).toEqual([near]);
  });

  test.each(['escape', 'blur', 'lost-capture'] as const)('%s cancels without a trace', (reason) => {
    const before = session.document.history.entries.length;
    press(5);
    moveTo(9);
    expect(xOf(near)).toBe(9);
    expect(session.tools.interrupt(reason)).toBe(true);
    release(9);
    expect(xOf(near)).toBe(5);
    expect(session.document.history.entries).toHaveLength(before);
    expect(session.tools.interrupt(reason)).toBe(false);
  });

  test('another tool and another frame cancel too', async () => {
    press(5);
    moveTo(9);
    session.setTool('draw');
    expect(xOf(near)).toBe(5);
    session.setTool('select');
    press(5);
    moveTo(9);
    await session.stepFrame(1);
    expect(xOf(near)).toBe(5);
    expect(session.document.isGestureRunning).toBe(false);
  });

  test('back where it began, an imported cuboid keeps every digit', () => {
    const exact = { ...boxAt(-5), centre: [-5.123456789, 0, 0.8] as const };
    const id = addCuboid(session, exact);
    const frameId = frameIdAt(0);
    const records = session.document.cuboidsIn(frameId).filter((record) => record.id !== id);
    session.document.loadFrame(frameId, [...records, { ...session.document.get(id)!, cuboid: exact }]);
    session.select([id]);
    const at = pixelOf(topView, exact.centre);
    session.tools.pointerDown(pointer(topView, at));
    session.tools.pointerMove(pointer(topView, [at[0] + 30, at[1]]));
    session.tools.pointerUp(pointer(topView, at));
    expect(session.document.get(id)?.cuboid).toEqual(exact);
  });
});

describe('several that are selected', () => {
  test('go together when one of them is dragged, in one entry', async () => {
    session.select([near, far]);
    const before = session.document.history.entries.length;
    expect(session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0])))).toBe('handled');
    moveTo(6, 2);
    expect([xOf(near), xOf(far)]).toEqual([6, 13]);
    release(7, 2);
    expect(session.document.get(far)?.cuboid.centre).toEqual([14, 2, 0.8]);
    expect(session.document.history.entries).toHaveLength(before + 1);
    await session.undo();
    expect([xOf(near), xOf(far)]).toEqual([5, 12]);
  });

  test('stay where they are while one of them is locked', () => {
    session.select([far]);
    session.commands.run('cuboid.lock');
    session.select([near, far]);
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0])));
    moveTo(6, 2);
    release(7, 2);
    expect([xOf(near), xOf(far)]).toEqual([5, 12]);
    expect(session.state.getState().prompt).toEqual({ kind: 'locked' });
  });

  test('a click on one of them selects it alone', () => {
    session.select([near, far]);
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0])));
    release(5);
    expect(selection()).toEqual([near]);
  });
});
