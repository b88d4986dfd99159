import { expect, test } from 'vitest';
import { boxOf, checkFrameRule, frameOf, objectOf, trackOf } from '../../testing/qualityScenes.ts';
import { unknownClass } from './unknownClass.ts';

test('a class that the ontology does not have; the track’s counts, not the copy', () => {
  const objects = [objectOf(1, { class: 'spaceship' }), objectOf(2, { class: 'spaceship' }), objectOf(3)];
  const frame = frameOf(0, objects, { boxes2d: [boxOf(5, { class: 'Car' }), boxOf(6)] });
  const found = checkFrameRule(unknownClass, frame, { tracks: [trackOf(2, { class: 'truck' })] });
  expect(found).toMatchObject([
    { objectId: objects[0]!.id, params: { class: 'spaceship' } },
    { box2dId: boxOf(5).id, params: { class: 'Car' } },
  ]);
});
