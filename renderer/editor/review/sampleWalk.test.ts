import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { settled } from '../testing/settled.ts';
import { carAt, label, moveTo, openTrackScene, type TrackScene } from '../testing/trackScene.ts';
import { FindingsBoard } from './findingsBoard.ts';
import { factsOfRecords } from './frameFacts.ts';
import { ReviewEdits } from './reviewEdits.ts';
import { ReviewNotes } from './reviewNotes.ts';
import { reviewRates } from './reviewRates.ts';
import { ReviewRoom } from './reviewRoom.ts';
import { sampleProgress } from './sample.ts';

const OBJECTS = 40;

let scene: TrackScene;
let board: FindingsBoard;
let room: ReviewRoom;
let notes: ReviewNotes;
/** The one that something was found on. */
let suspect: CuboidId;

/** Twenty cars in each of two frames; the first frame is on screen. */
beforeEach(async () => {
  scene = await openTrackScene({ frames: 2 });
  const { session, world } = scene;
  const { document, state } = session;
  await session.tracks.ensure([0, 1].map(scene.frameAt));
  for (let n = 1; n <= OBJECTS / 2; n++) for (const index of [0, 1]) label(scene, n, index, carAt(5 + 6 * n));
  suspect = scene.cuboid(7, 1)!.id;
  board = new FindingsBoard();
  const tell = (frames: Iterable<FrameId>): void => {
    for (const id of frames) {
      const classOf = (trackId: TrackId): string => document.get(trackId)?.class ?? '';
      board.setFacts(id, factsOfRecords(id, document.recordsIn(id), classOf));
    }
  };
  document.subscribe(({ frames }) => tell(frames));
  tell([0, 1].map(scene.frameAt));
  const { environment } = world;
  const edits = new ReviewEdits({ document, state, environment, author: 'Lin', interrupt: () => undefined });
  room = new ReviewRoom({
    session,
    checking: { board },
    edits,
    authorship: () => ({ author: 'Lin', nowMs: environment.now() }),
    pause: () => Promise.resolve(),
  });
  notes = new ReviewNotes({ session, room, edits });
  room.start();
  notes.start();
  notes.isOn = true;
  board.change({ set: [findingOn(suspect)], gone: [] });
  board.setProgress({ kind: 'done', unread: 0 });
  await settled();
  room.show({ list: 'sample' });
});

function findingOn(objectId: string): CheckedFinding {
  const head = { rule: 'GEO002', severity: 'error', frameId: scene.frameAt(1) } as const;
  const finding: Finding = { ...head, objectId, params: {}, badness: 1 };
  return { ...finding, key: findingKey(finding) };
}

function progress(): ReturnType<typeof sampleProgress> {
  return sampleProgress(room.store.getState().sample!, board.store.getState());
}

/** The pins in the views. */
function said(): readonly unknown[] {
  return scene.session.state.getState().pins.map(({ at, text, isCurrent }) => [at, text, isCurrent]);
}

describe('the sample', () => {
  test('is drawn by what was found, and gone through from object to object and frame to frame', async () => {
    expect(room.store.getState().sampled).toHaveLength(OBJECTS / 4);
    await room.step(1);
    expect(room.object).toMatchObject({ key: suspect, drawnBy: 'risk', frameId: scene.frameAt(1) });
    expect(room.current).toBeUndefined();
    expect(scene.session.state.getState()).toMatchObject({ frameId: scene.frameAt(1), selection: [suspect] });
    await room.step(-1);
    expect(room.object?.drawnBy).toBe('chance');
  });

  test('is drawn anew by another plan, of whose chance draws the smaller share is a part', () => {
    const before = room.store.getState().sample!.random.map(({ id }) => id);
    room.drawSample({ riskPercent: 20, randomPercent: 20 });
    const { sampled, sample } = room.store.getState();
    expect(sampled).toHaveLength(OBJECTS * 0.4);
    const random = sample!.random.map(({ id }) => id);
    expect([before.length, random.length]).toEqual([2, 8]);
    expect(random).toEqual(expect.arrayContaining(before));
  });

  test('yes accepts and goes on, a reason sends back, and the error rate follows', async () => {
    await room.step(1);
    const seen = new Set<string>();
    for (let i = 0; room.object !== undefined && i < OBJECTS; i++) {
      seen.add(room.object.key);
      const isWrong = room.object.drawnBy === 'chance' && progress().errorRate === undefined;
      if (isWrong) await room.sendBack('position');
      else await room.fixNext();
      await settled();
    }
    expect(seen.size).toBe(OBJECTS / 4);
    expect(room.store.getState().sampled).toEqual([]);
    const { done, total, errorRate } = progress();
    expect([done, total, errorRate?.reviewed]).toEqual([10, 10, 2]);
    expect(errorRate?.rate).toBeCloseTo(0.5);
    expect(errorRate!.low).toBeLessThan(0.5);
    expect(errorRate!.high).toBeGreaterThan(0.5);
    await scene.session.undo();
    await settled();
    expect(progress().done).toBe(9);

    const rates = reviewRates(board.store.getState(), room.store.getState().sample, 'drive');
    expect(rates.objects.class).toMatchObject([{ name: 'car', objects: OBJECTS, judged: 9, sentBack: 1 }]);
    expect(rates.objects.sequence[0]?.errorRate?.reviewed).toBe(1);
    expect(rates.reviewers).toMatchObject([{ name: 'Lin', accepted: 8, sentBack: 1, notes: 0 }]);
  });

  test('what was sent back was wrong, even once it is put right and is to be judged anew', async () => {
    room.show({ filter: 'all' });
    await room.step(-1);
    const { key, frameId } = room.object!;
    await room.sendBack('size');
    scene.world.environment.time += 1000;
    const record = scene.session.document.get(key as CuboidId)!;
    moveTo(scene, record, record.cuboid.centre[0] + 1);
    await settled();
    expect(room.store.getState().sampled.find((one) => one.key === key)?.standing).toBe('open');
    expect(progress()).toMatchObject({ done: 0, errorRate: { rate: 1 } });
    // Accepted with its frame, nobody has looked at it again.
    await scene.session.goToFrame(frameId);
    room.acceptFrame();
    await settled();
    expect(progress().errorRate?.rate).toBeGreaterThan(0);
  });

  test('a finding that is met on the way is put beside its object: next goes on from there', async () => {
    await room.step(1);
    await room.step(1);
    const second = room.object!.key;
    await room.lookAt(room.findingsOf(suspect)[0]!.key);
    expect([room.object, room.current?.finding.objectId]).toEqual([undefined, suspect]);
    await room.step(1);
    expect(room.object?.key).toBe(second);
  });
});

describe('notes', () => {
  test('stand where a person points, at what is looked at, or at the frame; each has its pin', async () => {
    const { state } = scene.session;
    const [pixel, point] = [
      { camera: 'front', pixel: [20, 30] as [number, number] },
      { point: [4, 5, 6] as [number, number, number] },
    ];
    notes.point();
    expect(state.getState().tool).toBe('note');
    state.setState({ pointedAt: pixel });
    expect(room.store.getState().asking).toBe('note');
    expect(said()).toEqual([[pixel, '', true]]);
    expect(notes.write('no box on the sign')).toBe(true);
    room.show({ asking: undefined });
    expect(state.getState().pointedAt).toBeUndefined();
    scene.world.environment.time += 1000;
    state.setState({ pointedAt: point });
    expect(notes.write('what is this?')).toBe(true);
    room.show({ asking: undefined });
    const car = scene.cuboid(3, 0)!;
    scene.session.select([car.id]);
    expect(notes.anchor).toEqual({ object: car.id });
    scene.world.environment.time += 1000;
    expect(notes.write('too long')).toBe(true);
    const [x, y, z] = car.cuboid.centre;
    const top = { point: [x, y, z + car.cuboid.size[2] / 2] };
    expect(said()).toEqual([
      [pixel, '1', false],
      [point, '2', false],
      [top, '3', false],
    ]);
  });

  test('are gone to, answered, resolved, undone, and in the file', async () => {
    const { session } = scene;
    session.state.setState({ pointedAt: { point: [4, 5, 6] } });
    notes.write('what is this?');
    room.show({ asking: undefined });
    const id = session.document.recordsIn(scene.frameAt(0)).reviews[0]!.id;
    notes.lookAt(id);
    expect(session.state.getState().goTo).toEqual({ point: [4, 5, 6] });
    expect(said()).toEqual([[{ point: [4, 5, 6] }, '1', true]]);
    expect(notes.answer(id, 'a bin')).toBe(true);
    expect(said()).toHaveLength(1);
    await session.saveNow();
    const file = scene.world.host.files.get(scene.frameAt(0))!;
    const { review } = JSON.parse(file) as { review: readonly unknown[] };
    expect(review).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ text: 'what is this?', anchor: { point: [4, 5, 6] } }),
        expect.objectContaining({ text: 'a bin', answers: id }),
      ]),
    );
    await session.undo();
    await session.undo();
    expect(session.document.get(id)).toBeUndefined();
    expect(said()).toEqual([]);
  });

  test('open at a click on their pin, which a drag is not', () => {
    const { session } = scene;
    session.state.setState({ pointedAt: { point: [4, 5, 6] } });
    notes.write('what is this?');
    room.show({ asking: undefined });
    const id = session.document.recordsIn(scene.frameAt(0)).reviews[0]!.id;
    const [x, y] = pixelOf(topView, [4, 5, 6]);
    const press = (at: readonly [number, number], to = at): void => {
      session.tools.pointerDown(pointer(topView, [...at]));
      session.tools.pointerUp(pointer(topView, [...to]));
    };
    press([x, y - 17], [x + 30, y - 17]);
    press([x, y + 4]);
    expect(notes.store.getState().current).toBeUndefined();
    session.tools.pointerMove(pointer(topView, [x, y - 17], { button: 'none' }));
    expect(session.tools.overlay.getState().cursor).toBe('pointer');
    press([x, y - 17]);
    expect(notes.store.getState().current).toBe(id);
    expect(session.state.getState()).toMatchObject({ openedNote: undefined, goTo: { point: [4, 5, 6] } });
  });

  test('one that is resolved needs no pin, and none are shown elsewhere than in the room', () => {
    const { session } = scene;
    session.state.setState({ pointedAt: { point: [4, 5, 6] } });
    notes.write('what is this?');
    room.show({ asking: undefined });
    notes.isOn = false;
    expect(said()).toEqual([]);
    notes.isOn = true;
    expect(said()).toHaveLength(1);
    const id = session.document.recordsIn(scene.frameAt(0)).reviews[0]!.id;
    const { environment } = scene.world;
    new ReviewEdits({
      document: session.document,
      state: session.state,
      environment,
      author: 'Wang',
      interrupt: () => undefined,
    }).resolve(id, true);
    expect(said()).toEqual([]);
  });
});
