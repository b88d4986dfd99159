import { beforeEach, expect, test } from 'vitest';
import type { EditorState } from '../session/editorState.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
import type { ToolView } from './view.ts';

/** An image of 100 × 50 pixels, shown at twice its size from the panel's corner (10, 10). */
const image: ToolView = {
  ...topView,
  id: 'image-front',
  kind: 'image',
  cameraId: 'front',
  image: {
    width: 100,
    height: 50,
    toImage: ([x, y]) => [(x - 10) / 2, (y - 10) / 2],
    toView: ([x, y]) => [10 + 2 * x, 10 + 2 * y],
  },
};

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  session.setTool('note');
});

function state(): EditorState {
  return session.state.getState();
}

async function click(view: ToolView, at: readonly [number, number], to = at): Promise<void> {
  session.tools.pointerDown(pointer(view, [...at]));
  session.tools.pointerUp(pointer(view, [...to]));
  await settled();
}

test('a click on an image takes the pixel of the original, and selects again', async () => {
  await click(image, [50.13, 40]);
  expect(state()).toMatchObject({ pointedAt: { camera: 'front', pixel: [20.1, 15] }, tool: 'select' });
});

test('beyond the border of an image there is nothing to take, and where its lens is undone that is said', async () => {
  await click(image, [300, 40]);
  expect(state()).toMatchObject({ pointedAt: undefined, tool: 'note', prompt: undefined });
  const { image: _original, ...undistorted } = image;
  await click(undistorted, [50, 40]);
  expect(state()).toMatchObject({ pointedAt: undefined, tool: 'note', prompt: { kind: 'note-not-here' } });
});

test('a click in the cloud takes the lidar point, else the ground; a drag looks around', async () => {
  world.queries.pick = () => Promise.resolve([3, 3.00049, 1.5]);
  await click(topView, pixelOf(topView, [3.1, 3, 0]), [400, 20]);
  expect(state()).toMatchObject({ pointedAt: undefined, tool: 'note' });
  session.tools.pointerMove(pointer(topView, pixelOf(topView, [3.1, 3, 0]), { button: 'none' }));
  await settled();
  expect(session.tools.overlay.getState()).toMatchObject({ taken: [3, 3.00049, 1.5], cursor: 'crosshair' });
  await click(topView, pixelOf(topView, [3.1, 3, 0]));
  expect(state()).toMatchObject({ pointedAt: { point: [3, 3, 1.5] }, tool: 'select' });
  world.queries.pick = () => Promise.resolve(undefined);
  session.setTool('note');
  await click(topView, pixelOf(topView, [5, -2, 0]));
  expect(state().pointedAt).toEqual({ point: [5, -2, 0] });
});

test('a click where the pointer rested takes at once what was shown there', async () => {
  world.queries.pick = () => Promise.resolve([3, 3, 1.5]);
  const at = pixelOf(topView, [3.1, 3, 0]);
  session.tools.pointerMove(pointer(topView, at, { button: 'none' }));
  await settled();
  session.tools.pointerDown(pointer(topView, at));
  session.tools.pointerUp(pointer(topView, at));
  expect(state()).toMatchObject({ pointedAt: { point: [3, 3, 1.5] }, tool: 'select' });
});

test('Escape ends it, and a point that comes later is not taken', async () => {
  const point = deferred<[number, number, number] | undefined>();
  world.queries.pick = () => point.promise;
  await click(topView, pixelOf(topView, [3, 3, 0]));
  session.commands.run('edit.cancel');
  point.resolve([3, 3, 1]);
  await settled();
  expect(state()).toMatchObject({ pointedAt: undefined, tool: 'select' });
});
