import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCuboid, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import {
  boxFromLabel,
  CORNER_SIGNS,
  CUBOID_EDGES,
  CUBOID_FACES,
  cuboidContains,
  cuboidCorners,
  cuboidYaw,
  labelFromBox,
  type Cuboid,
} from './cuboid.ts';
import { fromYaw } from './quaternion.ts';
import { cross, distance, subtract } from './vec3.ts';

const car: Cuboid = { centre: [10, 5, 1], size: [4, 2, 1.5], rotation: fromYaw(Math.PI / 2) };

describe('cuboids', () => {
  test('corners: the front face first, floor left, floor right, then round', () => {
    const corners = cuboidCorners(car);
    expect(distance(corners[0]!, [9, 7, 0.25])).toBeLessThan(1e-12);
    expect(distance(corners[2]!, [11, 7, 1.75])).toBeLessThan(1e-12);
    expect(distance(corners[5]!, [11, 3, 0.25])).toBeLessThan(1e-12);
  });

  test('each edge joins two corners that differ along one axis', () => {
    expect(new Set(CUBOID_EDGES.map((edge) => [...edge].sort((a, b) => a - b).join())).size).toBe(12);
    for (const [from, to] of CUBOID_EDGES) {
      const differences = CORNER_SIGNS[from]!.filter((sign, axis) => sign !== CORNER_SIGNS[to]![axis]);
      expect(differences).toHaveLength(1);
    }
  });

  test('the corners of each face go round counter-clockwise seen from outside', () => {
    for (const { axis, sign, corners } of CUBOID_FACES) {
      const [a, b, c] = corners.map((corner) => CORNER_SIGNS[corner]!);
      const normal = cross(subtract(b!, a!), subtract(c!, b!));
      expect(Math.sign(normal[axis])).toBe(sign);
      for (const corner of corners) expect(CORNER_SIGNS[corner]![axis]).toBe(sign);
    }
  });

  test('box and label frame undo each other', () => {
    fc.assert(
      fc.property(arbitraryCuboid(100), arbitraryVec3(100), (cuboid, point) => {
        expect(distance(labelFromBox(cuboid, boxFromLabel(cuboid, point)), point)).toBeLessThan(1e-10);
      }),
    );
  });

  test('contains its faces and nothing beyond', () => {
    expect(cuboidContains({ ...car, rotation: [0, 0, 0, 1] }, [12, 6, 1.75])).toBe(true);
    expect(cuboidContains({ ...car, rotation: [0, 0, 0, 1] }, [12.000001, 6, 1.75])).toBe(false);
    fc.assert(
      fc.property(arbitraryCuboid(50), (cuboid) => {
        for (const corner of cuboidCorners(cuboid)) {
          const inwards = subtract(cuboid.centre, corner);
          const inside = corner.map((value, axis) => value + inwards[axis]! * 1e-6);
          const outside = corner.map((value, axis) => value - inwards[axis]! * 1e-6);
          expect(cuboidContains(cuboid, [inside[0]!, inside[1]!, inside[2]!])).toBe(true);
          expect(cuboidContains(cuboid, [outside[0]!, outside[1]!, outside[2]!])).toBe(false);
        }
      }),
    );
  });

  test('yaw', () => {
    expect(cuboidYaw(car)).toBeCloseTo(Math.PI / 2, 14);
  });
});
