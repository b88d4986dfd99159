import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, trackId } from '../../testing/qualityScenes.ts';
import { idNotDerived } from './idNotDerived.ts';

test('an id that is not that of the track in this frame', () => {
  const other = objectOf(2, {}, { id: trackId(77) });
  const elsewhere = objectOf(3, { frame: 4 });
  const found = checkFrameRule(idNotDerived, frameOf(0, [objectOf(1), other, elsewhere]));
  expect(found.map(({ objectId }) => objectId)).toEqual([other.id, elsewhere.id]);
});
