import { cuboidCorners, cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { add, type Vec3 } from '#shared/geometry/vec3.ts';

/** A cuboid that holds all of these and is turned as the first, upright: what to look at to see them together. */
export function enclosingCuboid(first: Cuboid, ...others: readonly Cuboid[]): Cuboid {
  const yawRad = cuboidYaw(first);
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const corners = [first, ...others].flatMap(cuboidCorners).map(([x, y, z]): Vec3 => {
    const [dx, dy, dz] = [x - first.centre[0], y - first.centre[1], z - first.centre[2]];
    return [cos * dx + sin * dy, cos * dy - sin * dx, dz];
  });
  const along = (axis: 0 | 1 | 2): { readonly middle: number; readonly length: number } => {
    const values = corners.map((corner) => corner[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return { middle: (least + most) / 2, length: most - least };
  };
  const [x, y, z] = [along(0), along(1), along(2)];
  const offset: Vec3 = [cos * x.middle - sin * y.middle, sin * x.middle + cos * y.middle, z.middle];
  return {
    centre: add(first.centre, offset),
    size: [x.length, y.length, z.length],
    rotation: fromYaw(yawRad),
  };
}
