import { expect, test } from 'vitest';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Trajectory } from '#renderer/editor/session/trajectories.ts';
import { trajectorySegments } from './trajectoryShapes.ts';

/** Two metres a frame along x, frames 3 to 7; keyframes where said. */
function path(keyframes: readonly number[], isForemost = true): Trajectory {
  const points = [3, 4, 5, 6, 7].map((index) => ({
    index,
    position: [100 + 2 * index, 0, 0] as const,
    isKeyframe: keyframes.includes(index),
  }));
  return { trackId: 't' as TrackId, className: 'car', isForemost, points, here: 5 };
}

function segments(trajectory: Trajectory): ReturnType<typeof trajectorySegments> {
  return trajectorySegments({ trajectory, color: [1, 0, 0] }, [100, 0, 0], [0, 0, 0]);
}

test('what lies before the frame on screen is solid, what comes after it dashed, and its dashes go on', () => {
  const lines = segments(path([]));
  expect(lines.map(({ isDashed }) => isDashed)).toEqual([false, false, true, true]);
  expect(lines.map(({ along }) => along)).toEqual([0, 2, 4, 6]);
  // Relative to the origin, and over the ground's points.
  expect(lines[0]!.from[0]).toBe(6);
  expect(lines[0]!.from[2]).toBeGreaterThan(0);
});

test('keyframes are dots, hollow where they are to come; the cuboid itself has none', () => {
  const dots = segments(path([3, 5, 7])).slice(4);
  expect(dots.every(({ from, to }) => from === to)).toBe(true);
  expect(dots.map(({ from, color }) => [from[0], color[0]])).toEqual([
    [6, 1],
    [14, 1],
    [14, 0],
  ]);
});

test('keyframes that would lie on one another are one dot, and paths in the background have none', () => {
  const standing = path([3, 4, 6, 7]);
  const still = standing.points.map((point) => ({ ...point, position: [100, 0, 0] as const }));
  expect(segments({ ...standing, points: still }).length).toBe(4 + 1);
  expect(segments(path([3, 4], false)).length).toBe(4);
});
