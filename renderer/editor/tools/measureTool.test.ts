import { beforeEach, describe, expect, test } from 'vitest';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { lookingView, pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
import type { ToolOverlay } from './toolOverlay.ts';

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  session.commands.run('tool.measure');
});

async function click(at: Vec3, view = topView): Promise<void> {
  const input = pointer(view, pixelOf(view, at));
  session.tools.pointerDown(input);
  session.tools.pointerUp(input);
  await settled();
}

async function hover(at: Vec3): Promise<void> {
  session.tools.pointerMove(pointer(topView, pixelOf(topView, at), { button: 'none' }));
  await settled();
}

function overlay(): ToolOverlay {
  return session.tools.overlay.getState();
}

describe('measuring', () => {
  test('goes from click to click, on the ground where there is no point', async () => {
    await click([1, 2, 0]);
    await hover([4, 2, 0]);
    expect(overlay().measurement).toEqual({ from: [1, 2, 0], to: [4, 2, 0], isOpen: true });
    expect(overlay().taken).toBeUndefined();
    await click([4, 6, 0]);
    expect(overlay().measurement).toEqual({ from: [1, 2, 0], to: [4, 6, 0], isOpen: false });
    await hover([9, 9, 0]);
    expect(overlay().measurement?.to).toEqual([4, 6, 0]);
  });

  test('takes the lidar point under the pointer and shows which', async () => {
    world.queries.pick = () => Promise.resolve([3, 3, 1.5]);
    await hover([3.1, 3, 0]);
    expect(overlay().taken).toEqual([3, 3, 1.5]);
    await click([3.1, 3, 0]);
    world.queries.pick = () => Promise.resolve(undefined);
    await click([5, 3, 0]);
    expect(overlay().measurement).toMatchObject({ from: [3, 3, 1.5], to: [5, 3, 0] });
  });

  test('the next pair takes the place of the last', async () => {
    for (const x of [1, 2, 3]) await click([x, 0, 0]);
    expect(overlay().measurement).toMatchObject({ from: [3, 0, 0], isOpen: true });
    await click([4, 0, 0]);
    expect(overlay().measurement).toEqual({ from: [3, 0, 0], to: [4, 0, 0], isOpen: false });
  });

  test('quick clicks count in their order, however long the points take to find', async () => {
    const answers: ((point: Vec3) => void)[] = [];
    world.queries.pick = () => new Promise((resolve) => answers.push(resolve));
    void click([1, 0, 0]);
    void click([2, 0, 0]);
    answers[1]!([2, 0, 1]);
    await settled();
    answers[0]!([1, 0, 1]);
    await settled();
    expect(overlay().measurement).toEqual({ from: [1, 0, 1], to: [2, 0, 1], isOpen: false });
  });

  test('leaves drags to the view, and images alone', async () => {
    const [x, y] = pixelOf(topView, [1, 0, 0]);
    expect(session.tools.pointerDown(pointer(topView, [x, y]))).toBe('ignored');
    session.tools.pointerUp(pointer(topView, [x + 4, y]));
    await click([5, 0, 0], lookingView([0, 0, 2], [5, 0, 0], 'image'));
    expect(overlay().measurement).toBeUndefined();
  });

  test('Escape takes back the first click, then ends', async () => {
    await click([1, 0, 0]);
    session.commands.run('edit.cancel');
    expect(overlay().measurement).toBeUndefined();
    expect(session.state.getState().tool).toBe('measure');
    await click([1, 0, 0]);
    await click([2, 0, 0]);
    session.tools.interrupt('blur');
    expect(overlay().measurement).toBeDefined();
    session.commands.run('edit.cancel');
    expect(overlay().measurement).toBeUndefined();
    expect(session.state.getState().tool).toBe('select');
  });

  test('a click that is answered after the end changes nothing, and nothing is ever edited', async () => {
    const found = deferred<Vec3>();
    world.queries.pick = () => found.promise;
    void click([1, 0, 0]);
    session.setTool('select');
    found.resolve([1, 0, 1]);
    await settled();
    expect(overlay().measurement).toBeUndefined();
    expect(session.document.history.entries).toHaveLength(0);
  });
});
