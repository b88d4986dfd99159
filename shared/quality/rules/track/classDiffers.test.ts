import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, trackOf } from '../../testing/qualityScenes.ts';
import { classDiffers } from './classDiffers.ts';

test('the copy follows the track', () => {
  const tracks = [trackOf(1, { class: 'truck' }), trackOf(2)];
  const frame = frameOf(0, [objectOf(1), objectOf(2), objectOf(3)]);
  expect(checkFrameRule(classDiffers, frame, { tracks })).toMatchObject([
    {
      objectId: objectOf(1).id,
      params: { class: 'truck', otherClass: 'car' },
      fix: { kind: 'trackClass', class: 'truck' },
    },
  ]);
});
