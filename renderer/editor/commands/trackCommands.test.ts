import { describe, expect, test } from 'vitest';
import { FakeStreet } from '../testing/fakeStreet.ts';
import { deferred, settled } from '../testing/settled.ts';
import { carAt, label, labelPath, openTrackScene, trackOf, type TrackScene } from '../testing/trackScene.ts';
import type { CommandId } from './commandTable.ts';

function isEnabled({ session }: TrackScene, id: CommandId): boolean {
  return session.commands.isEnabled(id);
}

async function run({ session }: TrackScene, id: CommandId): Promise<void> {
  session.commands.run(id);
  await allDone();
}

/** A search takes many promises. */
async function allDone(): Promise<void> {
  for (let i = 0; i < 10; i++) await settled();
}

function frameOnScreen({ session }: TrackScene): number {
  const { frameId } = session.state.getState();
  return session.tracks.lives.indexOf(frameId!)!;
}

/** A car that stands where it should be by its keyframes in every frame. */
async function street(): Promise<TrackScene> {
  const queries = new FakeStreet((frameId) => [carAt(10 + Number(/\d+/.exec(frameId)![0]))]);
  return openTrackScene({ world: { queries } });
}

describe('walking along an object', () => {
  test('to its keyframes, its first and its last frame, through frames that lack it', async () => {
    const scene = await openTrackScene();
    const { session, cuboid, frameAt } = scene;
    await labelPath(scene, 1, { 1: 1, 4: 4, 7: 7 });
    await session.goToFrame(frameAt(1));
    session.select([cuboid(1, 1)!.id]);
    await run(scene, 'track.nextKeyframe');
    expect(frameOnScreen(scene)).toBe(4);
    expect(session.state.getState().selection).toEqual([cuboid(1, 4)!.id]);
    await run(scene, 'track.last');
    expect(frameOnScreen(scene)).toBe(7);
    expect(isEnabled(scene, 'track.last')).toBe(false);
    await session.goToFrame(frameAt(9));
    expect(session.state.getState()).toMatchObject({ selection: [], followed: trackOf(1) });
    await run(scene, 'track.previousKeyframe');
    expect(frameOnScreen(scene)).toBe(7);
    await run(scene, 'track.first');
    expect(frameOnScreen(scene)).toBe(1);
  });

  test('what is let go is followed no more', async () => {
    const scene = await openTrackScene();
    const { session, frameAt } = scene;
    session.select([label(scene, 1, 0, carAt(0))]);
    await session.goToFrame(frameAt(3));
    expect(session.state.getState().followed).toBe(trackOf(1));
    session.commands.run('edit.cancel');
    expect(session.state.getState().followed).toBeUndefined();
    expect(isEnabled(scene, 'track.first')).toBe(false);
  });
});

describe('a keyframe where the object is missing', () => {
  test('TRK-16: is placed, selected, and one entry', async () => {
    const scene = await street();
    const { session, frameAt, cuboid } = scene;
    session.select([label(scene, 1, 0, carAt(10))]);
    await session.goToFrame(frameAt(2));
    const steps = session.document.history.entries.length;
    expect(isEnabled(scene, 'track.keyframe')).toBe(true);
    await run(scene, 'track.keyframe');
    expect(cuboid(1, 2)?.provenance.keyframe).toBe(true);
    expect(session.state.getState().selection).toEqual([cuboid(1, 2)!.id]);
    expect(session.document.history.entries).toHaveLength(steps + 1);
  });

  test('with another frame on screen by then, nothing is selected in it', async () => {
    const scene = await street();
    const { session, frameAt, cuboid, world } = scene;
    session.select([label(scene, 1, 0, carAt(10))]);
    await session.goToFrame(frameAt(2));
    const isThere = deferred<void>();
    if (world.queries instanceof FakeStreet) world.queries.gate = () => isThere.promise;
    session.commands.run('track.keyframe');
    await session.goToFrame(frameAt(3));
    isThere.resolve();
    await allDone();
    expect(cuboid(1, 2)).toBeDefined();
    expect(session.state.getState().selection).toEqual([]);
  });

  test('of an object that is gone there is none', async () => {
    const scene = await openTrackScene();
    const { session, frameAt } = scene;
    session.select([label(scene, 1, 0, carAt(10))]);
    await session.goToFrame(frameAt(2));
    await session.undo();
    await session.goToFrame(frameAt(2));
    expect(isEnabled(scene, 'track.keyframe')).toBe(false);
  });
});

describe('carrying an object along', () => {
  test('TRK-15: puts it into the next frame and goes there', async () => {
    const scene = await street();
    const { session, cuboid } = scene;
    session.select([label(scene, 1, 0, carAt(10))]);
    await run(scene, 'track.carryNext');
    expect(frameOnScreen(scene)).toBe(1);
    expect(cuboid(1, 1)?.cuboid.centre[0]).toBe(11);
    expect(session.state.getState()).toMatchObject({ selection: [cuboid(1, 1)!.id], prompt: undefined });
  });

  test('pressed twice it goes one frame on, not past what it found', async () => {
    const scene = await street();
    const { session } = scene;
    session.select([label(scene, 1, 0, carAt(10))]);
    session.commands.run('track.carryNext');
    await run(scene, 'track.carryNext');
    expect(frameOnScreen(scene)).toBe(1);
  });

  test('who looks elsewhere meanwhile is left there', async () => {
    const scene = await street();
    const { session, frameAt, cuboid, world } = scene;
    session.select([label(scene, 1, 0, carAt(10))]);
    const isThere = deferred<void>();
    if (world.queries instanceof FakeStreet) world.queries.gate = () => isThere.promise;
    session.commands.run('track.carryNext');
    await session.goToFrame(frameAt(7));
    isThere.resolve();
    await allDone();
    expect(cuboid(1, 1)).toBeDefined();
    expect(frameOnScreen(scene)).toBe(7);
  });
});

test('confirming is a switch for all that is selected', async () => {
  const scene = await openTrackScene();
  const { session } = scene;
  const ids = [label(scene, 1, 0, carAt(0)), label(scene, 2, 0, carAt(20))];
  const statuses = (): unknown[] => ids.map((id) => session.document.get(id)?.status);
  session.tracks.edits.setConfirmed([ids[0]!], true);
  session.select(ids);
  await run(scene, 'track.confirm');
  expect(statuses()).toEqual(['confirmed', 'confirmed']);
  await run(scene, 'track.confirm');
  expect(statuses()).toEqual(['draft', 'draft']);
});

test('TRK-14: the size of an object is a switch, too', async () => {
  const scene = await openTrackScene();
  const { session } = scene;
  session.select([label(scene, 1, 0, carAt(0))]);
  await run(scene, 'track.size');
  expect(session.document.get(trackOf(1))?.size).toEqual([4.5, 1.8, 1.6]);
  await run(scene, 'track.size');
  expect(session.document.get(trackOf(1))?.size).toBeUndefined();
});

describe('moving a keyframe by a frame', () => {
  test('TRK-18: it is followed, and where there is none, it is said why not', async () => {
    const scene = await openTrackScene();
    const { session, cuboid, frameAt } = scene;
    const { commands } = session;
    await labelPath(scene, 1, { 0: 0, 4: 4 });
    expect(commands.whyDisabled('track.moveKeyframeOn')).toBe('select-one');
    session.select([cuboid(1, 0)!.id]);
    expect(commands.whyDisabled('track.moveKeyframeBack')).toBe('sequence-ends');
    await run(scene, 'track.moveKeyframeOn');
    expect(frameOnScreen(scene)).toBe(1);
    expect(session.state.getState().selection).toEqual([cuboid(1, 1)!.id]);
    expect(scene.places(1).slice(0, 3)).toEqual([undefined, 0, expect.any(Number)]);
    await session.goToFrame(frameAt(2));
    expect(commands.whyDisabled('track.moveKeyframeOn')).toBe('no-keyframe-here');
    await session.goToFrame(frameAt(7));
    expect(commands.whyDisabled('track.split')).toBe('not-here');
    expect(commands.whyDisabled('track.nextKeyframe')).toBe('nothing-further');
    expect(commands.whyDisabled('track.previousKeyframe')).toBeUndefined();
  });

  test('TRK-6: what lies in a gap is filled from within it', async () => {
    const scene = await openTrackScene();
    const { session, frameAt } = scene;
    for (const index of [0, 3]) {
      await session.tracks.ensure([frameAt(index)]);
      label(scene, 1, index, carAt(index));
    }
    session.select([scene.cuboid(1, 0)!.id]);
    await session.goToFrame(frameAt(1));
    await run(scene, 'track.interpolate');
    expect(scene.places(1).slice(0, 4)).toEqual([0, 1, 2, 3]);
  });
});
