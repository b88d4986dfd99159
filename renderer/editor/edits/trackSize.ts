import { boxFromLabel, labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { ZERO, type Vec3 } from '#shared/geometry/vec3.ts';

/**
 * The cuboid with another size. It stays where points can be: on the faces that look at the lidar, taken to be at the
 * label frame's origin, and on its bottom; what changes is the far side. On an axis along which the lidar sees neither
 * face, both move alike. The same object where the size is the same.
 */
export function withSize(cuboid: Cuboid, size: Vec3): Cuboid {
  if (cuboid.size.every((side, axis) => side === size[axis])) return cuboid;
  const lidar = boxFromLabel(cuboid, ZERO);
  const shift = (axis: 0 | 1 | 2): number => {
    const half = (size[axis] - cuboid.size[axis]) / 2;
    if (axis === 2) return half;
    const isBeside = Math.abs(lidar[axis]) <= cuboid.size[axis] / 2;
    return isBeside ? 0 : -Math.sign(lidar[axis]) * half;
  };
  return { ...cuboid, size, centre: labelFromBox(cuboid, [shift(0), shift(1), shift(2)]) };
}
