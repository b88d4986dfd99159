import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deferred, settled } from '../testing/settled.ts';
import {
  carAt,
  label,
  labelPath,
  moveTo,
  openTrackScene,
  trackOf,
  type TrackScene,
} from '../testing/trackScene.ts';
import { keyframeRoom, lifeAfterMove } from './keyframeMove.ts';

const NO = undefined;
const FRAMES = 10;

function move({ session }: TrackScene, from: number, to: number): Promise<boolean> {
  return session.tracks.edits.moveKeyframe(trackOf(1), { from, to });
}

function prompt({ session }: TrackScene): unknown {
  return session.state.getState().prompt;
}

/** The path of one object through ten frames, by the keyframes that it is interpolated between. */
async function path(places: Readonly<Record<number, number>>): Promise<TrackScene> {
  const scene = await openTrackScene();
  await labelPath(scene, 1, places);
  return scene;
}

describe('moving a keyframe', () => {
  test('TRK-18: takes its place to another time, and what is interpolated follows; one entry', async () => {
    const scene = await path({ 0: 0, 4: 4, 8: 0 });
    const { history } = scene.session.document;
    const before = scene.places(1);
    const steps = history.entries.length;
    expect(await move(scene, 4, 6)).toBe(true);
    expect(scene.places(1)[6]).toBe(4);
    expect(scene.cuboid(1, 6)).toMatchObject({ provenance: { keyframe: true, source: 'manual' } });
    expect(scene.cuboid(1, 4)).toMatchObject({ provenance: { keyframe: false, source: 'interpolated' } });
    expect(scene.places(1)[4]).not.toBe(4);
    expect(history.entries).toHaveLength(steps + 1);
    expect(history.entries.at(-1)?.label).toBe('moveKeyframe');
    await scene.session.undo();
    expect(scene.places(1)).toEqual(before);
  });

  test('TRK-18: the ends of a path move with it', async () => {
    const scene = await path({ 2: 2, 6: 6 });
    await move(scene, 6, 8);
    expect(scene.places(1)).toEqual([NO, NO, 2, 2.6667, 3.3333, 4, 4.6667, 5.3333, 6, NO]);
    await move(scene, 8, 4);
    expect(scene.places(1)).toEqual([NO, NO, 2, 4, 6, NO, NO, NO, NO, NO]);
    await move(scene, 2, 0);
    expect(scene.places(1)).toEqual([2, 3, 4, 5, 6, NO, NO, NO, NO, NO]);
  });

  test('TRK-6: in a gap it leaves nothing behind', async () => {
    const scene = await openTrackScene();
    for (const index of [0, 4, 8]) {
      await scene.session.tracks.ensure([scene.frameAt(index)]);
      label(scene, 1, index, carAt(index));
    }
    await move(scene, 4, 5);
    expect(scene.places(1)).toEqual([0, NO, NO, NO, NO, 4, NO, NO, 8, NO]);
  });

  test('TRK-18: it keeps its place in the world where poses are known', async () => {
    const scene = await openTrackScene({ drives: true });
    await labelPath(scene, 1, { 0: 10, 8: 2 });
    await move(scene, 8, 6);
    expect(scene.places(1)[6]).toBeCloseTo(4, 6);
  });

  test('TRK-3: the frame that it comes to keeps its id and its attributes', async () => {
    const scene = await path({ 0: 0, 4: 4, 8: 8 });
    const there = scene.cuboid(1, 6)!;
    scene.session.setAttributes([there.id], () => ({ parked: true }));
    await move(scene, 4, 6);
    expect(scene.cuboid(1, 6)).toMatchObject({ id: there.id, attributes: { parked: true } });
  });

  test('TRK-18: it comes neither onto nor past what is set or confirmed, and that is said', async () => {
    const scene = await path({ 0: 0, 4: 4, 8: 8 });
    const { session, cuboid } = scene;
    session.tracks.edits.setConfirmed([cuboid(1, 6)!.id], true);
    const { history } = session.document;
    const steps = history.entries.length;
    for (const to of [0, 6, 7, 8, 9]) {
      session.dismissPrompt();
      expect(await move(scene, 4, to)).toBe(false);
      expect(prompt(scene)).toEqual({ kind: 'no-room' });
    }
    expect(history.entries).toHaveLength(steps);
    expect(await move(scene, 4, 5)).toBe(true);
  });

  test('TRK-18: a keyframe that is confirmed is not confirmed at another time', async () => {
    const scene = await path({ 0: 0, 4: 4, 8: 8 });
    scene.session.tracks.edits.setConfirmed([scene.cuboid(1, 4)!.id], true);
    await move(scene, 4, 5);
    expect([4, 5].map((index) => scene.cuboid(1, index)?.status)).toEqual(['draft', 'draft']);
  });

  test('TRK-13: what stands still is in every frame all the same', async () => {
    const scene = await path({ 3: 5 });
    await scene.session.tracks.edits.setStatic(scene.cuboid(1, 3)!.id, true);
    await move(scene, 3, 7);
    expect(scene.places(1)).toEqual(Array.from({ length: FRAMES }, () => 5));
    expect(scene.cuboid(1, 7)?.provenance.keyframe).toBe(true);
    expect(scene.cuboid(1, 3)?.provenance.keyframe).toBe(false);
  });

  test('TRK-10: to a frame that cannot be read it does not go', async () => {
    const scene = await openTrackScene();
    scene.world.host.files.set(scene.frameAt(5), 'broken');
    const again = await scene.reopen();
    await labelPath(again, 1, { 0: 0, 4: 4 });
    expect(await move(again, 4, 5)).toBe(false);
    expect(prompt(again)).toEqual({ kind: 'no-room' });
    expect(await move(again, 4, 6)).toBe(true);
    expect(prompt(again)).toEqual({ kind: 'track', deed: 'moveKeyframe', count: 1, unread: 1 });
  });

  test('TRK-8: labels come first, and what was edited meanwhile moves along', async () => {
    const scene = await path({ 0: 0, 4: 4, 8: 8 });
    const again = await scene.reopen();
    await again.session.tracks.ensure([again.frameAt(4)]);
    const isThere = deferred<void>();
    again.world.host.gate = (method) => (method === 'labels.load' ? isThere.promise : Promise.resolve());
    const deed = move(again, 4, 6);
    moveTo(again, again.cuboid(1, 4), 5);
    isThere.resolve();
    await settled();
    expect(await deed).toBe(true);
    expect(again.places(1)[6]).toBe(5);
  });

  test('a locked object stays as it is, and that is said', async () => {
    const scene = await path({ 0: 0, 4: 4 });
    const { session } = scene;
    session.setTrackView({ ...session.state.getState().trackView, locked: new Set([trackOf(1)]) });
    expect(await move(scene, 4, 5)).toBe(false);
    expect(prompt(scene)).toEqual({ kind: 'locked' });
  });
});

describe('the life of an object whose keyframe is moved', () => {
  const pathOf = fc
    .uniqueArray(fc.nat({ max: FRAMES - 1 }), { minLength: 1, maxLength: 5 })
    .map((frames) => frames.toSorted((a, b) => a - b));
  const acts = fc.array(fc.record({ which: fc.nat(), to: fc.nat({ max: FRAMES - 1 }) }), {
    minLength: 1,
    maxLength: 6,
  });

  test('TRK-18, DOC-4, HIS-1: is drawn as it will be; any moves, undone, leave what was before', async () => {
    await fc.assert(
      fc.asyncProperty(
        pathOf,
        fc.boolean(),
        fc.boolean(),
        acts,
        async (frames, isFilled, isStatic, moves) => {
          const scene = await openTrackScene();
          const { session, frameAt, cuboid } = scene;
          const { lives, edits } = session.tracks;
          await session.tracks.ensure(Array.from({ length: FRAMES }, (_, index) => frameAt(index)));
          for (const index of frames) label(scene, 1, index, carAt(index + 1));
          if (isFilled) await edits.interpolate(trackOf(1), frames[0]!, 'life');
          if (isStatic) await edits.setStatic(cuboid(1, frames[0]!)!.id, true);
          const before = scene.places(1);
          const steps = session.document.history.entries.length;
          for (const { which, to } of moves) {
            const life = lives.of(trackOf(1));
            const keys = life.filter(({ kind }) => kind === 'keyframe');
            const from = keys[which % keys.length]!.index;
            const room = keyframeRoom(life, from, FRAMES)!;
            const mayCome = room.from <= to && to <= room.to && to !== from;
            const place = cuboid(1, from)!.cuboid;
            expect(await move(scene, from, to)).toBe(mayCome);
            expect(cuboid(1, mayCome ? to : from)!.cuboid).toEqual(place);
            const drawn = mayCome ? lifeAfterMove(life, { from, to }, isStatic) : life;
            expect(lives.of(trackOf(1))).toEqual(drawn);
            const here = drawn.map(({ index }) => session.document.cuboidsIn(frameAt(index)).length);
            expect(here.every((count) => count === 1)).toBe(true);
          }
          while (session.document.history.entries.length > steps && session.document.history.canUndo) {
            const last = session.document.history.next('undo');
            if (last?.label !== 'moveKeyframe') break;
            await session.undo();
          }
          expect(scene.places(1)).toEqual(before);
          await session.dispose();
        },
      ),
      { numRuns: 60 },
    );
  });
});
