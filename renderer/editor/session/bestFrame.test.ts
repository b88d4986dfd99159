import { describe, expect, test } from 'vitest';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import { bestFrame, type BestFrameOptions } from './bestFrame.ts';
import type { StoredFrame } from './labelStore.ts';
import type { TrackLives } from './trackLives.ts';

const TRACK = 'aa' as TrackId;

function frameAt(index: number): FrameId {
  return `f${index}` as FrameId;
}

/** @param points by frame; `null`: its label file does not say */
function world(
  points: readonly (number | null)[],
  here?: { index: number; points: number },
): BestFrameOptions {
  const cuboid = 'c' as CuboidId;
  return {
    lives: {
      of: () => points.map((_, index) => ({ index, kind: 'keyframe', isConfirmed: false })),
      frameAt,
    } as unknown as TrackLives,
    store: {
      known: (frameId) => {
        const count = points[Number(frameId.slice(1))]!;
        const object = { trackId: 'AA', points: count } as ObjectJson;
        return { base: { objects: [object] } } as unknown as StoredFrame;
      },
    },
    state: {
      frameId: here && frameAt(here.index),
      pointCounts: new Map(here ? [[cuboid, here.points]] : []),
    },
    cuboidIn: () => cuboid,
    ensure: async () => [],
  };
}

describe('the frame with the most points', () => {
  test('by label files, and how many of them say', async () => {
    expect(await bestFrame(TRACK, world([3, null, 70, 12]))).toEqual({
      frameId: 'f2',
      points: 70,
      known: 3,
      total: 4,
    });
  });

  test('in the frame on screen by what is counted now', async () => {
    expect(await bestFrame(TRACK, world([3, 70], { index: 0, points: 99 }))).toMatchObject({ frameId: 'f0' });
  });

  test('none where nothing was counted', async () => {
    expect(await bestFrame(TRACK, world([null, null]))).toBeUndefined();
  });
});
