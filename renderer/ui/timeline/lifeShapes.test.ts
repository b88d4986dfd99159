import { describe, expect, test } from 'vitest';
import type { Seen } from '#renderer/editor/session/trackLives.ts';
import { keyframeNear, lifeColumns, lifeIn, lifeShapes, nearestSeen } from './lifeShapes.ts';

const KINDS = { k: 'keyframe', i: 'interpolated', o: 'other' } as const;

/** A letter for each frame, a capital one where it is confirmed; a dot where the object is not. */
function lifeOf(letters: string): readonly Seen[] {
  return Array.from(letters).flatMap((letter, index) => {
    const kind = KINDS[letter.toLowerCase() as keyof typeof KINDS];
    return kind === undefined ? [] : [{ index, kind, isConfirmed: letter !== letter.toLowerCase() }];
  });
}

describe('a life as it is drawn', () => {
  test('interpolated between keyframes, carried after the last', () => {
    expect(lifeShapes(lifeOf('kiikoo'))).toEqual({
      bars: [
        { look: 'interpolated', from: 0, to: 3 },
        { look: 'other', from: 3, to: 5 },
      ],
      keyframes: [0, 3],
      confirmed: [],
      gaps: [],
    });
  });

  test('where it is not seen there is nothing; what is alone is there all the same', () => {
    const { bars, gaps, keyframes } = lifeShapes(lifeOf('ko..o.k'));
    expect(bars).toEqual([
      { look: 'other', from: 0, to: 1 },
      { look: 'other', from: 4, to: 4 },
    ]);
    expect(gaps).toEqual([
      { from: 1, to: 4 },
      { from: 4, to: 6 },
    ]);
    expect(keyframes).toEqual([0, 6]);
  });

  test('what is confirmed, whatever it is', () => {
    expect(lifeShapes(lifeOf('KIIkI')).confirmed).toEqual([
      { from: 0, to: 2 },
      { from: 4, to: 4 },
    ]);
  });

  test('in columns, a keyframe is seen before all else, and what is missing thins it', () => {
    expect(lifeColumns(lifeOf('kIiiII..o.I'), 3, 11)).toEqual([
      { index: 0, look: 'keyframe', isPartial: false, isConfirmed: false },
      { index: 3, look: 'interpolated', isPartial: false, isConfirmed: false },
      { index: 6, look: 'other', isPartial: true, isConfirmed: false },
      { index: 9, look: 'interpolated', isPartial: true, isConfirmed: true },
    ]);
  });

  test('of a long one only what is in sight, and what it goes on with on either side', () => {
    expect(lifeIn(lifeOf('kiiiiiiik'), 3, 5).map(({ index }) => index)).toEqual([2, 3, 4, 5]);
    expect(lifeIn([], 3, 5)).toEqual([]);
  });
});

describe('what is meant by a place', () => {
  const life = lifeOf('..kiik....i');
  test('the nearest keyframe within reach', () => {
    expect(keyframeNear(life, 2.4, 0.5)).toBe(2);
    expect(keyframeNear(life, 3.6, 1.5)).toBe(5);
    expect(keyframeNear(life, 3.5, 1)).toBeUndefined();
    expect(keyframeNear(life, 10, 3)).toBeUndefined();
  });

  test('the nearest frame of its life', () => {
    expect([0, 4, 7, 8, 99].map((index) => nearestSeen(life, index))).toEqual([2, 4, 5, 10, 10]);
    expect(nearestSeen([], 4)).toBeUndefined();
  });
});
