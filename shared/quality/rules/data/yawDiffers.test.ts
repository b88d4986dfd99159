import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { yawDiffers } from './yawDiffers.ts';

function saying(yaw: number, yawRad: number) {
  const object = objectOf(1, { yawRad });
  return frameOf(0, [{ ...object, cuboid: { ...object.cuboid, yaw } }]);
}

test('the yaw beside the rotation is another', () => {
  expect(checkFrameRule(yawDiffers, saying(0.5, 0.4))).toMatchObject([{ fix: { kind: 'cuboid' } }]);
  expect(checkFrameRule(yawDiffers, saying(0.4, 0.4))).toEqual([]);
});

test('π and −π are the same', () => {
  expect(checkFrameRule(yawDiffers, saying(-Math.PI, Math.PI))).toEqual([]);
});
