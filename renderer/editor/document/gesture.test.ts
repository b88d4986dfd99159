import { beforeEach, describe, expect, test } from 'vitest';
import { boxAt, someCuboid, someTrack } from '../testing/someRecords.ts';
import { LabelDocument } from './labelDocument.ts';
import type { FrameId } from './records.ts';
import type { Transaction } from './transaction.ts';

const A = 'a' as FrameId;
const B = 'b' as FrameId;
const box = someCuboid(1, A, 10);

let document: LabelDocument;

beforeEach(() => {
  document = new LabelDocument();
  document.loadTracks([someTrack(1)]);
  document.loadFrame(A, [box]);
  document.loadFrame(B, []);
});

/** Moves the box by one metre from wherever the transaction sees it. */
function oneMetre(tx: Transaction): void {
  const x = tx.get(box.id)?.cuboid.centre[0] ?? Number.NaN;
  tx.update(box.id, { cuboid: boxAt(x + 1) });
}

function xOfBox(): number | undefined {
  return document.get(box.id)?.cuboid.centre[0];
}

describe('gesture', () => {
  test('GES-1: a thousand previews of one metre are one metre', () => {
    const gesture = document.beginGesture('move');
    for (let i = 0; i < 1000; i++) gesture.preview(oneMetre);
    expect(xOfBox()).toBe(11);
    expect(document.cuboidsIn(A)[0]?.cuboid.centre[0]).toBe(11);
  });

  test('GES-2: a commit is one entry, undone in one step', () => {
    const gesture = document.beginGesture('move');
    gesture.preview(oneMetre);
    gesture.preview(oneMetre);
    expect(gesture.commit()?.label).toBe('move');
    expect(document.history.entries).toHaveLength(1);
    document.history.undo();
    expect(xOfBox()).toBe(10);
  });

  test('GES-2: a gesture that ends where it began makes no entry', () => {
    const gesture = document.beginGesture('move');
    gesture.preview(oneMetre);
    gesture.preview((tx) => tx.update(box.id, { cuboid: boxAt(10) }));
    expect(gesture.commit()).toBeUndefined();
    expect(document.history.canUndo).toBe(false);
  });

  test('GES-3: a cancel leaves no trace, not even in redo', () => {
    document.transact('move', oneMetre);
    document.history.undo();
    const gesture = document.beginGesture('move');
    gesture.preview((tx) => tx.remove(box.id));
    expect(document.cuboidsIn(A)).toEqual([]);
    gesture.cancel();
    expect(document.cuboidsIn(A)).toEqual([box]);
    expect(document.history.canUndo).toBe(false);
    expect(document.history.canRedo).toBe(true);
  });

  test('GES-3: previews of tracks go too', () => {
    const before = document.tracks();
    const gesture = document.beginGesture('create');
    gesture.preview((tx) => tx.create(someTrack(2)));
    expect(document.tracks().map(({ number }) => number)).toEqual([1, 2]);
    gesture.cancel();
    expect(document.tracks()).toBe(before);
  });

  test('GES-4: while one runs nothing else edits', () => {
    document.transact('move', oneMetre);
    document.beginGesture('move');
    expect(() => document.beginGesture('move')).toThrow('a gesture is running');
    expect(() => document.transact('move', oneMetre)).toThrow('a gesture is running');
    expect(() => document.history.undo()).toThrow('a gesture is running');
    expect(document.history.canUndo).toBe(true);
  });

  test('GES-5: replacing its frame cancels it, loading another does not', () => {
    const gesture = document.beginGesture('move');
    gesture.preview(oneMetre);
    document.loadFrame(B, [someCuboid(1, B)]);
    expect(gesture.isOpen).toBe(true);
    document.loadFrame(A, [someCuboid(1, A, 50)]);
    expect(gesture.isOpen).toBe(false);
    expect(xOfBox()).toBe(50);
    expect(document.isGestureRunning).toBe(false);
  });

  test('GES-6: once over it does nothing', () => {
    const gesture = document.beginGesture('move');
    gesture.cancel();
    gesture.preview(oneMetre);
    expect(gesture.commit()).toBeUndefined();
    expect(xOfBox()).toBe(10);
  });

  test('GES-7: a preview that throws leaves the last one', () => {
    const gesture = document.beginGesture('move');
    gesture.preview(oneMetre);
    expect(() => gesture.preview((tx) => tx.create(box))).toThrow('exists already');
    expect(xOfBox()).toBe(11);
  });

  test.each(['commit', 'cancel'] as const)(
    'GES-8: what waits comes after a %s without a change',
    async (end) => {
      const gesture = document.beginGesture('move');
      const done = document.whenIdle(() => document.isGestureRunning);
      gesture[end]();
      expect(await done).toBe(false);
    },
  );

  test('GES-8: what waits comes after a gesture that begins meanwhile, too', async () => {
    document.beginGesture('move').cancel();
    const first = document.beginGesture('move');
    const done = document.whenIdle(() => document.isGestureRunning);
    first.commit();
    const second = document.beginGesture('move');
    await Promise.resolve();
    second.cancel();
    expect(await done).toBe(false);
  });

  test('GES-8: where none runs nothing waits', () => {
    let isDone = false;
    void document.whenIdle(() => {
      isDone = true;
    });
    expect(isDone).toBe(true);
  });
});
