import { beforeEach, describe, expect, test } from 'vitest';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import type { CuboidRecord } from '../document/records.ts';
import type { FitAnswer } from '../ports.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { fitted } from '../testing/fakeWorld.ts';
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

/** Lets the fit answer only when told. */
function heldFit(): { answer(value: FitAnswer | undefined): Promise<void> } {
  const fit = deferred<FitAnswer | undefined>();
  world.queries.fit = () => fit.promise;
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
    expect(world.queries.fits).toHaveLength(1);
    expect(world.queries.fits[0]?.classSize).toEqual([0.8, 0.7, 1.75]);
    expect(world.queries.fits[0]?.footprint).toContainEqual([5, 1, 0]);
    expect(world.queries.fits[0]?.footprint).toContainEqual([7, -2, 0]);
    const [record] = drawn();
    expect(record?.provenance).toMatchObject({ source: 'fitted', keyframe: true, author: 'Ada' });
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

  test('a click fits within a square of the length of the class: its heading is not known', async () => {
    draw([6, 2], [6, 2]);
    await settled();
    const xs = world.queries.fits[0]?.footprint.map(([x]) => x) ?? [];
    const ys = world.queries.fits[0]?.footprint.map(([, y]) => y) ?? [];
    expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(4.5, 9);
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(4.5, 9);
    expect(drawn()).toHaveLength(1);
  });

  test('a click on points of an object fits around these, not around the ground behind them', async () => {
    world.queries.pick = () => Promise.resolve([3, -1, 0.8]);
    draw([6, 2], [6, 2]);
    await settled();
    const { footprint } = world.queries.fits[0]!;
    expect((footprint[0][0] + footprint[2][0]) / 2).toBeCloseTo(3, 9);
    expect((footprint[0][1] + footprint[2][1]) / 2).toBeCloseTo(-1, 9);
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
    const xs = world.queries.fits[0]?.footprint.map(([x]) => x) ?? [];
    expect((Math.max(...xs) + Math.min(...xs)) / 2).toBeCloseTo(8, 9);
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

  test('too few points: it is made and said', async () => {
    world.queries.fit = (request) => Promise.resolve({ ...fitted(request), quality: 'sparse' });
    draw([5, 0], [7, 2]);
    await settled();
    expect(drawn()[0]?.provenance.source).toBe('manual');
    expect(session.state.getState().prompt).toEqual({ kind: 'fit-sparse' });
  });

  test.each([
    ['nothing is there', () => Promise.resolve(undefined)],
    ['the fit fails', () => Promise.reject(new Error('worker lost'))],
  ])('%s: nothing is made and it is said', async (_, fit) => {
    world.queries.fit = fit;
    draw([5, 0], [7, 2]);
    await settled();
    expect(drawn()).toEqual([]);
    expect(session.state.getState()).toMatchObject({ prompt: { kind: 'nothing-there' }, tool: 'draw' });
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
    await fit.answer(
      fitted({
        footprint: [
          [0, 0, 0],
          [1, 0, 0],
          [1, 1, 0],
          [0, 1, 0],
        ],
        classSize: [1, 1, 1],
      }),
    );
    expect(drawn()).toEqual([]);
    session.commands.run('edit.cancel');
    expect(session.state.getState().tool).toBe('select');
  });

  test('a fit that answers after the frame has changed makes nothing', async () => {
    const fit = heldFit();
    draw([5, 0], [7, 2]);
    await session.stepFrame(1);
    await fit.answer(
      fitted({
        footprint: [
          [0, 0, 0],
          [1, 0, 0],
          [1, 1, 0],
          [0, 1, 0],
        ],
        classSize: [1, 1, 1],
      }),
    );
    expect(drawn()).toEqual([]);
    expect(session.document.cuboidsIn(frameIdAt(1))).toEqual([]);
    expect(session.document.history.canUndo).toBe(false);
  });

  test('only the left button draws', () => {
    expect(session.tools.pointerDown(pointer(topView, [400, 200], { button: 'right' }))).toBe('ignored');
  });
});
