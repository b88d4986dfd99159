import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { cross, distance, length, normalise, subtract } from '../geometry/vec3.ts';
import { NEAR_METRES } from './clipToDomain.ts';
import { createPinhole } from './pinhole.ts';

const camera = createPinhole({ model: 'pinhole', fx: 800, fy: 810, cx: 640, cy: 360 });

describe('pinhole', () => {
  test('the axis meets the principal point; right and down are larger', () => {
    expect(camera.project([0, 0, 5])).toEqual([640, 360]);
    expect(camera.project([1, 2, 10])).toEqual([720, 522]);
  });

  test('nothing behind the near plane, nothing for NaN', () => {
    expect(camera.project([0.1, 0.1, -5])).toBeUndefined();
    expect(camera.project([0, 0, 0])).toBeUndefined();
    expect(camera.project([0, 0, NEAR_METRES])).toEqual([640, 360]);
    expect(camera.project([0, 0, Number.NaN])).toBeUndefined();
  });

  test('unproject is the inverse', () => {
    fc.assert(
      fc.property(arbitraryVec3(50), arbitraryNumber(0.1, 100), ([x, y], z) => {
        const pixel = camera.project([x, y, z])!;
        expect(distance(camera.unproject(pixel)!, normalise([x, y, z]))).toBeLessThan(1e-12);
      }),
    );
  });

  test('a clipped segment lies on the segment, in front, and ends on the plane', () => {
    fc.assert(
      fc.property(arbitraryVec3(20), arbitraryVec3(20), (from, to) => {
        const parts = camera.clipSegment(from, to);
        const inFront = [from, to].filter((point) => point[2] >= NEAR_METRES).length;
        expect(parts).toHaveLength(inFront === 0 ? 0 : 1);
        for (const end of parts.flat()) {
          expect(camera.project(end)).toBeDefined();
          const area = length(cross(subtract(end, from), subtract(to, from)));
          expect(area).toBeLessThan(1e-9 * (1 + distance(from, to)));
          const isCut = end !== from && end !== to;
          expect(isCut ? end[2] : NEAR_METRES).toBe(NEAR_METRES);
        }
      }),
    );
  });
});
