import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { cloudOf } from '../../testing/syntheticScene.ts';
import type { Ray } from '../geometry/ray.ts';
import { distance, dot, length, normalise, subtract, type Vec3 } from '../geometry/vec3.ts';
import { pickPoint, type PickTolerance } from './pickPoint.ts';

function bruteForce(points: readonly Vec3[], ray: Ray, tolerance: PickTolerance): number | undefined {
  let best: number | undefined;
  for (const point of points) {
    const offset = subtract(point, ray.origin);
    const along = dot(offset, ray.direction);
    const across = Math.sqrt(Math.max(0, dot(offset, offset) - along * along));
    const limit = 'angleRad' in tolerance ? Math.tan(tolerance.angleRad) * along : tolerance.radiusMetres;
    if (along >= 0 && across <= limit && (best === undefined || along < best)) best = along;
  }
  return best;
}

const arbitraryTolerance: fc.Arbitrary<PickTolerance> = fc.oneof(
  arbitraryNumber(0.001, 0.1).map((angleRad) => ({ angleRad })),
  arbitraryNumber(0.01, 4).map((radiusMetres) => ({ radiusMetres })),
);

/** Any direction, and often one of the axes: the orthographic views look along those. */
const arbitraryDirection: fc.Arbitrary<Vec3> = fc.oneof(
  arbitraryVec3(1)
    .filter((d) => length(d) > 0.1)
    .map(normalise),
  fc.constantFrom<Vec3>([0, 0, -1], [0, 0, 1], [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]),
);

describe('pickPoint', () => {
  test('the nearest of those under the cursor', () => {
    const cloud = cloudOf([
      [50, 0, 0],
      [10, 0.02, 0],
      [5, 1, 0],
      [-3, 0, 0],
    ]);
    const picked = pickPoint(cloud, { origin: [0, 0, 0], direction: [1, 0, 0] }, { angleRad: 0.004 })!;
    expect(picked.position).toEqual([10, 0.02, 0]);
    expect(picked.distance).toBe(10);
    expect(cloud.x[picked.index]).toBe(10);
  });

  test('nothing near, nothing at all, nothing behind', () => {
    const ray: Ray = { origin: [0, 0, 0], direction: [1, 0, 0] };
    const cloud = cloudOf([
      [10, 5, 0],
      [-10, 0, 0],
    ]);
    expect(pickPoint(cloud, ray, { angleRad: 0.01 })).toBeUndefined();
    const empty = cloudOf([]);
    expect(pickPoint(empty, ray, { radiusMetres: 10 })).toBeUndefined();
  });

  test('the same distance as testing every point', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryVec3(30), { maxLength: 200 }),
        arbitraryVec3(60),
        arbitraryDirection,
        arbitraryTolerance,
        (points, origin, direction, tolerance) => {
          const cloud = cloudOf(points);
          const ray: Ray = { origin, direction };
          const picked = pickPoint(cloud, ray, tolerance);
          expect(picked?.distance).toBe(bruteForce(points, ray, tolerance));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('stray points outside the grid can be picked too, and do not hide nearer ones', () => {
    const near = Array.from({ length: 300 }, (_, i): Vec3 => [i % 20, Math.floor(i / 20), 0]);
    const cloud = cloudOf([...near, [1e7, 0, 0]]);
    const along: Ray = { origin: [-5, 0, 0], direction: [1, 0, 0] };
    expect(pickPoint(cloud, along, { radiusMetres: 0.5 })!.position).toEqual([0, 0, 0]);
    const beyond: Ray = { origin: [100, 0, 0], direction: [1, 0, 0] };
    const stray = pickPoint(cloud, beyond, { radiusMetres: 0.5 })!;
    expect(distance(stray.position, [1e7, 0, 0])).toBe(0);
  });
});
