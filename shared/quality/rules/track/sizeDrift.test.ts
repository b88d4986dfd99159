import { expect, test } from 'vitest';
import { checkTrackRule, frameOf, objectOf, trackOf } from '../../testing/qualityScenes.ts';
import { sizeDrift } from './sizeDrift.ts';

function lengths(...all: readonly number[]) {
  return all.map((length, frame) => frameOf(frame, [objectOf(1, { frame, size: [length, 1.85, 1.55] })]));
}

test('the frame that differs most from the usual size, and in how many it differs', () => {
  expect(checkTrackRule(sizeDrift, lengths(4.5, 4.5, 5.2, 4.5, 3.8, 4.6, 4.5))).toMatchObject([
    { params: { side: 'length', valueMetres: 5.2, usualMetres: 4.5, frames: 2 } },
  ]);
});

test('a hand’s width is no finding; a size of the track’s own counts', () => {
  expect(checkTrackRule(sizeDrift, lengths(4.5, 4.6, 4.4))).toEqual([]);
  const track = trackOf(1, { size: [5.5, 1.85, 1.55] });
  expect(checkTrackRule(sizeDrift, lengths(4.5, 4.6, 4.4), { track })).toMatchObject([
    { params: { valueMetres: 4.4, frames: 3 } },
  ]);
});
