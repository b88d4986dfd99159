import { beforeEach, describe, expect, test } from 'vitest';
import { boxAt, cuboidIdOf, someCuboid, someTrack } from '../testing/someRecords.ts';
import { LabelDocument, type DocumentChange } from './labelDocument.ts';
import type { FrameId } from './records.ts';

const A = 'a' as FrameId;
const B = 'b' as FrameId;
const first = someTrack(1);
const second = someTrack(2);
const inA = someCuboid(1, A);

let document: LabelDocument;
let changes: DocumentChange[];

beforeEach(() => {
  document = new LabelDocument();
  document.loadTracks([second, first]);
  document.loadFrame(A, [inA]);
  document.loadFrame(B, [someCuboid(1, B)]);
  changes = [];
  document.subscribe((change) => changes.push(change));
});

describe('records', () => {
  test('DOC-1: records are frozen all the way down', () => {
    document.transact('create', (tx) => tx.create({ ...someCuboid(2, A), cuboid: boxAt(3) }));
    const cuboid = document.get(cuboidIdOf(2, A))?.cuboid;
    expect(Object.isFrozen(cuboid)).toBe(true);
    expect(Object.isFrozen(cuboid?.centre)).toBe(true);
    expect(Object.isFrozen(document.get(inA.id)?.provenance)).toBe(true);
  });

  test('DOC-2: an edit that throws changes nothing', () => {
    expect(() =>
      document.transact('edit', (tx) => {
        tx.update(inA.id, { status: 'confirmed' });
        tx.remove(cuboidIdOf(9, A));
      }),
    ).toThrow('there is no record');
    expect(document.get(inA.id)).toEqual(inA);
    expect(document.history.canUndo).toBe(false);
    expect(changes).toEqual([]);
  });

  test('DOC-2: an edit sees what it wrote itself', () => {
    document.transact('edit', (tx) => {
      tx.update(inA.id, { status: 'confirmed' });
      expect(tx.get(inA.id)?.status).toBe('confirmed');
      tx.remove(inA.id);
      expect(tx.get(inA.id)).toBeUndefined();
      tx.create({ ...inA, cuboid: boxAt(20) });
    });
    expect(document.get(inA.id)?.cuboid.centre[0]).toBe(20);
  });

  test('DOC-3: nothing is created in a frame that is not loaded', () => {
    document.unloadFrame(A);
    expect(() => document.transact('create', (tx) => tx.create(someCuboid(2, A)))).toThrow('not loaded');
    expect(() => document.transact('delete', (tx) => tx.remove(inA.id))).toThrow('there is no record');
  });

  test.each([
    ['a second cuboid of its track in the frame', { ...someCuboid(2, A), trackId: first.id }, 'already'],
    ['a cuboid of no track', someCuboid(9, A), 'there is no track'],
    ['a record that exists', inA, 'exists already'],
  ])('DOC-4: creating %s throws', (_, record, message) => {
    expect(() => document.transact('create', (tx) => tx.create(record))).toThrow(message);
  });

  test.each([
    ['two cuboids of a track', [inA, { ...someCuboid(2, A), trackId: first.id }], 'two cuboids'],
    ['a record of another frame', [someCuboid(2, B)], 'does not lie in'],
    ['an id of another frame', [{ ...inA, id: cuboidIdOf(1, B) }], 'exists already'],
    ['a cuboid of no track', [someCuboid(9, A)], 'there is no track'],
  ])('DOC-4: a frame with %s is not loaded', (_, records, message) => {
    expect(() => document.loadFrame(A, records)).toThrow(message);
    expect(document.cuboidsIn(A)).toEqual([inA]);
  });

  test('DOC-4: a track cannot go to another track of the same frame', () => {
    document.transact('create', (tx) => tx.create(someCuboid(2, A)));
    expect(() => document.transact('edit', (tx) => tx.update(inA.id, { trackId: second.id }))).toThrow(
      'already',
    );
  });

  test('DOC-5: lists are sorted and keep their identity until they change', () => {
    const before = { a: document.cuboidsIn(A), b: document.cuboidsIn(B), tracks: document.tracks() };
    expect(before.tracks).toEqual([first, second]);
    document.transact('create', (tx) => tx.create(someCuboid(2, A)));
    expect(document.cuboidsIn(A).map(({ id }) => id)).toEqual([cuboidIdOf(1, A), cuboidIdOf(2, A)]);
    expect(document.cuboidsIn(A)).toBe(document.cuboidsIn(A));
    expect(document.cuboidsIn(A)).not.toBe(before.a);
    expect(document.cuboidsIn(B)).toBe(before.b);
    expect(document.tracks()).toBe(before.tracks);
  });

  test('DOC-6: a change says what it touched', () => {
    document.transact('edit', (tx) => tx.update(inA.id, { status: 'confirmed' }));
    const after = document.get(inA.id);
    expect(changes).toEqual([
      {
        cause: 'commit',
        ids: new Set([inA.id]),
        frames: new Set([A]),
        tracks: new Set(),
        diff: new Map([[inA.id, { before: inA, after }]]),
        edit: { serial: 1, label: 'edit' },
      },
    ]);
    document.history.undo();
    expect(changes[1]?.diff).toEqual(new Map([[inA.id, { before: after, after: inA }]]));
  });

  test('DOC-6: a track touches the frames that its cuboids lie in', () => {
    const before = document.cuboidsIn(B);
    document.transact('class', (tx) => tx.update(first.id, { class: 'truck' }));
    expect(changes).toMatchObject([
      { cause: 'commit', ids: new Set([first.id]), frames: new Set([A, B]), tracks: new Set([first.id]) },
    ]);
    expect(document.cuboidsIn(B)).not.toBe(before);
  });

  test('DOC-6: who has unsubscribed hears nothing', () => {
    let heard = 0;
    const stop = document.subscribe(() => (heard += 1));
    document.unloadFrame(B);
    stop();
    document.unloadFrame(A);
    expect(heard).toBe(1);
  });

  test('DOC-7: loading and unloading are not in history', () => {
    document.loadFrame(A, []);
    document.unloadFrame(B);
    expect(document.cuboidsIn(A)).toEqual([]);
    expect(document.isLoaded(B)).toBe(false);
    expect(document.history.canUndo).toBe(false);
    expect(changes.map(({ cause }) => cause)).toEqual(['load', 'unload']);
  });

  test('DOC-8: tracks that a loaded cuboid needs survive a replacement', () => {
    document.loadTracks([someTrack(3)]);
    expect(document.tracks().map(({ number }) => number)).toEqual([1, 3]);
    document.unloadFrame(A);
    document.unloadFrame(B);
    document.loadTracks([]);
    expect(document.tracks()).toEqual([]);
  });
});
