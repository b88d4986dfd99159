import { beforeEach, describe, expect, test } from 'vitest';
import type { Box2dId, LabelRecord, RecordId, ReviewId } from '../document/records.ts';
import {
  carAt,
  label,
  labelPath,
  moveTo,
  openTrackScene,
  trackOf,
  type TrackScene,
} from '../testing/trackScene.ts';
import { settled } from '../testing/settled.ts';
import { applyFix } from './applyFix.ts';
import { ReviewEdits } from './reviewEdits.ts';
import { entryOf, frameStanding, reviewRecordOf, verdictOf } from './reviewRecords.ts';

let scene: TrackScene;
let review: ReviewEdits;

beforeEach(async () => {
  scene = await openTrackScene({ frames: 6 });
  review = reviewOf(scene);
});

function reviewOf({ session, world }: TrackScene): ReviewEdits {
  const { document, state } = session;
  const { environment } = world;
  return new ReviewEdits({
    document,
    state,
    environment,
    author: 'Lin',
    interrupt: () => session.tools.interrupt('command'),
  });
}

function standing(index: number): string {
  const { document } = scene.session;
  return frameStanding(document.recordsIn(scene.frameAt(index)), scene.frameAt(index));
}

function prompt(): unknown {
  return scene.session.state.getState().prompt;
}

describe('verdicts', () => {
  test('REV-4 a frame has one, which goes from one to the next, and accepting it marks it as done', () => {
    const frame = scene.frameAt(0);
    expect(standing(0)).toBe('todo');
    review.setVerdict(frame, undefined, 'inReview');
    review.setVerdict(frame, undefined, 'rejected', ['size', 'identity']);
    const { reviews } = scene.session.document.recordsIn(frame);
    expect(reviews.map(entryOf)).toEqual([
      {
        id: expect.any(String),
        kind: 'verdict',
        verdict: 'rejected',
        reasons: ['size', 'identity'],
        author: 'Lin',
        at: '1700000000000000000',
      },
    ]);
    review.setVerdict(frame, undefined, 'accepted');
    expect(standing(0)).toBe('accepted');
    expect(scene.session.document.recordsIn(frame).done).toMatchObject({ author: 'Lin' });
    review.setVerdict(frame, undefined, undefined);
    expect(standing(0)).toBe('labeled');
  });

  test('what is said is undone, saved, and read again', async () => {
    const id = label(scene, 1, 0, carAt(10));
    const frame = scene.frameAt(0);
    review.setVerdict(frame, id, 'rejected', ['position']);
    review.waive(frame, 'AGR004|x', 'mirror left out');
    const note = review.comment(frame, ' 2D box follows the bodywork ', { anchor: { object: id } })!;
    review.resolve(note, true);
    await scene.session.saveNow();
    scene = await scene.reopen();
    const records = scene.session.document.recordsIn(frame);
    expect(verdictOf(records, frame, id)?.reasons).toEqual(['position']);
    expect(records.reviews.map(entryOf)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'waiver', finding: 'AGR004|x', reason: 'mirror left out' }),
        expect.objectContaining({
          text: '2D box follows the bodywork',
          anchor: { object: id },
          isResolved: true,
        }),
      ]),
    );
    review = reviewOf(scene);
    review.unwaive(frame, 'AGR004|x');
    expect(scene.session.document.recordsIn(frame).reviews).toHaveLength(2);
    await scene.session.undo();
    expect(scene.session.document.recordsIn(frame).reviews).toHaveLength(3);
  });

  test('REV-5 an entry of another kind stays as it is, and nothing empty is said', () => {
    const frame = scene.frameAt(0);
    const other = { id: '99999999-9999-4999-8999-999999999999', kind: 'score', stars: 5 };
    const { document } = scene.session;
    document.transact('edit', (tx) =>
      // What this version does not know comes from files alone.
      tx.create(reviewRecordOf(frame, other as never)),
    );
    expect(review.comment(frame, '  ')).toBeUndefined();
    expect(review.waive(frame, 'GEO001|x', ' ')).toBe(false);
    review.resolve(other.id as ReviewId, true);
    const [record] = document.recordsIn(frame).reviews;
    expect(record && [entryOf(record), record.extra]).toEqual([undefined, { kind: 'score', stars: 5 }]);
  });
});

describe('accepted frames', () => {
  test('REV-1 refuse every edit of their labels until they are reopened, and say so', async () => {
    const id = label(scene, 1, 0, carAt(10));
    const frame = scene.frameAt(0);
    review.setVerdict(frame, undefined, 'accepted');
    moveTo(scene, scene.cuboid(1, 0), 20);
    scene.session.deleteCuboids([id]);
    await scene.session.setClass([id], 'pedestrian');
    expect(scene.cuboid(1, 0)?.cuboid.centre[0]).toBe(10);
    expect(scene.session.document.get(trackOf(1))?.class).toBe('car');
    expect(prompt()).toEqual({ kind: 'frozen', frames: [frame] });
    // Past every check of the editor, too.
    scene.session.document.transact('edit', (tx) => tx.remove(id));
    expect(scene.cuboid(1, 0)).toBeDefined();
    expect(review.comment(frame, 'still heard')).toBeDefined();
    review.setVerdict(frame, undefined, undefined);
    moveTo(scene, scene.cuboid(1, 0), 20);
    expect(scene.cuboid(1, 0)?.cuboid.centre[0]).toBe(20);
  });

  test('REV-1 what goes through the whole track goes round them, and what is interpolated meets them', async () => {
    await labelPath(scene, 1, { 0: 0, 4: 40 });
    review.setVerdict(scene.frameAt(2), undefined, 'accepted');
    moveTo(scene, scene.cuboid(1, 4), 80);
    await settled();
    const [first, , accepted, between, last] = scene.places(1);
    expect([first, accepted, last]).toEqual([0, 20, 80]);
    expect(between).toBeGreaterThan(40);
    await scene.session.tracks.edits.remove(trackOf(1));
    expect(scene.places(1)).toEqual([undefined, undefined, 20, undefined, undefined, undefined]);
    expect(prompt()).toEqual({ kind: 'frozen', frames: [scene.frameAt(2)] });
    await scene.session.undo();
    expect(scene.places(1)[4]).toBe(80);
  });

  test('REV-2 a track of which nothing but accepted frames would be given away is not made', async () => {
    await labelPath(scene, 1, { 0: 0, 4: 40 });
    for (const index of [2, 3, 4]) review.setVerdict(scene.frameAt(index), undefined, 'accepted');
    await scene.session.tracks.edits.split(trackOf(1), 2);
    expect(scene.session.document.tracks()).toHaveLength(1);
    expect(scene.cuboid(1, 3)).toBeDefined();
  });

  test('REV-3 an older edit of theirs is not taken back', async () => {
    label(scene, 1, 0, carAt(10));
    const { document } = scene.session;
    moveTo(scene, scene.cuboid(1, 0), 20);
    review.setVerdict(scene.frameAt(0), undefined, 'accepted');
    // As if somebody else had accepted it: the verdict is in no entry of ours.
    const [record] = document.recordsIn(scene.frameAt(0)).reviews;
    const { done } = document.recordsIn(scene.frameAt(0));
    document.history.undo();
    const theirs = new Map<RecordId, LabelRecord | undefined>([record!, done!].map((one) => [one.id, one]));
    document.adopt(theirs);
    expect(document.history.undo()).toBeUndefined();
    expect(scene.cuboid(1, 0)?.cuboid.centre[0]).toBe(20);
  });
});

describe('REV-6 suggested fixes', () => {
  const authorship = { author: 'Lin', nowMs: 1_700_000_000_000 };

  test('of a cuboid is one entry, signed, and undone as one', async () => {
    const objectId = label(scene, 1, 0, carAt(10));
    const { session } = scene;
    const entries = session.document.history.entries.length;
    const fix = { kind: 'cuboid', objectId: objectId.toUpperCase(), cuboid: carAt(9.6) } as const;
    expect(await applyFix({ session, authorship }, scene.frameAt(0), fix)).toBe(true);
    expect(session.document.get(objectId)).toMatchObject({
      cuboid: carAt(9.6),
      provenance: { source: 'manual', author: 'Lin' },
    });
    expect(session.document.history.entries).toHaveLength(entries + 1);
    await session.undo();
    expect(session.document.get(objectId)?.cuboid).toEqual(carAt(10));
  });

  test('of 2D boxes changes only what it says', async () => {
    label(scene, 1, 0, carAt(10));
    const { session } = scene;
    const { document } = session;
    const frameId = scene.frameAt(0);
    const id = '88888888-8888-4888-8888-888888888888' as Box2dId;
    document.transact('create', (tx) =>
      tx.create({
        type: 'box2d',
        id,
        frameId,
        camera: 'front',
        rectangle: { left: 1, top: 2, right: 30, bottom: 40 },
        class: 'car',
        source: 'imported',
        extra: { note: 'kept' },
      }),
    );
    const links = [{ box2dId: id, trackId: trackOf(1) }];
    await applyFix({ session, authorship }, frameId, { kind: 'links', links });
    await applyFix({ session, authorship }, frameId, {
      kind: 'attributes',
      id,
      attributes: { truncation: true },
    });
    expect(document.get(id)).toMatchObject({
      trackId: trackOf(1),
      linkedBy: 'person',
      attributes: { truncation: true },
      extra: { note: 'kept' },
    });
    await applyFix({ session, authorship }, frameId, { kind: 'removeBox', box2dId: id });
    expect(document.get(id)).toBeUndefined();
    expect(await applyFix({ session, authorship }, frameId, { kind: 'removeBox', box2dId: id })).toBe(false);
  });

  test('of an object: it goes, or its track gets another class or size in every frame', async () => {
    await labelPath(scene, 1, { 0: 0, 2: 20 });
    const { session } = scene;
    const trackId = trackOf(1);
    const frameId = scene.frameAt(0);
    const fixed = (fix: Parameters<typeof applyFix>[2]) => applyFix({ session, authorship }, frameId, fix);
    expect(await fixed({ kind: 'trackClass', trackId, class: 'truck' })).toBe(true);
    expect(await fixed({ kind: 'trackSize', trackId, size: [5, 2, 2] })).toBe(true);
    expect([session.document.get(trackId)?.class, scene.cuboid(1, 1)?.cuboid.size]).toEqual([
      'truck',
      [5, 2, 2],
    ]);
    const objectId = scene.cuboid(1, 0)!.id;
    expect(await fixed({ kind: 'removeObject', objectId })).toBe(true);
    expect(scene.cuboid(1, 0)).toBeUndefined();
    expect(await fixed({ kind: 'cuboid', objectId, cuboid: carAt(1) })).toBe(false);
  });
});
