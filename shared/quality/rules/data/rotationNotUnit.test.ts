import { expect, test } from 'vitest';
import { fromYaw, yawOf } from '../../../geometry/quaternion.ts';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { rotationNotUnit } from './rotationNotUnit.ts';

test('a longer quaternion is found, and the fix is the same turn at length 1', () => {
  const [x, y, z, w] = fromYaw(0.7);
  const long = objectOf(1, { rotation: [1.2 * x, 1.2 * y, 1.2 * z, 1.2 * w] });
  const [finding] = checkFrameRule(rotationNotUnit, frameOf(0, [long]));
  expect(finding?.params['norm']).toBe('1.200');
  if (finding?.fix?.kind !== 'cuboid') throw new Error('no cuboid');
  const { rotation } = finding.fix.cuboid;
  expect(Math.hypot(...rotation)).toBeCloseTo(1, 12);
  expect(yawOf(rotation)).toBeCloseTo(0.7, 12);
});

test('the last digits of a quaternion are nobody’s fault', () => {
  const frame = frameOf(0, [objectOf(1, { rotation: [0, 0, 0.383, 0.924] })]);
  expect(checkFrameRule(rotationNotUnit, frame)).toEqual([]);
  const strict = { thresholds: { 'DAT005.mostDifference': 1e-5 } };
  expect(checkFrameRule(rotationNotUnit, frame, strict)).toHaveLength(1);
});
