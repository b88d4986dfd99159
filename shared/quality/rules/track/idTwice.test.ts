import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, trackId } from '../../testing/qualityScenes.ts';
import { idTwice } from './idTwice.ts';

test('two objects of one track, and how far apart they are', () => {
  const other = objectOf(1, { centre: [10, 5, 0.8] }, { id: trackId(99) });
  expect(checkFrameRule(idTwice, frameOf(0, [objectOf(1), other, objectOf(2)]))).toMatchObject([
    { objectId: other.id, params: { distanceMetres: 5 } },
  ]);
});

test('the same record twice is a duplicate id, and said so there', () => {
  expect(checkFrameRule(idTwice, frameOf(0, [objectOf(1), objectOf(1)]))).toEqual([]);
});
