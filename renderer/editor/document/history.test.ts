import { beforeEach, describe, expect, test } from 'vitest';
import { boxAt, someCuboid, someTrack } from '../testing/someRecords.ts';
import { LabelDocument } from './labelDocument.ts';
import type { FrameId } from './records.ts';

const A = 'a' as FrameId;
const box = someCuboid(1, A, 10);
const track = someTrack(1);

let document: LabelDocument;

function open(historyBytes?: number): void {
  document = new LabelDocument(historyBytes === undefined ? {} : { historyBytes });
  document.loadTracks([track]);
  document.loadFrame(A, [box]);
}

function moveTo(
  x: number,
  mergeInto?: ReturnType<LabelDocument['transact']>,
): ReturnType<LabelDocument['transact']> {
  const options = mergeInto === undefined ? {} : { mergeInto };
  return document.transact('move', (tx) => tx.update(box.id, { cuboid: boxAt(x) }), options);
}

function xNow(): number | undefined {
  return document.get(box.id)?.cuboid.centre[0];
}

beforeEach(() => open());

describe('history', () => {
  test('HIS-1: undo and redo restore records exactly', () => {
    document.transact('delete', (tx) => {
      tx.remove(box.id);
      tx.remove(track.id);
    });
    document.history.undo();
    expect(document.cuboidsIn(A)).toEqual([box]);
    expect(document.tracks()).toEqual([track]);
    document.history.redo();
    expect(document.cuboidsIn(A)).toEqual([]);
    expect(document.tracks()).toEqual([]);
  });

  test('HIS-1: with nothing to undo, nothing happens', () => {
    expect(document.history.undo()).toBeUndefined();
    expect(document.history.redo()).toBeUndefined();
  });

  test('HIS-2: a new edit forgets what was undone', () => {
    moveTo(11);
    document.history.undo();
    moveTo(12);
    expect(document.history.canRedo).toBe(false);
  });

  test('HIS-3: listeners are told when the cursor has moved', () => {
    moveTo(11);
    const seen: boolean[] = [];
    document.subscribe(() => seen.push(document.history.canUndo));
    document.history.undo();
    expect(seen).toEqual([false]);
  });

  test('HIS-4: a frame that is not loaded is named, and nothing changes', () => {
    moveTo(11);
    document.unloadFrame(A);
    expect(document.history.framesNeeded('undo')).toEqual([A]);
    expect(document.history.undo()).toBeUndefined();
    expect(document.history.canUndo).toBe(true);
    document.loadFrame(A, [someCuboid(1, A, 11)]);
    expect(document.history.framesNeeded('undo')).toEqual([]);
    document.history.undo();
    expect(xNow()).toBe(10);
  });

  test('HIS-5: what somebody else has changed since is not undone', () => {
    moveTo(11);
    moveTo(12);
    document.loadFrame(A, [someCuboid(1, A, 77)]);
    expect(document.history.undo()).toBeUndefined();
    expect(xNow()).toBe(77);
    expect(document.history.canUndo).toBe(false);
  });

  test('HIS-5: a key that is undefined is as good as absent', () => {
    moveTo(11);
    document.loadFrame(A, [
      { ...someCuboid(1, A, 11), provenance: { source: 'manual', keyframe: true, author: undefined } },
    ]);
    expect(document.history.undo()?.label).toBe('move');
  });

  test('HIS-6: the oldest entries go when there are too many bytes', () => {
    open(3000);
    for (let i = 0; i < 50; i++) moveTo(100 + i);
    const { entries } = document.history;
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.length).toBeLessThan(50);
    expect(entries.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(3000);
    document.history.undo();
    expect(xNow()).toBe(148);
  });

  test('HIS-6: the newest is kept however large it is', () => {
    open(1);
    moveTo(11);
    expect(document.history.canUndo).toBe(true);
  });

  test('HIS-7: a burst is one entry', () => {
    let entry = moveTo(11);
    for (let i = 12; i < 20; i++) entry = moveTo(i, entry);
    expect(document.history.entries).toHaveLength(1);
    document.history.undo();
    expect(xNow()).toBe(10);
  });

  test('HIS-7: a burst that comes back leaves no entry', () => {
    moveTo(10, moveTo(11));
    expect(document.history.canUndo).toBe(false);
  });

  test('HIS-7: only the newest entry is joined', () => {
    const entry = moveTo(11);
    moveTo(12);
    moveTo(13, entry);
    expect(document.history.entries).toHaveLength(3);
  });

  test('HIS-7: an entry is the same through what becomes part of it, and after undo and redo', () => {
    const entry = moveTo(11)!;
    moveTo(12, entry);
    document.history.undo();
    expect(document.history.holds(entry)).toBe(false);
    document.history.redo();
    expect(document.history.holds(entry)).toBe(true);
    moveTo(13, entry);
    expect(document.history.entries).toHaveLength(1);
    document.history.undo();
    expect(xNow()).toBe(10);
  });

  test('HIS-8: an entry says what it is about', () => {
    expect(moveTo(11)).toMatchObject({ label: 'move', frames: [A], ids: [box.id] });
  });
});
