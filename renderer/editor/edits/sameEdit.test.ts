import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxFromLabel, cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { wrapAngle } from '#shared/geometry/angle.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { arbitraryNumber, arbitraryVec3 } from '../../../testing/geometryArbitraries.ts';
import { sameEdit } from './sameEdit.ts';

const cuboidAt = (yaw: number, size: Cuboid['size'] = [4.5, 1.8, 1.6]): Cuboid => ({
  centre: [10, 5, 1],
  size,
  rotation: fromYaw(yaw),
});

describe('the same edit as seen from another cuboid', () => {
  test('FRM-2: moves and turns it by as much in its own axes', () => {
    fc.assert(
      fc.property(
        arbitraryNumber(-3, 3),
        arbitraryNumber(-3, 3),
        arbitraryVec3(4),
        arbitraryNumber(-1, 1),
        (yaw, otherYaw, moved, turned) => {
          const before = cuboidAt(yaw);
          const after = {
            ...before,
            centre: [10 + moved[0], 5 + moved[1], 1 + moved[2]] as const,
            rotation: fromYaw(yaw + turned),
          };
          const other = { ...cuboidAt(otherYaw), centre: [-20, 8, 0.5] as const };
          const edited = sameEdit(other, before, after);
          const [x, y, z] = boxFromLabel(before, after.centre);
          const [u, v, w] = boxFromLabel(other, edited.centre);
          expect(Math.hypot(u - x, v - y, w - z)).toBeLessThan(1e-9);
          expect(Math.abs(wrapAngle(cuboidYaw(edited) - otherYaw - turned))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  test('FRM-2: leaves what was not edited as it was, to the last bit', () => {
    const before = cuboidAt(0.3);
    const other = cuboidAt(1.1);
    const { size, rotation } = sameEdit(other, before, { ...before, centre: [10, 5, 1.05] });
    expect([size, rotation]).toEqual([other.size, other.rotation]);
    expect(rotation).toBe(other.rotation);
  });

  test('FRM-2: a side gets as long where it was as long, else as much longer', () => {
    const before = cuboidAt(0);
    const after = { ...before, size: [4.7, 1.8, 1.5] as const };
    expect(sameEdit(cuboidAt(1), before, after).size).toEqual([4.7, 1.8, 1.5]);
    const [length, width, height] = sameEdit(cuboidAt(1, [4, 2, 0.12]), before, after).size;
    expect(length).toBeCloseTo(4.2, 9);
    expect([width, height]).toEqual([2, 0.05]);
  });
});
