import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxFromLabel, cuboidCorners, cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { wrapAngle } from '#shared/geometry/angle.ts';
import { fromEulerXyz, fromYaw } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { middleOf, mirrored, turnedAbout, type Pivot } from './groupShapes.ts';

const metres = fc.double({ min: -50, max: 50, noNaN: true });
const angle = fc.double({ min: -3, max: 3, noNaN: true });
const tilt = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const size = fc.double({ min: 0.3, max: 12, noNaN: true });
const pivots: fc.Arbitrary<Pivot> = fc.tuple(metres, metres);
const cuboids: fc.Arbitrary<Cuboid> = fc.record({
  centre: fc.tuple(metres, metres, metres),
  size: fc.tuple(size, size, size),
  rotation: fc.tuple(tilt, tilt, angle).map(([rx, ry, rz]) => fromEulerXyz(rx, ry, rz)),
});

function mirrorPoint([x, y, z]: Vec3, [px, py]: Pivot, alongYawRad: number): Vec3 {
  const [nx, ny] = [-Math.sin(alongYawRad), Math.cos(alongYawRad)];
  const aside = nx * (x - px) + ny * (y - py);
  return [x - 2 * aside * nx, y - 2 * aside * ny, z];
}

/** Largest distance of a corner outside the box, metres; 0 where all lie on its surface. */
function misfit(corners: readonly Vec3[], cuboid: Cuboid): number {
  return Math.max(
    ...corners.map((corner) => {
      const inBox = boxFromLabel(cuboid, corner);
      return Math.max(...inBox.map((value, axis) => Math.abs(Math.abs(value) - cuboid.size[axis]! / 2)));
    }),
  );
}

function gap(p: readonly number[], q: readonly number[]): number {
  return Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!);
}

test('a mirrored cuboid has the mirrored corners, tilted ones too', () => {
  fc.assert(
    fc.property(cuboids, pivots, angle, (cuboid, pivot, along) => {
      const corners = cuboidCorners(cuboid).map((corner) => mirrorPoint(corner, pivot, along));
      expect(misfit(corners, mirrored(cuboid, pivot, along))).toBeLessThan(1e-9 * 1e3);
    }),
  );
});

test('its front is the mirrored front', () => {
  const cuboid: Cuboid = { centre: [10, 3, 1], size: [4, 2, 1.5], rotation: fromYaw(0.3) };
  const { centre, rotation } = mirrored(cuboid, [0, 0], 0);
  expect(centre).toEqual([10, -3, 1]);
  expect(cuboidYaw({ ...cuboid, rotation })).toBeCloseTo(-0.3, 12);
});

test('mirrored twice it is back', () => {
  fc.assert(
    fc.property(cuboids, pivots, angle, (cuboid, pivot, along) => {
      const back = mirrored(mirrored(cuboid, pivot, along), pivot, along);
      for (const [i, value] of back.centre.entries()) expect(value).toBeCloseTo(cuboid.centre[i]!, 8);
      expect(wrapAngle(cuboidYaw(back) - cuboidYaw(cuboid))).toBeCloseTo(0, 8);
    }),
  );
});

test('turned cuboids keep their distances to the pivot and to each other', () => {
  fc.assert(
    fc.property(cuboids, cuboids, pivots, angle, (a, b, pivot, turn) => {
      const [a2, b2] = [turnedAbout(a, pivot, turn), turnedAbout(b, pivot, turn)];
      expect(gap(a2.centre, b2.centre)).toBeCloseTo(gap(a.centre, b.centre), 8);
      expect(gap(a2.centre, pivot)).toBeCloseTo(gap(a.centre, pivot), 8);
    }),
  );
});

test('a cuboid turns about its own centre when it is alone', () => {
  const cuboid: Cuboid = { centre: [10, 3, 1], size: [4, 2, 1.5], rotation: fromYaw(0) };
  expect(turnedAbout(cuboid, middleOf([cuboid]), 1).centre).toEqual([10, 3, 1]);
});
