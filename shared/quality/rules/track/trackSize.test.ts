import { expect, test } from 'vitest';
import { checkTrackRule, frameOf, objectOf, trackOf } from '../../testing/qualityScenes.ts';
import { trackSize } from './trackSize.ts';

const frames = [0, 1].map((frame) =>
  frameOf(frame, [objectOf(1, { frame, size: [4.5, 1.85, frame === 0 ? 1.55 : 1.6] })]),
);

test('each cuboid that differs from its track’s size is put to it', () => {
  const track = trackOf(1, { size: [4.5, 1.85, 1.55] });
  const found = checkTrackRule(trackSize, frames, { track });
  expect(found).toMatchObject([{ frameId: 'frame1', fix: { cuboid: { size: [4.5, 1.85, 1.55] } } }]);
});

test('a track without a size of its own says nothing', () => {
  expect(checkTrackRule(trackSize, frames)).toEqual([]);
});
