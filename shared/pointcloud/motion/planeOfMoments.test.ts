import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNumber, arbitraryRotation } from '../../../testing/geometryArbitraries.ts';
import { apply } from '../../geometry/matrix3.ts';
import { toMatrix3 } from '../../geometry/quaternion.ts';
import { add, dot, type Vec3 } from '../../geometry/vec3.ts';
import { planeOfMoments } from './planeOfMoments.ts';
import { MOMENTS } from './voxelPoints.ts';

function momentsOf(points: readonly Vec3[]): Float64Array {
  const sums = new Float64Array(MOMENTS);
  for (const [x, y, z] of points)
    [1, x, y, z, x * x, x * y, x * z, y * y, y * z, z * z].forEach((value, i) => (sums[i]! += value));
  return sums;
}

test('finds the plane of the corners of a slab, however it lies', () => {
  const half = fc.tuple(arbitraryNumber(0.3, 0.5), arbitraryNumber(0.6, 1), arbitraryNumber(0, 0.1));
  fc.assert(
    fc.property(half, arbitraryRotation, (size, rotation) => {
      const matrix = toMatrix3(rotation);
      const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner): Vec3 => {
        const sign = (bit: number): number => (corner & bit ? 1 : -1);
        return add([150, -90, 3], apply(matrix, [sign(1) * size[0], sign(2) * size[1], sign(4) * size[2]]));
      });
      const plane = planeOfMoments(momentsOf(corners), 0)!;
      expect(Math.abs(dot(plane.normal, apply(matrix, [0, 0, 1])))).toBeCloseTo(1, 8);
      expect(Math.abs(dot(plane.axes[0], apply(matrix, [1, 0, 0])))).toBeCloseTo(1, 8);
      [size[2], size[0], size[1]].forEach((side, i) => expect(plane.variances[i]).toBeCloseTo(side ** 2, 7));
    }),
  );
});

test.each([
  [
    'two points',
    [
      [0, 0, 0],
      [1, 0, 0],
    ],
  ],
  [
    'one place',
    [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ],
  ],
] as const)('%s: no plane', (_name, points) => {
  expect(planeOfMoments(momentsOf(points), 0)).toBeUndefined();
});
