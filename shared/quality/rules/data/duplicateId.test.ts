import { expect, test } from 'vitest';
import { boxOf, checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { duplicateId } from './duplicateId.ts';

test('the second record of an id is named, be it an object or a 2D box', () => {
  const twin = objectOf(2, {}, { id: objectOf(1).id });
  const box = boxOf(5);
  const frame = frameOf(0, [objectOf(1), twin, objectOf(3)], { boxes2d: [box, box] });
  expect(checkFrameRule(duplicateId, frame)).toMatchObject([
    { objectId: twin.id, trackId: twin.trackId },
    { box2dId: box.id, camera: 'front' },
  ]);
});

test('different ids are no finding', () => {
  const frame = frameOf(0, [objectOf(1), objectOf(2)], { boxes2d: [boxOf(3)] });
  expect(checkFrameRule(duplicateId, frame)).toEqual([]);
});
