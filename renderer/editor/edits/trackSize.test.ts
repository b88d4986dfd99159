import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelFromBox } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { distance } from '#shared/geometry/vec3.ts';
import { arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import { withSize } from './trackSize.ts';

const side = arbitraryNumber(0.5, 10);
const size = fc.tuple(side, side, side);

test('the corner next to the lidar stays where it is', () => {
  fc.assert(
    fc.property(
      size,
      size,
      arbitraryNumber(-Math.PI, Math.PI),
      arbitraryNumber(-Math.PI, Math.PI),
      (from, to, yaw, at) => {
        const cuboid = {
          centre: [30 * Math.cos(at), 30 * Math.sin(at), 0.3],
          size: from,
          rotation: fromYaw(yaw),
        } as const;
        const grown = withSize(cuboid, to);
        expect(grown.size).toEqual(to);
        // Along an axis on which the lidar is beside the cuboid there is no nearer face.
        const [dx, dy] = [-30 * Math.cos(at - yaw), -30 * Math.sin(at - yaw)];
        const sign = (metres: number, axis: 0 | 1): number =>
          Math.abs(metres) <= from[axis] / 2 ? 0 : Math.sign(metres) / 2;
        const near = (sides: typeof from) =>
          [sign(dx, 0) * sides[0], sign(dy, 1) * sides[1], -sides[2] / 2] as const;
        expect(distance(labelFromBox(grown, near(to)), labelFromBox(cuboid, near(from)))).toBeLessThan(1e-9);
      },
    ),
  );
});

test('of the same size it is the same object', () => {
  const cuboid = { centre: [1, 2, 3], size: [4, 2, 1], rotation: fromYaw(0) } as const;
  expect(withSize(cuboid, [4, 2, 1])).toBe(cuboid);
});
