import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wrapAngle } from '../../geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { distance, lerp, type Vec3 } from '../../geometry/vec3.ts';
import { arbitraryCuboid, arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import { extrapolateCuboid } from './extrapolateCuboid.ts';
import { interpolateCuboid, type Knot } from './interpolateCuboid.ts';

const SIZE: Vec3 = [4, 2, 1.5];

function knot(time: number, centre: Vec3, yawRad = 0, size = SIZE): Knot {
  return { time, cuboid: { centre, size, rotation: fromYaw(yawRad) } };
}

/** Along a circle, at a fifth of a radian in each unit of time. */
function atTime(time: number): Knot {
  return { time, cuboid: onCircle(15, time * 0.2) };
}

/** On a circle about the origin, counter-clockwise, heading along it. */
function onCircle(radius: number, angle: number): Cuboid {
  return {
    centre: [radius * Math.cos(angle), radius * Math.sin(angle), 0],
    size: SIZE,
    rotation: fromYaw(angle + Math.PI / 2),
  };
}

/** At 2 m/s, and 0.5 m/s² on it. */
function metresAt(time: number): number {
  return 2 * time + 0.25 * time * time;
}

describe('an object between two moments', () => {
  test('goes straight and evenly where no more is known', () => {
    fc.assert(
      fc.property(arbitraryCuboid(50), arbitraryCuboid(50), arbitraryNumber(0, 1), (a, b, u) => {
        const { centre, size } = interpolateCuboid(
          [
            { time: 3, cuboid: a },
            { time: 5, cuboid: b },
          ],
          3 + 2 * u,
        );
        expect(distance(centre, lerp(a.centre, b.centre, u))).toBeLessThan(1e-9);
        expect(distance(size, lerp(a.size, b.size, u))).toBeLessThan(1e-9);
      }),
    );
  });

  test('is where it is known to be at each of them', () => {
    const path = fc.array(arbitraryCuboid(50), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(path, (cuboids) => {
        const knots = cuboids.map((cuboid, i) => ({ time: i * i, cuboid }));
        for (const { time, cuboid } of knots) {
          const found = interpolateCuboid(knots, time);
          expect(distance(found.centre, cuboid.centre)).toBeLessThan(1e-9);
          const alike = found.rotation.reduce((sum, value, i) => sum + value * cuboid.rotation[i]!, 0);
          expect(Math.abs(alike)).toBeGreaterThan(1 - 1e-9);
        }
      }),
    );
  });

  test('accelerates evenly where the moments about it say so', () => {
    const knots = [0, 1, 2.5, 4].map((time) => knot(time, [metresAt(time), 0, 0]));
    for (const time of [0.3, 1.7, 2, 3.9])
      expect(interpolateCuboid(knots, time).centre[0]).toBeCloseTo(metresAt(time), 9);
  });

  test('keeps to its curve where it turns', () => {
    const knots = [0, 1, 2, 3].map((time): Knot => ({ time, cuboid: onCircle(20, time * 0.25) }));
    const found = interpolateCuboid(knots, 1.5);
    const exact = onCircle(20, 1.5 * 0.25);
    expect(distance(found.centre, exact.centre)).toBeLessThan(0.02);
    // The chord's middle is 16 cm inside the curve.
    expect(
      distance(lerp(knots[1]!.cuboid.centre, knots[2]!.cuboid.centre, 0.5), exact.centre),
    ).toBeGreaterThan(0.15);
    expect(Math.abs(wrapAngle(cuboidYaw(found) - cuboidYaw(exact)))).toBeLessThan(1e-6);
  });

  test('turns the short way, across ±π too', () => {
    const knots = [knot(0, [0, 0, 0], Math.PI - 0.1), knot(1, [0, 0, 0], -Math.PI + 0.1)];
    expect(Math.abs(cuboidYaw(interpolateCuboid(knots, 0.5)))).toBeCloseTo(Math.PI, 9);
    fc.assert(
      fc.property(
        arbitraryNumber(-Math.PI, Math.PI),
        arbitraryNumber(-3, 3),
        arbitraryNumber(0, 1),
        (yaw, turn, u) => {
          const found = interpolateCuboid([knot(0, [0, 0, 0], yaw), knot(1, [0, 0, 0], yaw + turn)], u);
          expect(Math.abs(wrapAngle(cuboidYaw(found) - yaw - turn * u))).toBeLessThan(1e-6);
        },
      ),
    );
  });

  test('stays where it stands until it sets off', () => {
    const knots = [knot(0, [7, 0, 0]), knot(1, [7, 0, 0]), knot(2, [12, 0, 0]), knot(3, [20, 0, 0])];
    for (const time of [0.25, 0.5, 0.75]) expect(interpolateCuboid(knots, time).centre[0]).toBe(7);
    for (const time of [1.1, 1.2, 1.5])
      expect(interpolateCuboid(knots, time).centre[0]).toBeGreaterThanOrEqual(7);
  });
});

describe('an object beyond the moments at which it is known', () => {
  test('stands still where it is known once', () => {
    expect(extrapolateCuboid([knot(4, [1, 2, 3], 1)], 9)).toEqual(knot(4, [1, 2, 3], 1).cuboid);
  });

  test('goes on along a circle, forwards and backwards in time', () => {
    for (const [knots, time] of [
      [[atTime(0), atTime(1)], 2],
      [[atTime(0), atTime(1)], 2.5],
      [[atTime(3), atTime(2)], 0.5],
    ] as const) {
      const found = extrapolateCuboid(knots, time);
      expect(distance(found.centre, atTime(time).cuboid.centre)).toBeLessThan(0.05);
      expect(Math.abs(wrapAngle(cuboidYaw(found) - cuboidYaw(atTime(time).cuboid)))).toBeLessThan(1e-9);
    }
  });
});
