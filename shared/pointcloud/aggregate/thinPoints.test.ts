import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryVec3 } from '../../../testing/geometryArbitraries.ts';
import { distance, type Vec3 } from '../../geometry/vec3.ts';
import { buildCloud, pointAt, type PointCloud } from '../cloud.ts';
import { seededRandom } from '../random.ts';
import { thinCloud } from './thinCloud.ts';
import { thinPoints } from './thinPoints.ts';

function cloudOf(points: readonly Vec3[]): PointCloud {
  const column = (axis: 0 | 1 | 2): Float64Array => Float64Array.from(points, (point) => point[axis]);
  return buildCloud({ x: column(0), y: column(1), z: column(2), intensity: points.map((_, i) => i) });
}

describe('thinning', () => {
  test('keeps no more than asked, each once, in order, and all where that is few', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryVec3(3), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 320 }),
        (points, most) => {
          const { indices, voxelMetres } = thinPoints(cloudOf(points), most);
          expect(indices.length).toBeLessThanOrEqual(most);
          expect([...indices]).toEqual([...new Set(indices)].toSorted((a, b) => a - b));
          const isWhole = points.length <= most;
          expect([indices.length === points.length, voxelMetres === 0 || !isWhole]).toEqual([isWhole, true]);
        },
      ),
    );
  });

  test('leaves a point near every point, where no sample was taken', () => {
    fc.assert(
      fc.property(fc.array(arbitraryVec3(1), { minLength: 100, maxLength: 300 }), (points) => {
        const cloud = cloudOf(points);
        const { indices, voxelMetres } = thinPoints(cloud, 40);
        fc.pre(indices.length < 40);
        for (let i = 0; i < cloud.count; i++) {
          const nearest = Math.min(
            ...[...indices].map((k) => distance(pointAt(cloud, i), pointAt(cloud, k))),
          );
          expect(nearest).toBeLessThan(3 * Math.sqrt(3) * voxelMetres);
        }
      }),
    );
  });

  test('takes from the road under the vehicle, not from what is far away', () => {
    const random = seededRandom(1);
    const near = Array.from({ length: 20_000 }, (): Vec3 => [random(), random(), 0]);
    const far = Array.from({ length: 200 }, (_, i): Vec3 => [50, i * 0.4, 1]);
    const cloud = cloudOf([...near, ...far]);
    const { indices } = thinPoints(cloud, 1500);
    expect([...indices].filter((i) => cloud.x[i] === 50).length).toBeGreaterThan(120);
    expect(indices.length).toBeGreaterThan(750);
  });

  test('packs what is left with its intensities, and a cloud that is few as it is', () => {
    const cloud = cloudOf(Array.from({ length: 500 }, (_, i): Vec3 => [i, 0, 0]));
    const { count, scalar } = thinCloud(cloud, 100);
    expect(count).toBeGreaterThan(80);
    expect(scalar?.name).toBe('intensity');
    expect(thinCloud(cloud, 500).count).toBe(500);
    expect(thinCloud(cloudOf([]), 500).count).toBe(0);
  });
});
