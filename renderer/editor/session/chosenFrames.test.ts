import { describe, expect, test } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { CommandId } from '../commands/commandTable.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { settled } from '../testing/settled.ts';
import { carAt, label, labelPath, openTrackScene, trackOf, type TrackScene } from '../testing/trackScene.ts';

/** A car in frames 0 to 8, keyframes at 0, 4 and 8, with its frames side by side. */
async function sideBySide(): Promise<TrackScene> {
  const scene = await openTrackScene();
  await labelPath(scene, 1, { 0: 10, 4: 14, 8: 18 });
  const { session, cuboid, frameAt } = scene;
  await session.goToFrame(frameAt(2));
  session.select([cuboid(1, 2)!.id]);
  session.setImageStage({ kind: 'batch' });
  return scene;
}

function chosen({ session }: TrackScene): readonly number[] {
  return session.state.getState().chosenFrames.map((id) => session.tracks.lives.indexOf(id)!);
}

function onScreen({ session }: TrackScene): number {
  return session.tracks.lives.indexOf(session.state.getState().frameId!)!;
}

async function pick(scene: TrackScene, index: number, how: 'alone' | 'range' | 'toggle'): Promise<void> {
  await scene.session.tracks.chosen.pick(scene.frameAt(index), how);
}

async function run({ session }: TrackScene, id: CommandId): Promise<void> {
  session.commands.run(id);
  for (let i = 0; i < 10; i++) await settled();
}

/** Steps of history that an edit makes. */
async function stepsOf({ session }: TrackScene, edit: () => void | Promise<void>): Promise<number> {
  const { entries } = session.document.history;
  const before = entries.length;
  await edit();
  return session.document.history.entries.length - before;
}

describe('choosing frames', () => {
  test('FRM-1: a range goes from the frame picked last; one that is picked alone ends it', async () => {
    const scene = await sideBySide();
    await pick(scene, 5, 'range');
    expect([chosen(scene), onScreen(scene)]).toEqual([[2, 3, 4, 5], 5]);
    await pick(scene, 0, 'range');
    expect(chosen(scene)).toEqual([0, 1, 2]);
    await pick(scene, 6, 'alone');
    expect([chosen(scene), onScreen(scene)]).toEqual([[], 6]);
    await pick(scene, 7, 'range');
    expect(chosen(scene)).toEqual([6, 7]);
  });

  test('FRM-1: single ones come to it and leave it; what is left of one is no choice', async () => {
    const scene = await sideBySide();
    await pick(scene, 3, 'alone');
    await pick(scene, 6, 'toggle');
    await pick(scene, 8, 'toggle');
    expect([chosen(scene), onScreen(scene)]).toEqual([[3, 6, 8], 8]);
    await pick(scene, 8, 'toggle');
    expect([chosen(scene), onScreen(scene)]).toEqual([[3, 6], 6]);
    await pick(scene, 3, 'toggle');
    expect([chosen(scene), onScreen(scene)]).toEqual([[], 6]);
  });

  test('FRM-1: a frame that was only come to is not part of what is picked one by one', async () => {
    const scene = await sideBySide();
    await pick(scene, 4, 'toggle');
    expect(chosen(scene)).toEqual([]);
    await pick(scene, 6, 'toggle');
    expect(chosen(scene)).toEqual([4, 6]);
  });

  test('FRM-1: keys move the end of the range on, and back', async () => {
    const scene = await sideBySide();
    await run(scene, 'frame.chooseNext');
    await run(scene, 'frame.chooseNext');
    expect([chosen(scene), onScreen(scene)]).toEqual([[2, 3, 4], 4]);
    await run(scene, 'frame.choosePrevious');
    await run(scene, 'frame.choosePrevious');
    expect([chosen(scene), onScreen(scene)]).toEqual([[], 2]);
    await run(scene, 'frame.choosePrevious');
    expect([chosen(scene), onScreen(scene)]).toEqual([[1, 2], 1]);
  });

  test('FRM-1: frames that lack the object are left out', async () => {
    const scene = await sideBySide();
    scene.session.deleteCuboids([scene.cuboid(1, 3)!.id]);
    await pick(scene, 5, 'range');
    expect(chosen(scene)).toEqual([2, 4, 5]);
    await pick(scene, 9, 'toggle');
    expect([chosen(scene), onScreen(scene)]).toEqual([[], 9]);
  });

  test('FRM-1: a pointer that stays over a frame brings it on screen, and a chosen one only while some are', async () => {
    const scene = await sideBySide();
    const { tracks } = scene.session;
    await tracks.chosen.visit(scene.frameAt(4));
    expect(onScreen(scene)).toBe(4);
    await pick(scene, 5, 'range');
    expect(chosen(scene)).toEqual([2, 3, 4, 5]);
    await tracks.chosen.visit(scene.frameAt(3));
    await tracks.chosen.visit(scene.frameAt(7));
    expect([chosen(scene), onScreen(scene)]).toEqual([[2, 3, 4, 5], 3]);
  });

  test('FRM-1: Escape, another frame, another object and putting the frames away end it', async () => {
    const scene = await sideBySide();
    const { session, frameAt } = scene;
    const ends: readonly (() => void | Promise<void>)[] = [
      () => run(scene, 'edit.cancel'),
      () => session.goToFrame(frameAt(8)),
      () => session.select([label(scene, 2, onScreen(scene), carAt(30))]),
      () => session.setImageStage({ kind: 'scene' }),
    ];
    for (const end of ends) {
      session.setImageStage({ kind: 'batch' });
      await pick(scene, 2, 'alone');
      session.select([scene.cuboid(1, 2)!.id]);
      await pick(scene, 4, 'range');
      expect(chosen(scene)).toEqual([2, 3, 4]);
      await end();
      expect(chosen(scene)).toEqual([]);
    }
  });
});

describe('editing what is chosen', () => {
  test('FRM-2: one nudge moves all, as seen from each, and is one entry that undo takes back whole', async () => {
    const scene = await sideBySide();
    const { session, cuboid, frameAt } = scene;
    session.editCuboids([cuboid(1, 4)!.id], () => ({ yawRad: Math.PI / 2 }));
    await pick(scene, 4, 'alone');
    await pick(scene, 6, 'toggle');
    await pick(scene, 4, 'toggle');
    await pick(scene, 4, 'toggle');
    const before = session.document.cuboidsIn(frameAt(4));
    const [four, six] = [cuboid(1, 4)!.cuboid, cuboid(1, 6)!.cuboid];
    const steps = await stepsOf(scene, () => run(scene, 'cuboid.moveUp'));
    expect(steps).toBe(1);
    const moved = [four, six].map((was, i) => {
      const now = cuboid(1, 4 + 2 * i)!.cuboid;
      return [now.centre[0] - was.centre[0], now.centre[1] - was.centre[1]];
    });
    // Label frame x is up: to the right of what is headed along y, and aslant for what is on its way there.
    expect(Math.hypot(...moved[0]!)).toBeCloseTo(0.05, 3);
    expect(moved[0]![0]).toBeCloseTo(0.05, 3);
    expect(Math.hypot(...moved[1]!)).toBeCloseTo(0.05, 3);
    expect(moved[1]![0]).not.toBeCloseTo(moved[0]![0]!, 3);
    expect([4, 6].map((index) => cuboid(1, index)!.provenance)).toMatchObject([
      { source: 'manual', keyframe: true },
      { source: 'manual', keyframe: true },
    ]);
    await session.undo();
    expect(session.document.cuboidsIn(frameAt(4))).toEqual(before);
    expect(cuboid(1, 6)!.cuboid).toEqual(six);
    expect(chosen(scene)).toEqual([4, 6]);
  });

  test('FRM-2: turning, numbers and a drag by a handle do the same to all', async () => {
    const scene = await sideBySide();
    const { session, cuboid } = scene;
    await pick(scene, 4, 'range');
    await run(scene, 'cuboid.turnLeftFar');
    session.editCuboids([cuboid(1, 4)!.id], () => ({ size: [4.8, 1.8, 1.6] }));
    for (const index of [2, 3, 4])
      expect(cuboid(1, index)).toMatchObject({
        cuboid: {
          size: [4.8, 1.8, 1.6],
          rotation: fromYaw((5 * Math.PI) / 180).map((q) => expect.closeTo(q, 6)),
        },
      });
    const before = [2, 3, 4].map((index) => cuboid(1, index)!.cuboid.centre);
    const [x, y, z] = before[2]!;
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [x, y, z])));
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [x + 1, y + 0.5, z])));
    expect(cuboid(1, 2)!.cuboid.centre[0]).toBeCloseTo(before[0]![0] + 1, 1);
    const steps = await stepsOf(scene, () =>
      session.tools.pointerUp(pointer(topView, pixelOf(topView, [x + 1, y + 0.5, z]))),
    );
    expect(steps).toBe(1);
    [2, 3, 4].forEach((index, i) => {
      expect(cuboid(1, index)!.cuboid.centre[0]).toBeCloseTo(before[i]![0] + 1, 1);
      expect(cuboid(1, index)!.cuboid.centre[1]).toBeCloseTo(before[i]![1] + 0.5, 1);
    });
  });

  test('FRM-2: confirming goes on behind the last one', async () => {
    const scene = await sideBySide();
    await pick(scene, 5, 'range');
    const steps = await stepsOf(scene, () => run(scene, 'track.confirmNext'));
    expect(steps).toBe(1);
    expect([1, 2, 3, 4, 5, 6].map((index) => scene.cuboid(1, index)!.status)).toEqual([
      'draft',
      'confirmed',
      'confirmed',
      'confirmed',
      'confirmed',
      'draft',
    ]);
    expect([chosen(scene), onScreen(scene)]).toEqual([[], 6]);
  });

  test('FRM-2: keyframes of all, and derived again from what is beside them', async () => {
    const scene = await sideBySide();
    await pick(scene, 5, 'range');
    const isKeyframe = (): readonly boolean[] =>
      [2, 3, 4, 5].map((index) => scene.cuboid(1, index)!.provenance.keyframe);
    expect(await stepsOf(scene, () => run(scene, 'track.keyframe'))).toBe(1);
    expect(isKeyframe()).toEqual([true, true, true, true]);
    expect(await stepsOf(scene, () => run(scene, 'track.keyframe'))).toBe(1);
    expect(isKeyframe()).toEqual([false, false, false, false]);
    expect(scene.places(1).slice(2, 6)).toEqual([12, 13, 14, 15]);
  });

  test('FRM-2: deleting takes all away, the object stays in the other frames and is followed on', async () => {
    const scene = await sideBySide();
    const { session, places } = scene;
    await pick(scene, 4, 'range');
    expect(await stepsOf(scene, () => run(scene, 'edit.delete'))).toBe(1);
    expect(places(1).slice(2, 5)).toEqual([undefined, undefined, undefined]);
    expect(session.state.getState()).toMatchObject({ followed: trackOf(1), chosenFrames: [] });
    await session.undo();
    expect(places(1).slice(2, 5)).toEqual([12, 13, 14]);
  });

  test('FRM-2: what is said of it is said in all', async () => {
    const scene = await sideBySide();
    await pick(scene, 3, 'range');
    scene.session.setAttributes(scene.session.state.getState().selection, () => ({ occlusion: 2 }));
    expect([2, 3, 4].map((index) => scene.cuboid(1, index)!.attributes)).toEqual([
      { occlusion: 2 },
      { occlusion: 2 },
      {},
    ]);
  });

  test('FRM-2: fitting again fits each to the points of its own frame', async () => {
    const scene = await sideBySide();
    await pick(scene, 3, 'range');
    expect(await stepsOf(scene, () => run(scene, 'cuboid.fit'))).toBe(1);
    expect([2, 3].map((index) => scene.cuboid(1, index)!.provenance)).toMatchObject([
      { source: 'fitted', method: 'again', keyframe: true },
      { source: 'fitted', method: 'again', keyframe: true },
    ]);
    expect(scene.session.state.getState().prompt).toMatchObject({ which: 'chosen', counts: { fitted: 2 } });
  });

  test('FRM-2: what is locked stays in all of them', async () => {
    const scene = await sideBySide();
    const { session, places } = scene;
    await pick(scene, 4, 'range');
    const before = places(1);
    session.commands.run('cuboid.lock');
    await run(scene, 'cuboid.moveUp');
    expect(places(1)).toEqual(before);
    expect(session.state.getState().prompt).toEqual({ kind: 'locked' });
  });
});
