import { expect, test } from 'vitest';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Trajectory } from '#renderer/editor/session/trajectories.ts';
import { projectTrajectory } from './projectTrajectory.ts';

/** Looks along the label frame's x from a metre and a half above its ground. */
const camera: CameraView = {
  model: createCameraModel({ model: 'pinhole', fx: 500, fy: 500, cx: 320, cy: 240 }),
  cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 1.5, 0] },
  width: 640,
  height: 480,
};

function path(positions: readonly Vec3[], here: number): Trajectory {
  const points = positions.map((position, index) => ({ index, position, isKeyframe: true }));
  return { trackId: 't' as TrackId, className: 'car', isForemost: true, points, here };
}

const ahead = [5, 10, 20, 40].map((x): Vec3 => [x, 0, 0]);

test('before and after the frame on screen are one line each, joined there', () => {
  const { past, future } = projectTrajectory(path(ahead, 2), camera);
  expect([past.length, future.length]).toEqual([1, 1]);
  expect(past[0]!.length).toBe(3);
  expect(past[0]!.at(-1)).toEqual(future[0]![0]);
  // 1.5 m below the lens, 20 m away.
  expect(future[0]![0]).toEqual([320, 240 + (500 * 1.5) / 20]);
});

test('what passes the camera is cut where it does, not mirrored', () => {
  const passing = [-10, -5, 5, 10].map((x): Vec3 => [x, 1, 0]);
  const { past, keyframes } = projectTrajectory(path(passing, 3), camera);
  expect(past.length).toBe(1);
  for (const [x, y] of past[0]!) {
    // It stays to the left and on the ground.
    expect(x).toBeLessThan(320);
    expect(y).toBeGreaterThan(240);
  }
  expect(keyframes.every(({ at: [x] }) => x >= 0 && x < 640)).toBe(true);
});

test('all of it behind the camera is nothing', () => {
  const behind = [-10, -5].map((x): Vec3 => [x, 1, 0]);
  expect(projectTrajectory(path(behind, 0), camera)).toEqual({ past: [], future: [], keyframes: [] });
});

test('keyframes are told by whether they are past; that of the frame on screen is the cuboid', () => {
  const { keyframes } = projectTrajectory(path(ahead, 2), camera);
  expect(keyframes.map(({ isPast }) => isPast)).toEqual([true, true, false]);
});
