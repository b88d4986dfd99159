import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf, pointsWith } from '../../testing/qualityScenes.ts';
import { offGround } from './offGround.ts';

/** The bottom of a car whose middle is at this height, 1.55 m high, on ground at 0. */
function at(z: number, ground: (x: number, y: number) => number | undefined = () => 0) {
  return frameOf(0, [objectOf(1, { centre: [10, 0, z] })], { points: pointsWith({ groundHeight: ground }) });
}

test.each([
  ['above', 1.475],
  ['below', 0.075],
] as const)('%s the ground: the fix puts it down on it', (direction, z) => {
  const [finding] = checkFrameRule(offGround, at(z));
  expect(finding?.params).toMatchObject({ direction });
  expect(finding?.params['heightMetres']).toBeCloseTo(0.7, 9);
  if (finding?.fix?.kind !== 'cuboid') throw new Error('no cuboid');
  expect(finding.fix.cuboid.centre[2]).toBeCloseTo(0.775, 9);
});

test('on the ground, on a slope, far away, or where no ground is known, nothing is said', () => {
  expect(checkFrameRule(offGround, at(0.8))).toEqual([]);
  expect(
    checkFrameRule(
      offGround,
      at(0.8, (x) => (x - 10) * 0.1),
    ),
  ).toEqual([]);
  expect(
    checkFrameRule(
      offGround,
      at(9, () => undefined),
    ),
  ).toEqual([]);
  const far = objectOf(1, { centre: [90, 0, 9] });
  const points = pointsWith({ groundHeight: () => 0 });
  expect(checkFrameRule(offGround, frameOf(0, [far], { points }))).toEqual([]);
  expect(checkFrameRule(offGround, frameOf(0, [objectOf(1, { centre: [10, 0, 9] })]))).toEqual([]);
});
