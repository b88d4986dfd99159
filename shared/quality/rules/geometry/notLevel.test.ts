import { expect, test } from 'vitest';
import { fromAxisAngle, fromYaw, multiply } from '../../../geometry/quaternion.ts';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { notLevel } from './notLevel.ts';

function leaning(degrees: number) {
  const rotation = multiply(fromYaw(1), fromAxisAngle([0, 1, 0], (degrees * Math.PI) / 180));
  return frameOf(0, [objectOf(1, { rotation })]);
}

test('says by how much it leans, and offers the same upright', () => {
  const [finding] = checkFrameRule(notLevel, leaning(-20));
  expect(finding?.params['angleDegrees']).toBeCloseTo(20, 9);
  if (finding?.fix?.kind !== 'cuboid') throw new Error('no cuboid');
  expect(finding.fix.cuboid.rotation.slice(0, 2)).toEqual([0, 0]);
});

test('a road that rises is no finding', () => {
  expect(checkFrameRule(notLevel, leaning(11))).toEqual([]);
});
