import { describe, expect, test } from 'vitest';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
import type { FoundPoint, ToolView } from './view.ts';

const HERE: Vec3 = [1, 2, 0.5];

function imageView(found: FoundPoint | undefined): ToolView {
  return { ...topView, id: 'image-front', kind: 'image', cameraId: 'front', pointAt: () => found };
}

const free = { button: 'none' } as const;

async function open() {
  const world = createWorld();
  return { session: await openSession(world), queries: world.queries };
}

describe('the point under the pointer', () => {
  test('is found in a view of the cloud by the worker, in an image by the image', async () => {
    const { session, queries } = await open();
    const { link } = session.tools;
    link.isOn = true;
    queries.pick = () => Promise.resolve(HERE);
    session.tools.pointerMove(pointer(topView, [10, 10], free));
    await settled();
    expect(link.store.getState()).toEqual({ index: 0, position: HERE, viewId: 'top' });
    const found = { index: 7, position: HERE, range: 12 };
    session.tools.pointerMove(pointer(imageView(found), [10, 10], free));
    expect(link.store.getState()).toEqual({ ...found, viewId: 'image-front' });
    session.tools.pointerMove(pointer(imageView(undefined), [10, 10], free));
    expect(link.store.getState()).toBeUndefined();
  });

  test('asks for nothing while it is off, and forgets when it is switched off', async () => {
    const { session, queries } = await open();
    const { link } = session.tools;
    let asked = 0;
    queries.pick = () => {
      asked += 1;
      return Promise.resolve(HERE);
    };
    session.tools.pointerMove(pointer(topView, [10, 10], free));
    await settled();
    expect(asked).toBe(0);
    link.isOn = true;
    session.tools.pointerMove(pointer(topView, [10, 10], free));
    await settled();
    expect(link.store.getState()).toBeDefined();
    link.isOn = false;
    expect(link.store.getState()).toBeUndefined();
  });

  test('goes while something is held, when the pointer leaves, and with the frame', async () => {
    const { session } = await open();
    const { link } = session.tools;
    link.isOn = true;
    const found = { index: 7, position: HERE };
    const move = (): void => session.tools.pointerMove(pointer(imageView(found), [10, 10], free));
    move();
    session.tools.pointerDown(pointer(topView, [10, 10]));
    expect(link.store.getState()).toBeUndefined();
    move();
    expect(link.store.getState()).toBeUndefined();
    session.tools.pointerUp(pointer(topView, [10, 10]));
    move();
    session.tools.pointerLeave();
    expect(link.store.getState()).toBeUndefined();
    move();
    expect(link.store.getState()).toBeDefined();
    session.tools.interrupt('frame');
    expect(link.store.getState()).toBeUndefined();
  });

  test('is not what was asked for before the pointer left', async () => {
    const { session, queries } = await open();
    const { link } = session.tools;
    link.isOn = true;
    const picked = deferred<Vec3>();
    queries.pick = () => picked.promise;
    session.tools.pointerMove(pointer(topView, [10, 10], free));
    session.tools.pointerLeave();
    picked.resolve(HERE);
    await settled();
    expect(link.store.getState()).toBeUndefined();
  });

  test('tells its listeners once for as long as it stays the same', async () => {
    const { session } = await open();
    const { link } = session.tools;
    link.isOn = true;
    let changes = 0;
    link.store.subscribe(() => {
      changes += 1;
    });
    for (let i = 0; i < 5; i++) {
      session.tools.pointerMove(pointer(imageView({ index: 7, position: HERE }), [10 + i, 10], free));
    }
    expect(changes).toBe(1);
  });
});
