import { beforeEach, describe, expect, test } from 'vitest';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import type { Box2dId, Box2dRecord, TrackId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { pointer, topView } from '../testing/fakeViews.ts';
import { frontView } from '../testing/imageView.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import type { PointerInput } from '../tools/view.ts';
import type { EditorSession } from './editorSession.ts';

const AHEAD = { centre: [20, 0, 0], size: [4, 2, 2], rotation: [0, 0, 0, 1] } as const;

let world: World;
let session: EditorSession;
beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

function drag(from: Pixel, to: Pixel, options: Partial<PointerInput> = {}): void {
  session.tools.pointerDown(pointer(frontView, from, options));
  session.tools.pointerMove(pointer(frontView, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], options));
  session.tools.pointerMove(pointer(frontView, to, options));
  session.tools.pointerUp(pointer(frontView, to, options));
}

function draw(from: Pixel, to: Pixel): Box2dRecord {
  session.commands.run('tool.drawBox');
  drag(from, to);
  const box = session.boxes.selected;
  if (box === undefined) throw new Error('nothing was drawn');
  return box;
}

function boxes(): readonly Box2dRecord[] {
  const { frameId } = session.state.getState();
  return frameId === undefined ? [] : session.document.recordsIn(frameId).boxes2d;
}

function get(): Box2dRecord {
  const box = session.boxes.selected;
  if (box === undefined) throw new Error('no box is selected');
  return box;
}

test('all 2D boxes can be hidden: then none is picked or walked through, but what is drawn next is seen', () => {
  const first = draw([500, 300], [400, 200]);
  session.boxes.select(undefined);
  session.commands.run('box.hide');
  expect(session.boxes.shown).toEqual([]);
  session.tools.pointerDown(pointer(frontView, [400, 250]));
  session.tools.pointerUp(pointer(frontView, [400, 250]));
  expect(session.boxes.selected).toBeUndefined();
  const second = draw([300, 300], [200, 200]);
  expect(session.boxes.shown.map(({ id }) => id)).toEqual([second.id]);
  session.commands.run('view.showAll');
  expect(session.boxes.shown.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
});

describe('drawing a 2D box', () => {
  test('makes one box of the active class, selects it, and is one step back', async () => {
    session.setActiveClass('pedestrian');
    const box = draw([500, 300], [400, 200.126]);
    expect(box).toMatchObject({
      camera: 'front',
      rectangle: { left: 400, top: 200.13, right: 500, bottom: 300 },
      class: 'pedestrian',
      source: 'manual',
      extent: 'visible',
      author: 'Ada',
    });
    expect(box.trackId).toBeUndefined();
    expect(session.state.getState()).toMatchObject({ tool: 'select', selectedBox: box.id });
    await session.undo();
    expect(boxes()).toEqual([]);
    expect(session.boxes.selected).toBeUndefined();
    await session.redo();
    expect(boxes()).toEqual([box]);
  });

  test('ends at the border of the image', () => {
    expect(draw([700, 500], [900, 700]).rectangle).toEqual({
      left: 700,
      top: 500,
      right: 799.5,
      bottom: 599.5,
    });
  });

  test('is shown while it is drawn, and leaves no trace when cancelled', () => {
    session.commands.run('tool.drawBox');
    session.tools.pointerDown(pointer(frontView, [100, 100]));
    session.tools.pointerMove(pointer(frontView, [200, 200]));
    expect(boxes()).toHaveLength(1);
    session.commands.run('edit.cancel');
    expect(boxes()).toEqual([]);
    expect(session.document.history.canUndo).toBe(false);
  });

  test('a click draws nothing, nor does a press in a view that is no original image', () => {
    session.commands.run('tool.drawBox');
    drag([100, 100], [101, 101]);
    const { image: _image, ...undistorted } = frontView;
    session.tools.pointerDown(pointer(undistorted, [100, 100]));
    expect(session.state.getState().prompt).toEqual({ kind: 'box2d', reason: 'not-original' });
    expect(session.tools.pointerDown(pointer(topView, [100, 100]))).toBe('ignored');
    expect(boxes()).toEqual([]);
  });

  test('is of the selected object, once per image', () => {
    const id = addCuboid(session, AHEAD);
    const { trackId } = session.document.get(id)!;
    session.setActiveClass('pedestrian');
    const box = draw([300, 200], [500, 400]);
    expect(box).toMatchObject({ trackId, linkedBy: 'person', class: 'car' });
    expect(session.state.getState().selection).toEqual([id]);
    session.select([id]);
    expect(draw([310, 200], [500, 400])).toMatchObject({ class: 'pedestrian' });
    expect(session.boxes.selected?.trackId).toBeUndefined();
  });
});

describe('with a 2D box selected', () => {
  test('its sides, corners and inside are dragged, from where the drag began', () => {
    draw([100, 100], [300, 200]);
    drag([300, 150], [340, 190]);
    expect(get().rectangle).toEqual({ left: 100, top: 100, right: 340, bottom: 200 });
    drag([100, 100], [90, 80]);
    expect(get().rectangle).toEqual({ left: 90, top: 80, right: 340, bottom: 200 });
    drag([200, 140], [250, 150]);
    expect(get().rectangle).toEqual({ left: 140, top: 90, right: 390, bottom: 210 });
    drag([200, 140], [-900, 140]);
    expect(get().rectangle).toEqual({ left: -0.5, top: 90, right: 249.5, bottom: 210 });
    expect(session.document.history.entries.map(({ label }) => label)).toEqual([
      'box2d',
      'resize',
      'resize',
      'move',
      'move',
    ]);
  });

  test('a side that is dragged past the other changes places with it; Escape puts it back', () => {
    draw([100, 100], [300, 200]);
    drag([300, 150], [50, 150]);
    expect(get().rectangle).toMatchObject({ left: 50, right: 100 });
    session.tools.pointerDown(pointer(frontView, [75, 150]));
    session.tools.pointerMove(pointer(frontView, [175, 150]));
    expect(get().rectangle).toMatchObject({ left: 150, right: 200 });
    session.commands.run('edit.cancel');
    expect(get().rectangle).toMatchObject({ left: 50, right: 100 });
  });

  test('arrow keys move it by a pixel, a burst is one step, and no cuboid moves with it', async () => {
    const id = addCuboid(session, AHEAD);
    draw([100, 100], [300, 200]);
    const entries = session.document.history.entries.length;
    session.commands.run('cuboid.moveRightFine');
    session.commands.run('cuboid.moveUpFine');
    session.commands.run('cuboid.moveDownFar');
    expect(get().rectangle).toEqual({ left: 101, top: 124, right: 301, bottom: 224 });
    expect(session.document.get(id)?.cuboid.centre).toEqual(AHEAD.centre);
    expect(session.document.history.entries).toHaveLength(entries + 1);
    await session.undo();
    expect(boxes()[0]?.rectangle).toMatchObject({ left: 100, top: 100 });
  });

  test('digits and Delete are about it alone', () => {
    const id = addCuboid(session, AHEAD);
    draw([100, 100], [300, 200]);
    session.commands.run('class.2');
    expect(get().class).toBe('pedestrian');
    session.commands.run('edit.delete');
    expect(boxes()).toEqual([]);
    expect(session.document.get(id)).toBeDefined();
    expect(session.document.tracks()).toMatchObject([{ class: 'car' }]);
  });

  test('exact sides: only what was changed is rounded, and what bounds nothing is refused', () => {
    const { id } = draw([100, 100], [300, 200]);
    session.boxes.edits.reshape('edit', id, (rectangle) => ({ ...rectangle, right: 310.12345 }));
    expect(get().rectangle).toEqual({ left: 100, top: 100, right: 310.12, bottom: 200 });
    for (const right of [100, 50, NaN, Infinity])
      session.boxes.edits.reshape('edit', id, (rectangle) => ({ ...rectangle, right }));
    expect(get().rectangle.right).toBe(310.12);
  });

  test('selecting a cuboid lets go of it, and Escape of both', () => {
    const id = addCuboid(session, AHEAD);
    session.select([]);
    draw([100, 100], [300, 200]);
    session.select([id]);
    expect(session.boxes.selected).toBeUndefined();
    drag([100, 150], [100, 150]);
    expect(session.boxes.selected).toBeDefined();
    session.commands.run('edit.cancel');
    expect(session.boxes.selected).toBeUndefined();
    expect(session.state.getState().selection).toEqual([]);
  });
});

describe('what a 2D box is of', () => {
  test('it is linked with the selected object and unlinked again', async () => {
    draw([100, 100], [300, 200]);
    session.commands.run('class.2');
    const { id } = get();
    session.setActiveClass('car');
    const cuboid = addCuboid(session, AHEAD);
    const { trackId } = session.document.get(cuboid)!;
    session.boxes.select(id);
    expect(session.state.getState().selection).toEqual([cuboid]);
    session.commands.run('box.link');
    expect(get()).toMatchObject({ trackId, linkedBy: 'person', class: 'car' });
    expect(session.commands.isEnabled('box.link')).toBe(false);
    session.commands.run('box.unlink');
    expect(get().trackId).toBeUndefined();
    await session.undo();
    await session.undo();
    expect(session.document.get(id)).toMatchObject({ class: 'pedestrian' });
  });

  test('a detector’s class stays when a person links it, and a person’s rectangle is a person’s', () => {
    const cuboid = addCuboid(session, AHEAD);
    const record = session.boxes.edits.draft({
      frameId: frameIdAt(0),
      camera: 'front',
      rectangle: { left: 10, top: 10, right: 60, bottom: 60 },
      class: 'pedestrian',
    });
    session.document.transact('box2d', (tx) => tx.create({ ...record, source: 'model', score: 0.5 }));
    session.boxes.select(record.id);
    session.commands.run('box.link');
    expect(get()).toMatchObject({ source: 'model', score: 0.5, class: 'pedestrian', linkedBy: 'person' });
    session.commands.run('cuboid.moveRightFine');
    expect(get()).toMatchObject({ source: 'manual' });
    expect(get().score).toBeUndefined();
    expect(session.document.get(cuboid)).toBeDefined();
  });

  test('an object of its own goes with its last box, and comes back with it', async () => {
    draw([100, 100], [300, 200]);
    session.commands.run('box.linkNew');
    const [track] = session.document.tracks();
    expect(get().trackId).toBe(track?.id);
    expect(session.state.getState().followed).toBeUndefined();
    session.commands.run('edit.delete');
    expect(session.document.tracks()).toEqual([]);
    await session.undo();
    expect(session.document.tracks()).toEqual([track]);
    expect(boxes()).toHaveLength(1);
  });

  test('a cuboid that is deleted leaves its 2D box and the object; the object deleted takes both', async () => {
    const cuboid = addCuboid(session, AHEAD);
    const box = draw([300, 200], [500, 400]);
    session.select([cuboid]);
    session.deleteCuboids([cuboid]);
    expect(session.document.get(box.id)?.trackId).toBe(box.trackId);
    expect(session.document.tracks()).toHaveLength(1);
    await session.tracks.edits.remove(box.trackId as TrackId);
    expect(boxes()).toEqual([]);
    expect(session.document.tracks()).toEqual([]);
    await session.undo();
    expect(boxes()).toHaveLength(1);
  });

  test('of an object that is deleted, what a detector saw is only unlinked', async () => {
    const { trackId } = session.document.get(addCuboid(session, AHEAD))!;
    const drawn = draw([300, 200], [500, 400]);
    const found = {
      ...drawn,
      id: '0b7f6f0e-1c43-4f0e-8a39-5f7d3f2d5a10' as Box2dId,
      source: 'model',
    } as const;
    session.document.transact('import', (tx) => tx.create(found));
    await session.tracks.edits.remove(trackId);
    expect(boxes()).toMatchObject([{ id: found.id, source: 'model' }]);
    expect(boxes()[0]?.trackId).toBeUndefined();
    expect(session.document.tracks()).toEqual([]);
  });

  test('what is locked keeps its 2D box as it is', () => {
    addCuboid(session, AHEAD);
    const before = draw([300, 200], [500, 400]);
    session.commands.run('cuboid.lock');
    session.boxes.select(before.id);
    session.commands.run('cuboid.moveRightFine');
    session.commands.run('box.unlink');
    session.commands.run('edit.delete');
    drag([400, 300], [420, 300]);
    expect(session.document.get(before.id)).toEqual(before);
    expect(session.state.getState().prompt).toEqual({ kind: 'locked' });
  });
});

describe('a 2D box from a projection', () => {
  test('is the cuboid’s rectangle on the image, the person’s from then on', () => {
    addCuboid(session, AHEAD);
    session.commands.run('box.fromProjection');
    // The near face is 18 m away: half of 2 m is 600 / 18 pixels.
    const { left, right, top, bottom } = get().rectangle;
    expect([left, top]).toEqual([399.5 - 600 / 18, 299.5 - 600 / 18].map((x) => Math.round(x * 100) / 100));
    expect(right - left).toBeCloseTo(1200 / 18, 1);
    expect(bottom - top).toBeCloseTo(1200 / 18, 1);
    expect(get()).toMatchObject({ source: 'manual', linkedBy: 'person', extent: 'amodal' });
  });

  test('never takes the place of a box that is there', () => {
    const id = addCuboid(session, AHEAD);
    const box = draw([300, 200], [500, 400]);
    session.select([id]);
    session.commands.run('box.fromProjection');
    expect(boxes()).toEqual([box]);
    expect(get().id).toBe(box.id);
    expect(session.state.getState().prompt).toEqual({ kind: 'box2d', reason: 'has-box' });
  });

  test('says so where no image shows the object', () => {
    addCuboid(session, { ...AHEAD, centre: [-20, 0, 0] });
    session.commands.run('box.fromProjection');
    expect(boxes()).toEqual([]);
    expect(session.state.getState().prompt).toEqual({ kind: 'box2d', reason: 'no-projection' });
  });
});

describe('through frames', () => {
  test('a box is copied to the next frame, once, and stays selected there', async () => {
    addCuboid(session, AHEAD);
    const box = draw([300, 200], [500, 400]);
    await session.boxes.copyAlong(1);
    expect(session.state.getState().frameId).toBe(frameIdAt(1));
    expect(get()).toMatchObject({ rectangle: box.rectangle, trackId: box.trackId, extent: 'visible' });
    expect(get().id).not.toBe(box.id);
    await session.goToFrame(frameIdAt(0));
    expect(get().id).toBe(box.id);
    await session.boxes.copyAlong(1);
    expect(boxes()).toHaveLength(1);
    expect(session.state.getState().prompt).toEqual({ kind: 'box2d', reason: 'has-box' });
  });

  test('Tab reaches what only images show, after the cuboids', () => {
    const cuboid = addCuboid(session, AHEAD);
    session.select([]);
    const sign = draw([600, 50], [650, 100]);
    session.select([]);
    const walked = [1, 2, 3].map(() => {
      session.commands.run('edit.selectNext');
      const { selectedBox, selection } = session.state.getState();
      return selectedBox ?? selection.at(-1);
    });
    expect(walked).toEqual([cuboid, sign.id, cuboid]);
    session.commands.run('edit.selectPrevious');
    expect(session.boxes.selected?.id).toBe(sign.id);
  });

  test('it is in the sidecar, its object in tracks.json, and both come back', async () => {
    draw([100, 100], [300, 200]);
    session.commands.run('box.linkNew');
    session.commands.run('box.extent');
    const box = get();
    await session.saveNow();
    const file = parseSidecar(world.host.files.get(frameIdAt(0)) ?? '', 'x');
    expect(file.boxes2d).toMatchObject([{ id: box.id, trackId: box.trackId, extent: 'amodal' }]);
    expect(world.host.tracks().tracks).toMatchObject([{ id: box.trackId, class: 'car' }]);
    await session.dispose();
    const again = await openSession(world);
    expect(again.document.recordsIn(frameIdAt(0)).boxes2d).toEqual([box]);
    expect(again.document.tracks()).toHaveLength(1);
  });
});
