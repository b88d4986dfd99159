import { expect, test } from 'vitest';
import { sequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { longSequence } from '../testing/longSequence.ts';
import { aggregateWindow, framesOf, pointsOfFrame } from './aggregateWindow.ts';

const motion = sequenceMotion(longSequence(80));

test('the frames within reach, the nearest first', () => {
  expect(aggregateWindow(motion, 10, '2')).toEqual({
    indices: [9, 11, 8, 12],
    unposed: 0,
    span: expect.closeTo(0.2) as number,
    trouble: undefined,
  });
  expect(aggregateWindow(motion, 0, '2').indices).toEqual([1, 2]);
  expect(aggregateWindow(motion, 40, 'all').indices).toHaveLength(60);
});

test('frames without a pose are left out, and all others of one that has none', () => {
  const poses = motion.worldFromLabel.map((pose, index) => (index === 9 ? undefined : pose));
  const some = { ...motion, worldFromLabel: poses };
  expect(aggregateWindow(some, 10, '2')).toMatchObject({ indices: [11, 8, 12], unposed: 1 });
  expect(aggregateWindow(some, 9, '2')).toMatchObject({ indices: [], span: 0, trouble: 'no-pose-here' });
});

test('without poses, or other frames, there is nothing', () => {
  const unposed = sequenceMotion(longSequence(5, { hasPoses: false }));
  expect(aggregateWindow(unposed, 2, '5')).toMatchObject({ indices: [], trouble: 'no-poses' });
  expect(aggregateWindow(sequenceMotion(longSequence(1)), 0, '5').trouble).toBe('one-frame');
});

test('all frames together are never more than 2.5 million points', () => {
  for (const reach of ['2', '5', '10', 'all'] as const)
    expect(2 * framesOf(reach) * pointsOfFrame(reach)).toBeLessThanOrEqual(2_500_000);
});
