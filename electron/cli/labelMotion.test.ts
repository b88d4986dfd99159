import { describe, expect, test } from 'vitest';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { fromYaw, toMatrix3 } from '#shared/geometry/quaternion.ts';
import { labelMotion } from './labelMotion.ts';
import type { LabelledFrame } from './labelledFrames.ts';

const pose = (x: number, yawRad: number) => ({
  rotation: toMatrix3(fromYaw(yawRad)),
  translation: [x, 0, 0] as [number, number, number],
});

/** A drive along the world's x, 2 m a frame, whose label frame is turned by a quarter. */
function drive(
  placesOf: (frame: number) => readonly (readonly [number, number])[],
  hasPoses = true,
): LabelledFrame[] {
  const sequence = { egoFromLabel: pose(0, Math.PI / 2) } as unknown as Sequence;
  return [0, 1, 2].map((index) => ({
    sequence,
    frame: { index, ...(hasPoses && { worldFromEgo: pose(2 * index, 0) }) } as unknown as Frame,
    labels: placesOf(index).map(([x, y], track) => ({
      track: String(track),
      class: 'car',
      // World → label: less the vehicle's place, turned back by a quarter.
      cuboid: { centre: [y, -(x - 2 * index), 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] },
    })),
  }));
}

describe('where a labelled object went', () => {
  test('is known in the label frame, however the vehicle drives', () => {
    const frames = drive((i) => [
      [10 + 3 * i, 4],
      [20 - 1 * i, 0],
      [30, -3],
    ]);
    const motion = labelMotion(frames);
    // The world's x is the label frame's −y.
    expect(motion(frames[1]!, '0')).toBeCloseTo(-Math.PI / 2, 9);
    expect(motion(frames[0]!, '1')).toBeCloseTo(Math.PI / 2, 9);
    expect(motion(frames[1]!, '2'), 'parked').toBeUndefined();
  });

  test('is unknown without poses, without a track, and where there is no other frame', () => {
    const frames = drive((i) => [[10 + 3 * i, 4]], false);
    expect(labelMotion(frames)(frames[1]!, '0')).toBeUndefined();
    const known = drive((i) => [[10 + 3 * i, 4]]);
    expect(labelMotion(known)(known[1]!, undefined)).toBeUndefined();
    expect(labelMotion(known.slice(0, 1))(known[0]!, '0')).toBeUndefined();
  });
});
