import { expect, test } from 'vitest';
import { check, frontBox, street, uuid } from '../../agreement/testing/street.ts';
import { missingCuboid } from './missingCuboid.ts';

test('names the 2D boxes of a track that has no cuboid in the frame', () => {
  expect(check(missingCuboid, street())).toEqual([]);
  const frame = street();
  const objects = frame.objects.filter(({ trackId }) => trackId !== uuid(1));
  const findings = check(missingCuboid, { ...frame, objects });
  expect(findings).toMatchObject([{ rule: 'AGR002', box2dId: frontBox(1), trackId: uuid(1) }]);
});

test('of 2D boxes without a track, names those of a class that is labeled in space and leaves what is unsure', () => {
  const frame = street();
  const lone = { ...frame.boxes2d[0]!, id: uuid(9), rectangle: { left: 5, top: 5, right: 95, bottom: 75 } };
  const { trackId: _, ...unlinked } = lone;
  const withBox = (box: typeof unlinked): typeof frame => ({ ...frame, boxes2d: [...frame.boxes2d, box] });
  expect(check(missingCuboid, withBox(unlinked))).toMatchObject([{ box2dId: uuid(9) }]);
  expect(check(missingCuboid, withBox({ ...unlinked, class: 'DontCare' }))).toEqual([]);
  expect(check(missingCuboid, withBox({ ...unlinked, score: 0.2 }))).toEqual([]);
});
