import { describe, expect, test } from 'vitest';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { IDENTITY3 } from '#shared/geometry/matrix3.ts';
import type { MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import { FakeHost } from '../testing/fakeHost.ts';
import { longDataset, longSequence } from '../testing/longSequence.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';

const forward: RigidTransform = { rotation: IDENTITY3, translation: [1, 0, 0] };
const quality = {} as Extract<MotionEstimate, { verdict: 'good' }>['quality'];
const good: MotionEstimate = { verdict: 'good', earlierFromLater: forward, quality };
const doubtful: MotionEstimate = {
  verdict: 'doubtful',
  reason: 'inexact',
  earlierFromLater: forward,
  quality,
};
const failed: MotionEstimate = { verdict: 'failed', reason: 'fewSurfaces' };

async function openWith(steps: readonly MotionEstimate[], hasPoses = false) {
  const sequence = longSequence(steps.length + 1, { hasPoses });
  const world = { ...createWorld(), host: new FakeHost(sequence) };
  world.egoMotionSource.steps = steps;
  return openSession(world, { sequence, dataset: longDataset(sequence) });
}

describe("the vehicle's motion", () => {
  test('is estimated where the dataset has no poses, and said, but not used unless a person says so', async () => {
    const session = await openWith([good, good, good]);
    expect(session.tracks.motion.poses).toBe('none');
    expect(session.commands.run('track.estimateMotion')).toBe(true);
    await settled();
    expect(session.state.getState().prompt).toMatchObject({
      kind: 'motion-estimated',
      summary: { steps: 3, good: 3, doubtful: 0, failed: 0, longest: 4 },
    });
    expect(session.tracks.motion.poses).toBe('none');
    session.tracks.egoMotion.use();
    expect(session.tracks.motion.poses).toBe('estimated');
    expect(session.tracks.motion.worldFromLabel.map((pose) => pose?.translation[0])).toEqual([0, 1, 2, 3]);
  });

  test('breaks where a step is not good: what is on either side is in another world', async () => {
    const session = await openWith([good, doubtful, good, failed]);
    await session.tracks.egoMotion.estimate();
    session.tracks.egoMotion.use();
    expect(session.tracks.motion.worlds).toEqual([0, 0, 1, 1, 2]);
    expect(session.tracks.egoMotion.store.getState()).toMatchObject({
      summary: { longest: 2 },
      isUsed: true,
    });
  });

  test('lets the points of other frames be shown', async () => {
    const session = await openWith([good, good]);
    expect(session.aggregate.toggle()).toBe('no-poses');
    await session.tracks.egoMotion.estimate();
    session.tracks.egoMotion.use();
    expect(session.aggregate.toggle()).toBeUndefined();
    expect(session.aggregate.store.getState().isOn).toBe(true);
    await session.dispose();
  });

  test('is not asked for where the dataset has poses', async () => {
    const session = await openWith([good, good], true);
    expect(session.commands.isEnabled('track.estimateMotion')).toBe(false);
    expect(session.tracks.motion.poses).toBe('dataset');
  });
});
