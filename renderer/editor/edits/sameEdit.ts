import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { conjugate, fromYaw, multiply, type Quaternion } from '#shared/geometry/quaternion.ts';
import { add, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { SMALLEST_SIDE } from '../tools/resizeDrag.ts';

/**
 * A cuboid with what was done to another one, as seen from each: moved by as much ahead, to its left and up, turned by as
 * much, and each side as much longer, or as long where it was of the same length. Ahead is level, however it is pitched.
 */
export function sameEdit(cuboid: Cuboid, before: Cuboid, after: Cuboid): Cuboid {
  const fromBefore = cuboidYaw(cuboid) - cuboidYaw(before);
  const moved = turnedBy(subtract(after.centre, before.centre), fromBefore);
  return {
    centre: add(cuboid.centre, moved),
    size: sizeAfter(cuboid.size, before.size, after.size),
    rotation: rotationAfter(cuboid.rotation, before.rotation, after.rotation, fromBefore),
  };
}

function turnedBy([x, y, z]: Vec3, angleRad: number): Vec3 {
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  return [x * cos - y * sin, x * sin + y * cos, z];
}

function sizeAfter(size: Vec3, before: Vec3, after: Vec3): Vec3 {
  const side = (axis: 0 | 1 | 2): number => {
    if (after[axis] === before[axis]) return size[axis];
    if (size[axis] === before[axis]) return after[axis];
    return Math.max(SMALLEST_SIDE, size[axis] + after[axis] - before[axis]);
  };
  return [side(0), side(1), side(2)];
}

/** The turn from one to the other is about axes of the label frame, which lie elsewhere as seen from another cuboid. */
function rotationAfter(
  rotation: Quaternion,
  before: Quaternion,
  after: Quaternion,
  fromBefore: number,
): Quaternion {
  if (after.every((value, i) => value === before[i])) return rotation;
  const turn = multiply(after, conjugate(before));
  const seen = multiply(multiply(fromYaw(fromBefore), turn), fromYaw(-fromBefore));
  return multiply(seen, rotation);
}
