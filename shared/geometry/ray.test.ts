import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCuboid, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { boxFromLabel, cuboidContains, labelFromBox, type Cuboid } from './cuboid.ts';
import { IDENTITY } from './quaternion.ts';
import { closestPointOnAxis, intersectCuboid, intersectPlane, pointOnRay, type Ray } from './ray.ts';
import { addScaled, cross, distance, dot, length, normalise, subtract } from './vec3.ts';

const cube: Cuboid = { centre: [10, 0, 0], size: [2, 2, 2], rotation: IDENTITY };

const arbitraryRay: fc.Arbitrary<Ray> = fc.record({
  origin: arbitraryVec3(30),
  direction: arbitraryVec3(1)
    .filter((d) => length(d) > 0.1)
    .map(normalise),
});

describe('intersectPlane', () => {
  test('meets the ground below', () => {
    const ray: Ray = { origin: [1, 2, 10], direction: [0, 0, -1] };
    expect(intersectPlane(ray, [0, 0, -1], [0, 0, 1])).toEqual([1, 2, -1]);
  });

  test('not behind the origin, not when parallel', () => {
    expect(
      intersectPlane({ origin: [0, 0, 10], direction: [0, 0, 1] }, [0, 0, 0], [0, 0, 1]),
    ).toBeUndefined();
    expect(
      intersectPlane({ origin: [0, 0, 10], direction: [1, 0, 0] }, [0, 0, 0], [0, 0, 1]),
    ).toBeUndefined();
  });
});

describe('closestPointOnAxis', () => {
  test('the connection is perpendicular to both lines', () => {
    fc.assert(
      fc.property(arbitraryRay, arbitraryRay, (ray, axis) => {
        fc.pre(length(cross(ray.direction, axis.direction)) > 0.05);
        const t = closestPointOnAxis(ray, axis.origin, axis.direction);
        const onAxis = addScaled(axis.origin, axis.direction, t);
        const onRay = pointOnRay(ray, dot(subtract(onAxis, ray.origin), ray.direction));
        expect(Math.abs(dot(subtract(onAxis, onRay), axis.direction))).toBeLessThan(1e-9);
      }),
    );
  });

  test('parallel lines give no jump', () => {
    expect(closestPointOnAxis({ origin: [5, 5, 0], direction: [1, 0, 0] }, [0, 0, 0], [1, 0, 0])).toBe(0);
  });
});

describe('intersectCuboid', () => {
  test('names the face by which the ray enters', () => {
    const hit = intersectCuboid({ origin: [0, 0.5, 0.5], direction: [1, 0, 0] }, cube);
    expect(hit).toEqual({ distance: 9, axis: 0, sign: -1 });
  });

  test('from inside, names the face by which it leaves', () => {
    const hit = intersectCuboid({ origin: [10, 0, 0], direction: [0, 0, 1] }, cube);
    expect(hit).toEqual({ distance: 1, axis: 2, sign: 1 });
  });

  test('misses beside, behind and with NaN', () => {
    expect(intersectCuboid({ origin: [0, 2, 0], direction: [1, 0, 0] }, cube)).toBeUndefined();
    expect(intersectCuboid({ origin: [20, 0, 0], direction: [1, 0, 0] }, cube)).toBeUndefined();
    expect(intersectCuboid({ origin: [0, 0, 0], direction: [Number.NaN, 0, 0] }, cube)).toBeUndefined();
  });

  test('a ray that passes through a point of the cuboid hits the named face on its way in, or out from inside', () => {
    const inner = arbitraryVec3(0.49);
    fc.assert(
      fc.property(arbitraryVec3(30), arbitraryCuboid(20), inner, (origin, cuboid, [x, y, z]) => {
        const target = labelFromBox(cuboid, [x * cuboid.size[0], y * cuboid.size[1], z * cuboid.size[2]]);
        fc.pre(distance(origin, target) > 0.01);
        const ray: Ray = { origin, direction: normalise(subtract(target, origin)) };
        const hit = intersectCuboid(ray, cuboid)!;
        const local = boxFromLabel(cuboid, pointOnRay(ray, hit.distance));
        expect(local[hit.axis]).toBeCloseTo((hit.sign * cuboid.size[hit.axis]) / 2, 8);
        const step = cuboidContains(cuboid, origin) ? 1e-7 : -1e-7;
        expect(cuboidContains(cuboid, pointOnRay(ray, hit.distance + step))).toBe(false);
      }),
    );
  });

  test('a ray without a hit passes through no point of the cuboid', () => {
    fc.assert(
      fc.property(arbitraryRay, arbitraryCuboid(20), (ray, cuboid) => {
        const places = Array.from({ length: 160 }, (_, i) => pointOnRay(ray, i / 2));
        const isCrossed = places.some((place) => cuboidContains(cuboid, place));
        expect(isCrossed && intersectCuboid(ray, cuboid) === undefined).toBe(false);
      }),
    );
  });
});
