import { expect, test } from 'vitest';
import { boxOf, checkFrameRule, frameOf, objectOf, trackId, trackOf } from '../../testing/qualityScenes.ts';
import { unknownTrack } from './unknownTrack.ts';

test('objects and 2D boxes of tracks that are not listed; the box may be let go', () => {
  const boxes2d = [boxOf(5, { trackId: trackId(8) }), boxOf(6, { trackId: trackId(1) }), boxOf(7)];
  const frame = frameOf(0, [objectOf(1), objectOf(2)], { boxes2d });
  const found = checkFrameRule(unknownTrack, frame, { tracks: [trackOf(1)] });
  expect(found).toMatchObject([
    { objectId: objectOf(2).id, params: { number: '?', track: trackId(2) } },
    { box2dId: boxes2d[0]!.id, fix: { links: [{ box2dId: boxes2d[0]!.id, trackId: undefined }] } },
  ]);
});
