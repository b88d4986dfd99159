import { expect, test } from 'vitest';
import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { chainMotions } from './chainMotions.ts';
import type { MotionEstimate } from './estimateMotion.ts';
import type { MotionQuality } from './motionQuality.ts';

/** One metre forward, a quarter turn to the left. */
const STEP: RigidTransform = { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: [1, 0, 0] };
const quality: MotionQuality = {
  surfaces: 2000,
  inlierFraction: 0.8,
  uprightInlierFraction: 0.75,
  rmsMetres: 0.03,
  weakest: { kind: 'shift', direction: [1, 0, 0], share: 0.04, surfaces: 40 },
};
const good: MotionEstimate = { verdict: 'good', earlierFromLater: STEP, quality };
const doubtful: MotionEstimate = { ...good, verdict: 'doubtful', reason: 'ambiguous' };
const failed: MotionEstimate = { verdict: 'failed', reason: 'fewSurfaces' };

const places = (steps: readonly MotionEstimate[], acceptsDoubtful = false) =>
  chainMotions(steps, { acceptsDoubtful }).map(({ firstFrame, worldFromLabel }) => [
    firstFrame,
    worldFromLabel.map(({ translation: [x, y] }) => [x, y]),
  ]);

test('poses follow each other from the identity', () => {
  const [segment] = chainMotions([good, good], { acceptsDoubtful: false });
  expect(segment!.worldFromLabel[0]).toEqual(IDENTITY_TRANSFORM);
  expect(places([good, good, good])).toEqual([
    [
      0,
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  ]);
});

test('a step that failed begins anew, and one that is doubtful unless it is accepted', () => {
  const start = [0, 0];
  expect(places([good, failed, good])).toEqual([
    [0, [start, [1, 0]]],
    [2, [start, [1, 0]]],
  ]);
  expect(places([doubtful, good])).toEqual([
    [0, [start]],
    [1, [start, [1, 0]]],
  ]);
  expect(places([doubtful, good], true)).toEqual([[0, [start, [1, 0], [1, 1]]]]);
  expect(places([failed, failed], true)).toEqual([
    [0, [start]],
    [1, [start]],
    [2, [start]],
  ]);
});

test('a frame alone is at the identity', () => {
  expect(places([])).toEqual([[0, [[0, 0]]]]);
});
