import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEulerXyz, toMatrix3 } from '../../geometry/quaternion.ts';
import {
  composeTransforms,
  invertTransform,
  transformPoint,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { FrameGraph, type PlacedPose } from './frameGraph.ts';

const angle = fc.double({ min: -3, max: 3, noNaN: true });
const metre = fc.double({ min: -50, max: 50, noNaN: true });
const transform = fc
  .tuple(angle, angle, angle, metre, metre, metre)
  .map(([rx, ry, rz, ...translation]): RigidTransform => ({
    rotation: toMatrix3(fromEulerXyz(rx, ry, rz)),
    translation,
  }));

function placed(from: string, to: string, pose: PlacedPose['pose']): PlacedPose {
  return { from, to, pose, path: `${from}-${to}` };
}

const FAULT = { fault: { code: 'calibration.malformed', reason: 'notRotation' } } as const;
const SHIFT: RigidTransform = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [1, 2, 3] };

describe('a chain', () => {
  test('is composed, whichever way each pose is written', () => {
    fc.assert(
      fc.property(transform, transform, metre, metre, metre, fc.boolean(), (ba, cb, x, y, z, isTurned) => {
        const second = isTurned ? placed('c', 'b', invertTransform(cb)) : placed('b', 'c', cb);
        const reached = new FrameGraph([placed('a', 'b', ba), second]).reachable('c');
        expect(reached.map(({ frame }) => frame)).toEqual(['b', 'a']);
        const point: Vec3 = [x, y, z];
        const expected = transformPoint(composeTransforms(cb, ba), point);
        const found = transformPoint(reached[1]!.pose as RigidTransform, point);
        for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i]!, 8);
      }),
    );
  });

  test('of one pose keeps its digits', () => {
    const [reached] = new FrameGraph([placed('lidar', 'front', SHIFT)]).reachable('front');
    expect(reached).toMatchObject({ frame: 'lidar', pose: SHIFT, path: 'lidar-front' });
  });

  test('goes round a faulty pose where it can, and names it where it cannot', () => {
    const around = [placed('b', 'a', FAULT), placed('c', 'a', SHIFT), placed('b', 'c', SHIFT)];
    expect(new FrameGraph(around).reachable('a').map(({ frame, path }) => [frame, path])).toEqual([
      ['c', 'c-a'],
      ['b', 'c-a'],
    ]);
    const alone = new FrameGraph([placed('b', 'a', FAULT), placed('c', 'b', SHIFT)]).reachable('a');
    expect(alone).toMatchObject([
      { frame: 'b', pose: FAULT, path: 'b-a' },
      { frame: 'c', pose: FAULT, path: 'b-a' },
    ]);
  });

  test('keeps the numbers of a pose that is refused, in the frames at its ends', () => {
    const mirrored: RigidTransform = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, -1], translation: [0, 0, 1] };
    const poses = [placed('b', 'a', { ...FAULT, refused: mirrored }), placed('c', 'b', SHIFT)];
    const reached = new FrameGraph(poses).reachable('a');
    expect(reached.map(({ pose }) => pose)).toEqual([
      { ...FAULT, refused: mirrored },
      { ...FAULT, refused: { rotation: mirrored.rotation, translation: [1, 2, -2] } },
    ]);
  });

  test('that goes in a ring, or from a frame to itself, ends', () => {
    const ring = [
      placed('a', 'b', SHIFT),
      placed('b', 'c', SHIFT),
      placed('c', 'a', SHIFT),
      placed('a', 'a', SHIFT),
    ];
    expect(
      new FrameGraph(ring)
        .reachable('a')
        .map(({ frame }) => frame)
        .sort(),
    ).toEqual(['b', 'c']);
    expect(new FrameGraph(ring).reachable('d')).toEqual([]);
  });

  test('is given up after 32 poses', () => {
    const chain = Array.from({ length: 100_000 }, (_none, i) => placed(`${i}`, `${i + 1}`, SHIFT));
    const reached = new FrameGraph(chain).reachable('0');
    expect(reached).toHaveLength(32);
    expect(reached.at(-1)).toMatchObject({ frame: '32', pose: { translation: [-32, -64, -96] } });
  });
});
