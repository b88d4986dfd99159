import { beforeEach, describe, expect, test } from 'vitest';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import type { CuboidRecord } from '../document/records.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { FitFound, NoFit, NoFitReason } from '#shared/pointcloud/fit/fitAt.ts';
import type { PlaceRequest } from '../ports.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { lookingView, pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { fitted, found } from '../testing/fakeWorld.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { deferred, settled } from '../testing/settled.ts';

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  session.setTool('draw');
});

type Place = readonly [x: number, y: number];

function draw(from: Place, to: Place, primary = false): void {
  const modifiers = { shift: false, primary, alt: false };
  const at = (place: Place): readonly [number, number] => pixelOf(topView, [...place, 0]);
  expect(session.tools.pointerDown(pointer(topView, at(from)))).toBe('handled');
  session.tools.pointerMove(pointer(topView, at(to)));
  session.tools.pointerUp(pointer(topView, at(to), { modifiers }));
}

function drawn(): readonly CuboidRecord[] {
  return session.document.cuboidsIn(frameIdAt(0));
}

function refused(reason: NoFitReason): () => Promise<NoFit> {
  return () => Promise.resolve({ cuboid: undefined, reason, points: 3 });
}

function yaw(): number {
  return cuboidYaw(drawn()[0]!.cuboid);
}

/** Lets the fit answer only when told. */
function heldFit(): { answer(value: FitFound | undefined): Promise<void> } {
  const fit = deferred<FitFound | undefined>();
  world.queries.place = () => fit.promise;
  return {
    answer: (value) => {
      fit.resolve(value);
      return settled();
    },
  };
}

describe('drawing', () => {
  test('a rectangle is fitted with the prior of the class, made in one entry, and selected', async () => {
    session.setActiveClass('pedestrian');
    draw([5, 1], [7, -2]);
    await settled();
    expect(world.queries.places).toHaveLength(1);
    const [{ at, within, prior }] = world.queries.places as [PlaceRequest];
    expect(prior).toEqual({ name: 'pedestrian', size: [0.8, 0.7, 1.75] });
    expect(at).toEqual([6, -0.5, 0]);
    expect(within).toContainEqual([5, 1, 0]);
    expect(within).toContainEqual([7, -2, 0]);
    const [record] = drawn();
    expect(record?.provenance).toMatchObject({ source: 'fitted', method: 'rectangle', author: 'Ada' });
    expect(record && session.document.get(record.trackId)).toMatchObject({ class: 'pedestrian', number: 1 });
    expect(session.state.getState()).toMatchObject({
      selection: [record?.id],
      tool: 'select',
      prompt: undefined,
    });
    expect(session.document.history.entries.map(({ label }) => label)).toEqual(['create']);
  });

  test('the rectangle is shown along the view and on the ground', () => {
    world.queries.groundAt = (x) => 0.1 * x;
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0])));
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [8, 2, 0])));
    const { footprint, cursor, viewId } = session.tools.overlay.getState();
    expect(cursor).toBe('crosshair');
    expect(viewId).toBe('top');
    const heights = footprint?.map(([x, , z]) => z - 0.1 * x) ?? [];
    expect(heights).toHaveLength(4);
    for (const height of heights) expect(height).toBeCloseTo(0, 9);
  });

  test('a click asks for the object there, with nothing drawn round it', async () => {
    draw([6, 2], [6, 2]);
    await settled();
    expect(world.queries.places).toMatchObject([{ at: [6, 2, 0], within: undefined }]);
    expect(drawn()).toHaveLength(1);
  });

  test('a click on points of an object is at these, not on the ground behind them', async () => {
    world.queries.pick = () => Promise.resolve([3, -1, 0.8]);
    draw([6, 2], [6, 2]);
    await settled();
    expect(world.queries.places[0]?.at).toEqual([3, -1, 0.8]);
    expect(drawn()).toHaveLength(1);
  });

  test('above the horizon a click finds objects, and a drag draws nothing', async () => {
    const sky = { ...topView, rayAt: () => ({ origin: [0, 0, 1], direction: [1, 0, 0] }) as const };
    world.queries.pick = () => Promise.resolve([3, -1, 1]);
    session.tools.pointerDown(pointer(sky, [100, 100]));
    session.tools.pointerMove(pointer(sky, [150, 120]));
    session.tools.pointerUp(pointer(sky, [150, 120]));
    await settled();
    expect(drawn()).toEqual([]);
    session.tools.pointerDown(pointer(sky, [100, 100]));
    session.tools.pointerUp(pointer(sky, [100, 100]));
    await settled();
    expect(drawn()).toHaveLength(1);
  });

  test('a rectangle too thin to be meant counts as a click in its middle', async () => {
    draw([6, 0], [10, 0.1]);
    await settled();
    const [place] = world.queries.places;
    expect(place?.at[0]).toBeCloseTo(8, 9);
    expect(place?.within).toBeUndefined();
  });

  test('with Ctrl it has the size of the class, along the longer side, without a fit', () => {
    world.queries.groundAt = () => -1.7;
    draw([5, 0], [11, 2], true);
    expect(world.queries.fits).toEqual([]);
    const [record] = drawn();
    expect(record?.cuboid.size).toEqual([4.5, 1.8, 1.6]);
    expect(record?.cuboid.centre).toEqual([8, 1, -0.9]);
    expect(Math.abs(Math.sin(cuboidYaw(record!.cuboid)))).toBeCloseTo(0, 9);
    expect(record?.provenance.source).toBe('manual');
  });

  test('with Ctrl a click puts down what the class had last, and a drag takes its size, too', () => {
    draw([5, 0], [11, 2], true);
    session.editCuboids([drawn()[0]!.id], () => ({ size: [5.2, 2, 1.9] }));
    world.environment.time += 1000;
    session.setTool('draw');
    draw([20, 3], [20, 3], true);
    session.setTool('draw');
    draw([30, 0], [36, 2], true);
    expect(world.queries.places).toEqual([]);
    const [second, third] = drawn().filter(({ cuboid }) => cuboid.centre[0] > 12);
    expect([second?.cuboid.size, third?.cuboid.size]).toEqual([
      [5.2, 2, 1.9],
      [5.2, 2, 1.9],
    ]);
    expect(
      drawn()
        .map(({ cuboid }) => cuboid.centre)
        .toSorted((a, b) => a[0] - b[0])[1],
    ).toEqual([20, 3, 0.95]);
  });

  test('a class that the ontology does not have is as large as those labelled already', async () => {
    draw([5, 0], [11, 2], true);
    await session.setClass([drawn()[0]!.id], 'kiosk');
    session.editCuboids([drawn()[0]!.id], () => ({ size: [3, 2.5, 2.4] }));
    session.setActiveClass('kiosk');
    session.setTool('draw');
    draw([20, 0], [24, 3]);
    await settled();
    expect(world.queries.places[0]?.prior).toEqual({ name: 'kiosk', size: [3, 2.5, 2.4] });
  });

  test('a rectangle whose points show no shape is made of the size of the class, and it is said', async () => {
    world.queries.place = refused('too-few-points');
    world.queries.fit = (request) => Promise.resolve({ ...fitted(request), quality: 'sparse' });
    draw([5, 0], [7, 2]);
    await settled();
    expect(world.queries.fits[0]?.footprint).toContainEqual([5, 0, 0]);
    expect(drawn()[0]?.provenance.source).toBe('manual');
    expect(session.state.getState().prompt).toEqual({ kind: 'fit-sparse' });
  });

  test.each([
    ['nothing is there to click on', [5, 0], 'nothing-there'],
    ['only ground is clicked on', [5, 0], 'only-ground'],
    ['a rectangle is outside the cloud', [7, 2], 'outside-cloud'],
    ['too few points are clicked on', [5, 0], 'too-few-points'],
    ['a wall is clicked on', [5, 0], 'too-large'],
  ] as const)('%s: nothing is made and it is said', async (_, to, reason) => {
    world.queries.place = refused(reason);
    draw([5, 0], to);
    await settled();
    expect(drawn()).toEqual([]);
    const prompt = { kind: 'no-fit', reason };
    expect(session.state.getState()).toMatchObject({ prompt, tool: 'draw' });
    expect(world.queries.fits).toEqual([]);
  });

  test.each([
    ['the cloud is gone', () => Promise.resolve(undefined)],
    ['the fit fails', () => Promise.reject(new Error('worker lost'))],
  ])('%s: nothing is made and it is said', async (_, place) => {
    world.queries.place = place;
    draw([5, 0], [7, 2]);
    await settled();
    expect(drawn()).toEqual([]);
    expect(session.state.getState()).toMatchObject({
      prompt: { kind: 'no-fit', reason: 'nothing-there' },
      tool: 'draw',
    });
  });
});

describe('drawing on an image', () => {
  const image = lookingView([0, 0, 1.6], [20, 0, 1], 'image');
  const drawOnImage = (primary = false): void => {
    const [from, to] = [pixelOf(image, [12, 1.2, 1.6]), pixelOf(image, [12, -1.2, 0])];
    session.tools.pointerDown(pointer(image, from));
    session.tools.pointerMove(pointer(image, to));
    expect(session.tools.overlay.getState()).toMatchObject({ viewId: 'image', band: { left: from[0] } });
    session.tools.pointerUp(pointer(image, to, { modifiers: { shift: false, primary, alt: false } }));
  };

  test('a rectangle is fitted to what stands behind it', async () => {
    drawOnImage();
    await settled();
    const [asked] = world.queries.places;
    expect(asked!.isSight).toBe(true);
    expect(asked!.at[0]).toBeGreaterThan(12);
    expect(asked!.at[1]).toBeCloseTo(0, 1);
    expect(drawn()).toHaveLength(1);
    expect(session.tools.overlay.getState().band).toBeUndefined();
  });

  test('with Ctrl it is of the size of the class, lengthwise away from the camera', () => {
    drawOnImage(true);
    expect(drawn()[0]!.cuboid.size).toEqual([4.5, 1.8, 1.6]);
    expect(Math.abs(Math.cos(yaw()))).toBeCloseTo(1, 6);
    expect(world.queries.places).toEqual([]);
  });

  test('where its points show nothing it is of the size of the class, too', async () => {
    world.queries.place = refused('nothing-there');
    drawOnImage();
    await settled();
    expect(world.queries.fits[0]!.classSize).toEqual([4.5, 1.8, 1.6]);
    expect(drawn()).toHaveLength(1);
  });
});

async function drawAt(x: number, by: 'shape' | 'view'): Promise<number> {
  const heading = { by, confidence: 0.5 } as const;
  const box = { centre: [x, 2, 0.8], size: [4, 2, 1.6], rotation: fromYaw(0) } as const;
  world.queries.place = (request) => Promise.resolve({ ...found(request), cuboid: box, heading });
  session.setTool('draw');
  draw([x, 2], [x, 2]);
  await settled();
  return cuboidYaw(drawn().find(({ cuboid }) => cuboid.centre[0] === x)!.cuboid);
}

describe('which end is the front', () => {
  test.each([
    ['is that of the lane where the points do not tell', 'view', Math.PI],
    ['is told by the points where they do', 'shape', 0],
  ] as const)('%s', async (_, by, expected) => {
    await drawAt(6, 'shape');
    session.commands.run('cuboid.flip');
    expect(Math.abs(await drawAt(16, by))).toBeCloseTo(expected, 6);
  });
});

describe('what else the points may be', () => {
  const size = [4, 2, 1.6] as const;
  const box = (yawRad: number) => ({ centre: [6, 2, 0.8], size, rotation: fromYaw(yawRad) }) as const;

  beforeEach(async () => {
    const alternatives = [1, 2].map((yawRad) => ({
      cuboid: box(yawRad),
      className: 'car',
      heading: { by: 'shape', confidence: 0.9 } as const,
    }));
    world.queries.place = (request) =>
      Promise.resolve({ ...found(request), cuboid: box(0), confidence: 0.4, alternatives });
    draw([6, 2], [6, 2]);
    await settled();
  });

  test('is offered where the fit is unsure', () => {
    expect(session.state.getState().prompt).toEqual({ kind: 'fit-unsure', confidence: 0.4 });
  });

  test('is taken in turn, each in an entry of its own', () => {
    const yaws = [0, 1, 2, 3].map(() => {
      const before = yaw();
      expect(session.commands.run('cuboid.nextHypothesis')).toBe(true);
      return before;
    });
    expect(yaws.map((value) => Number(value.toFixed(6)))).toEqual([0, 1, 2, 0]);
    expect(drawn()[0]?.provenance).toMatchObject({ source: 'fitted', method: 'click' });
    expect(session.document.history.entries.map(({ label }) => label)).toEqual([
      'create',
      'fit',
      'fit',
      'fit',
      'fit',
    ]);
  });

  test('goes on from where undo leads', async () => {
    session.commands.run('cuboid.nextHypothesis');
    session.commands.run('cuboid.nextHypothesis');
    session.commands.run('edit.undo');
    await settled();
    expect(yaw()).toBeCloseTo(1, 6);
    session.commands.run('cuboid.nextHypothesis');
    expect(yaw()).toBeCloseTo(2, 6);
  });

  test('is over once the cuboid is edited', () => {
    session.commands.run('cuboid.moveUp');
    expect(session.commands.isEnabled('cuboid.nextHypothesis')).toBe(false);
    expect(session.commands.run('cuboid.nextHypothesis')).toBe(false);
  });
});

describe('interrupting', () => {
  test('Escape while drawing leaves nothing', async () => {
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0])));
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [8, 2, 0])));
    expect(session.commands.run('edit.cancel')).toBe(true);
    session.tools.pointerUp(pointer(topView, pixelOf(topView, [8, 2, 0])));
    await settled();
    expect(drawn()).toEqual([]);
    expect(session.tools.overlay.getState().footprint).toBeUndefined();
    expect(session.state.getState().tool).toBe('draw');
  });

  test('Escape while fitting stops it, and the next one leaves the tool', async () => {
    const fit = heldFit();
    draw([5, 0], [7, 2]);
    expect(session.state.getState().prompt).toEqual({ kind: 'fitting' });
    session.commands.run('edit.cancel');
    expect(session.state.getState()).toMatchObject({ prompt: undefined, tool: 'draw' });
    await fit.answer(found({ at: [0, 0, 0], prior: { name: 'car', size: [1, 1, 1] } }));
    expect(drawn()).toEqual([]);
    session.commands.run('edit.cancel');
    expect(session.state.getState().tool).toBe('select');
  });

  test('a fit that answers after the frame has changed makes nothing', async () => {
    const fit = heldFit();
    draw([5, 0], [7, 2]);
    await session.stepFrame(1);
    await fit.answer(found({ at: [0, 0, 0], prior: { name: 'car', size: [1, 1, 1] } }));
    expect(drawn()).toEqual([]);
    expect(session.document.cuboidsIn(frameIdAt(1))).toEqual([]);
    expect(session.document.history.canUndo).toBe(false);
  });

  test('only the left button draws', () => {
    expect(session.tools.pointerDown(pointer(topView, [400, 200], { button: 'right' }))).toBe('ignored');
  });
});
