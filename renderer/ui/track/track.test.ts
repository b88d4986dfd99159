import { describe, expect, test } from 'vitest';
import { sequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import type { TrackId, TrackRecord } from '#renderer/editor/document/records.ts';
import type { Seen } from '#renderer/editor/session/trackLives.ts';
import { longSequence } from '#renderer/editor/testing/longSequence.ts';
import { smallSequence } from '#renderer/editor/testing/smallDataset.ts';
import { lifeFacts } from './lifeFacts.ts';
import { mergeCandidates } from './mergeCandidates.ts';

function seen(index: number, kind: Seen['kind']): Seen {
  return { index, kind, isConfirmed: false };
}

function track(number: number, className = 'car'): TrackRecord {
  return {
    type: 'track',
    id: `t${number}` as TrackId,
    number,
    class: className,
    attributes: {},
    extra: {},
  };
}

describe('a life in numbers', () => {
  const life = [seen(2, 'keyframe'), seen(3, 'interpolated'), seen(12, 'keyframe'), seen(15, 'other')];

  test('from when to when, and how closely it was set', () => {
    expect(lifeFacts(life, sequenceMotion(longSequence(20)))).toEqual({
      first: 3,
      last: 16,
      seconds: expect.closeTo(1.3),
      missing: 10,
      keyframes: 2,
      spacing: 10,
    });
  });

  test('without timestamps there are no seconds, with one keyframe no spacing', () => {
    expect(lifeFacts(life.slice(0, 1), sequenceMotion(smallSequence))).toMatchObject({
      seconds: undefined,
      spacing: undefined,
      missing: 0,
    });
    expect(lifeFacts([], sequenceMotion(smallSequence))).toBeUndefined();
  });
});

test('what may be the same object: not at the same time, of the same class, the nearest in time first', () => {
  const tracks = [track(1), track(2), track(3), track(4, 'bus'), track(5), track(6)];
  const spans = new Map(
    (
      [
        [1, 10, 20],
        [2, 40, 50],
        [3, 1, 7],
        [4, 21, 30],
        [5, 15, 30],
      ] as const
    ).map(([number, first, last]) => [`t${number}` as TrackId, { first, last, frames: last - first + 1 }]),
  );
  const found = mergeCandidates('t1' as TrackId, tracks, spans);
  expect(found.map((one) => one.track.number)).toEqual([3, 2, 4, 5]);
  expect(found.map(({ overlaps }) => overlaps)).toEqual([false, false, false, true]);
  expect(mergeCandidates('t6' as TrackId, tracks, spans)).toEqual([]);
});
