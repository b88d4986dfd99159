import { expect, test } from 'vitest';
import { fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { trajectoryIn, whyNoTrajectory } from './trajectory.ts';

/** A vehicle that drives along x, a metre a frame, and has turned left by a right angle in the last. */
const poses: readonly (RigidTransform | undefined)[] = [
  { rotation: toMatrix3(fromYaw(0)), translation: [0, 0, 0] },
  { rotation: toMatrix3(fromYaw(0)), translation: [1, 0, 0] },
  undefined,
  { rotation: toMatrix3(fromYaw(Math.PI / 2)), translation: [3, 0, 0] },
];
const motion = { worldFromLabel: poses, worlds: poses.map(() => 0) };

function at(index: number, x: number, y: number) {
  return { index, cuboid: { centre: [x, y, 1], size: [4, 2, 1.5], rotation: fromYaw(0) } } as const;
}

test('what stands still is in one place, seen from any frame', () => {
  const placed = [at(3, 5, -7), at(0, 10, 5), at(1, 9, 5)];
  const seen = trajectoryIn(motion, placed, 3);
  expect(seen.map(({ index }) => index)).toEqual([0, 1, 3]);
  for (const { position } of seen) {
    expect(position[0]).toBeCloseTo(5, 12);
    expect(position[1]).toBeCloseTo(-7, 12);
    expect(position[2]).toBeCloseTo(0.25, 12);
  }
});

test('frames without a pose are left out, and from one without there is nothing', () => {
  const placed = [at(0, 10, 5), at(2, 8, 5)];
  expect(trajectoryIn(motion, placed, 1).map(({ index }) => index)).toEqual([0]);
  expect(trajectoryIn(motion, placed, 2)).toEqual([]);
});

test('a place in another world is no place in this one', () => {
  const apart = { ...motion, worlds: [0, 0, 0, 1] };
  expect(trajectoryIn(apart, [at(0, 10, 5), at(3, 5, -7)], 3).map(({ index }) => index)).toEqual([3]);
});

test('says why there is nothing', () => {
  expect(whyNoTrajectory(motion, 1)).toBeUndefined();
  expect(whyNoTrajectory(motion, 2)).toBe('no-pose-here');
  expect(whyNoTrajectory({ worldFromLabel: [undefined, undefined] }, 0)).toBe('no-poses');
});
