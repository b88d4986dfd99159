import { expect, test } from 'vitest';
import type { TrackId, TrackRecord } from '#renderer/editor/document/records.ts';
import { timelineRows } from './timelineRows.ts';

const tracks = [1, 2, 3].map((number): TrackRecord => ({
  type: 'track',
  id: `t${number}` as TrackId,
  number,
  class: 'car',
  attributes: {},
  extra: {},
}));

test('by number, the one that is worked on first', () => {
  expect(timelineRows(tracks, 't3' as TrackId).map(({ number }) => number)).toEqual([3, 1, 2]);
  expect(timelineRows(tracks, undefined).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(timelineRows(tracks, 'gone' as TrackId).map(({ number }) => number)).toEqual([1, 2, 3]);
});
