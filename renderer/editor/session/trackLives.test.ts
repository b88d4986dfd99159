import { expect, test } from 'vitest';
import { isAnchor } from '#shared/labels/sighting.ts';
import { carAt, label, labelPath, moveTo, openTrackScene, trackOf } from '../testing/trackScene.ts';

test('a life is known of frames that are not in memory, with what is known of each', async () => {
  const scene = await openTrackScene();
  await labelPath(scene, 1, { 0: 0, 8: 8 });
  scene.session.tracks.edits.setConfirmed([scene.cuboid(1, 6)!.id], true);
  const { session, frameAt } = await scene.reopen();
  const life = session.tracks.lives.of(trackOf(1));
  expect(session.document.isLoaded(frameAt(6))).toBe(false);
  expect(life.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(life.filter(isAnchor).map(({ index }) => index)).toEqual([0, 6, 8]);
  expect(life[6]).toEqual({ index: 6, kind: 'interpolated', isConfirmed: true });
});

test('in a frame that is done, everything is confirmed', async () => {
  const scene = await openTrackScene();
  const { session, frameAt } = scene;
  await labelPath(scene, 1, { 0: 0, 8: 8 });
  await session.goToFrame(frameAt(4));
  session.commands.run('frame.done');
  expect(session.tracks.lives.of(trackOf(1))[4]).toMatchObject({ isConfirmed: true });
  await session.saveNow();
  const again = await scene.reopen();
  expect(again.session.tracks.lives.of(trackOf(1))[4]).toMatchObject({ isConfirmed: true });
});

test('a life is the same array until it changes, and only then is that told', async () => {
  const scene = await openTrackScene();
  const { session, frameAt, cuboid } = scene;
  await labelPath(scene, 1, { 0: 0, 8: 8 });
  label(scene, 2, 0, carAt(30));
  const { lives } = session.tracks;
  const [first, second] = [lives.of(trackOf(1)), lives.of(trackOf(2))];
  const version = lives.version.getState();
  moveTo(scene, cuboid(1, 8), 9);
  await session.goToFrame(frameAt(9));
  expect([lives.of(trackOf(1)), lives.of(trackOf(2))]).toEqual([first, second]);
  expect(lives.of(trackOf(1))).toBe(first);
  expect(lives.version.getState()).toBe(version);
  await session.goToFrame(frameAt(0));
  session.deleteCuboids([cuboid(1, 3)!.id]);
  expect(lives.of(trackOf(1)).map(({ index }) => index)).toEqual([0, 1, 2, 4, 5, 6, 7, 8]);
  expect(lives.of(trackOf(2))).toBe(second);
  expect(lives.version.getState()).toBe(version + 1);
  await session.undo();
  expect(lives.of(trackOf(1))).toEqual(first);
});

test('a preview changes no life', async () => {
  const scene = await openTrackScene();
  const { document, tracks } = scene.session;
  const id = label(scene, 1, 0, carAt(0));
  const gesture = document.beginGesture('delete');
  gesture.preview((tx) => tx.remove(id));
  expect(tracks.lives.of(trackOf(1))).toHaveLength(1);
  gesture.cancel();
});

test('what another program writes is known', async () => {
  const scene = await openTrackScene();
  const { session, world, frameAt } = scene;
  await labelPath(scene, 1, { 0: 0, 3: 3 });
  await session.saveNow();
  world.host.changeOutside(frameAt(2), undefined);
  await session.saveNow();
  await expect.poll(() => session.tracks.lives.of(trackOf(1)).map(({ index }) => index)).toEqual([0, 1, 3]);
});

test('the lives of a long drive are read in one pass, however many objects it has', async () => {
  const asked = new Map<string, number>();
  const scene = await openTrackScene({ frames: 300 });
  const { document } = scene.session;
  document.transact('create', () => undefined);
  const { TrackLives } = await import('./trackLives.ts');
  const { sequence } = scene.session.state.getState();
  const lives = new TrackLives({
    document,
    sequence,
    sightingsIn: (frameId) => {
      asked.set(frameId, (asked.get(frameId) ?? 0) + 1);
      return new Map(
        Array.from({ length: 20 }, (_, i) => [trackOf(i), { kind: 'keyframe', isConfirmed: false }]),
      );
    },
  });
  lives.update(sequence.frames.map((_, index) => scene.frameAt(index)));
  for (let i = 0; i < 20; i++) expect(lives.of(trackOf(i))).toHaveLength(300);
  expect([...asked.values()].every((times) => times === 1)).toBe(true);
});
