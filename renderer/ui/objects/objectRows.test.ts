import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDENTITY } from '#shared/geometry/quaternion.ts';
import type {
  CuboidId,
  CuboidRecord,
  FrameId,
  TrackId,
  TrackRecord,
} from '#renderer/editor/document/records.ts';
import { filterRows, objectRows, SORT_ORDERS, sortRows, type ObjectRowData } from './objectRows.ts';

function cuboidAt(id: string, x: number, y: number): CuboidRecord {
  return {
    type: 'cuboid',
    id: id as CuboidId,
    frameId: 'f' as FrameId,
    trackId: `track-${id}` as TrackId,
    cuboid: { centre: [x, y, 5], size: [1, 1, 1], rotation: IDENTITY },
    attributes: {},
    provenance: { source: 'manual', keyframe: true },
    status: 'draft',
    extra: {},
  };
}

function trackOf(id: string, number: number, name: string): TrackRecord {
  return { type: 'track', id: `track-${id}` as TrackId, number, class: name, attributes: {}, extra: {} };
}

function numbersOf(some: readonly ObjectRowData[]): number[] {
  return some.map(({ number }) => number);
}

const rows = objectRows(
  [cuboidAt('a', 3, 4), cuboidAt('b', 1, 0), cuboidAt('c', 0, -20)],
  [trackOf('a', 7, 'Car'), trackOf('b', 12, 'Pedestrian'), trackOf('c', 2, 'Car')],
);

describe('object list', () => {
  test('distance is measured on the ground', () => {
    expect(rows.map(({ distance }) => distance)).toEqual([5, 1, 20]);
  });

  test('sorts by each order, track number breaking ties', () => {
    const points = new Map([
      ['a' as CuboidId, 10],
      ['c' as CuboidId, 500],
    ]);
    const order = (by: (typeof SORT_ORDERS)[number]) =>
      sortRows(rows, by, points).map(({ number }) => number);
    expect(order('distance')).toEqual([12, 7, 2]);
    expect(order('class')).toEqual([2, 7, 12]);
    expect(order('number')).toEqual([2, 7, 12]);
    expect(order('points')).toEqual([2, 7, 12]);
  });

  test('a cuboid without its track is still listed', () => {
    expect(objectRows([cuboidAt('lost', 0, 0)], [])).toMatchObject([{ class: '', number: 0 }]);
  });

  test('every word of the filter must occur', () => {
    expect(numbersOf(filterRows(rows, 'car'))).toEqual([7, 2]);
    expect(numbersOf(filterRows(rows, '  CAR 2 '))).toEqual([2]);
    expect(numbersOf(filterRows(rows, '2'))).toEqual([12, 2]);
    expect(numbersOf(filterRows(rows, 'truck'))).toEqual([]);
  });

  test('sorting loses and invents no row', () => {
    const row = fc.record({
      id: fc.uuid().map((id) => id as CuboidId),
      trackId: fc.constant('t' as TrackId),
      class: fc.string(),
      number: fc.nat(),
      distance: fc.double({ min: 0, max: 300, noNaN: true }),
      status: fc.constantFrom('draft', 'confirmed'),
    }) satisfies fc.Arbitrary<ObjectRowData>;
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(...SORT_ORDERS), (some, order) => {
        expect(new Set(sortRows(some, order, new Map()))).toEqual(new Set(some));
      }),
    );
  });
});
