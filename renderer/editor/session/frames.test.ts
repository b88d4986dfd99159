import { beforeEach, describe, expect, test } from 'vitest';
import type { FrameId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred, settled } from '../testing/settled.ts';
import { frameIdAt, smallSequence } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';

let world: World;
let session: EditorSession;
/** Lets the content of a frame be there. */
let release: Map<FrameId, () => void>;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  release = new Map();
  world.content.gate = (frameId) => new Promise((done) => release.set(frameId, done));
});

function shown(): readonly [FrameId | undefined, FrameId | undefined] {
  const { frameId, requestedFrameId } = session.state.getState();
  return [frameId, requestedFrameId];
}

describe('going to a frame', () => {
  test('the old one stays until the new one is there', async () => {
    const going = session.goToFrame(frameIdAt(2));
    await settled();
    expect(shown()).toEqual([frameIdAt(0), frameIdAt(2)]);
    release.get(frameIdAt(2))?.();
    await going;
    expect(shown()).toEqual([frameIdAt(2), undefined]);
  });

  test('it waits for the labels too', async () => {
    world.content.gate = undefined;
    const gate = deferred<void>();
    world.host.gate = (_, frameId) => (frameId === frameIdAt(4) ? gate.promise : Promise.resolve());
    const going = session.goToFrame(frameIdAt(4));
    await settled();
    expect(shown()).toEqual([frameIdAt(0), frameIdAt(4)]);
    gate.resolve();
    await going;
    expect(shown()).toEqual([frameIdAt(4), undefined]);
  });

  test('the last request wins, in whatever order they are answered', async () => {
    const first = session.goToFrame(frameIdAt(1));
    const second = session.goToFrame(frameIdAt(2));
    const third = session.goToFrame(frameIdAt(3));
    await settled();
    release.get(frameIdAt(3))?.();
    await third;
    release.get(frameIdAt(2))?.();
    release.get(frameIdAt(1))?.();
    await Promise.all([first, second]);
    expect(shown()).toEqual([frameIdAt(3), undefined]);
  });

  test('going back to the frame on screen drops the request', async () => {
    const going = session.goToFrame(frameIdAt(1));
    await session.goToFrame(frameIdAt(0));
    expect(shown()).toEqual([frameIdAt(0), undefined]);
    release.get(frameIdAt(1))?.();
    await going;
    expect(shown()).toEqual([frameIdAt(0), undefined]);
  });

  test('steps count from the frame asked for last, and stop at the ends', async () => {
    void session.stepFrame(1);
    void session.stepFrame(1);
    expect(shown()[1]).toBe(frameIdAt(2));
    void session.stepFrame(10);
    expect(shown()[1]).toBe(frameIdAt(5));
    void session.stepFrame(-100);
    expect(shown()).toEqual([frameIdAt(0), undefined]);
  });

  test('a frame that does not exist is not gone to', async () => {
    await session.goToFrame('nowhere' as FrameId);
    expect(shown()).toEqual([frameIdAt(0), undefined]);
  });

  test('neighbours are prefetched, more of them in the direction of travel', async () => {
    world.content.gate = undefined;
    await session.goToFrame(frameIdAt(2));
    expect(world.content.prefetched.at(-1)).toEqual([3, 4, 1].map(frameIdAt));
    await session.goToFrame(frameIdAt(1));
    expect(world.content.prefetched.at(-1)).toEqual([0, 2].map(frameIdAt));
    await settled();
    expect(session.document.isLoaded(frameIdAt(3))).toBe(true);
  });

  test('the same object stays selected', async () => {
    world.content.gate = undefined;
    const id = addCuboid(session, boxAt(10));
    await session.saveNow();
    const sidecar = world.host.sidecar(frameIdAt(0));
    const twin = 'aaaaaaaa-0000-4000-8000-000000000000';
    const objects = sidecar.objects.map((object) => Object.assign(object, { id: twin }));
    world.host.imported.set(frameIdAt(4), { ...sidecar, objects });
    session.select([id]);
    await session.goToFrame(frameIdAt(4));
    expect(session.state.getState().selection).toEqual([twin]);
    await session.goToFrame(frameIdAt(5));
    expect(session.state.getState().selection).toEqual([]);
  });
});

test('labels of frames visited long ago leave memory, those not yet written stay', async () => {
  const frames = Array.from({ length: 200 }, (_, index) => ({
    ...smallSequence.frames[0]!,
    id: `long/${String(index).padStart(4, '0')}`,
    index,
  }));
  world.content.gate = undefined;
  const long = await openSession(world, { sequence: { ...smallSequence, frames } });
  world.host.failure = (method) => (method.endsWith('.save') ? 'disk-full' : undefined);
  addCuboid(long, boxAt(10));
  for (let i = 1; i < frames.length; i++) await long.stepFrame(1);
  expect(long.document.loadedFrames().length).toBeLessThan(70);
  expect(long.document.isLoaded(frames[0]!.id as FrameId)).toBe(true);
  expect(long.document.isLoaded(frames[20]!.id as FrameId)).toBe(false);
  expect(long.state.getState().frames.get(frames[0]!.id as FrameId)?.objects).toBe(1);
  world.host.failure = undefined;
  await long.dispose();
});
