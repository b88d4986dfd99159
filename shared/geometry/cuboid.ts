import { apply, transpose } from './matrix3.ts';
import { fromMatrix3, multiply, toMatrix3, yawOf, type Quaternion } from './quaternion.ts';
import { transformPoint, type RigidTransform } from './rigidTransform.ts';
import { add, subtract, type Vec3 } from './vec3.ts';

/**
 * An oriented box in the label frame: geometric centre (metres), size = length, width, height along the box's own
 * x, y, z (metres, positive), and the rotation labelFromBox as a unit quaternion x y z w. The front is the +x face.
 */
export interface Cuboid {
  readonly centre: Vec3;
  readonly size: Vec3;
  readonly rotation: Quaternion;
}

/** Signs of the eight corners along the box's x, y, z: the four of the front face first, then the four of the rear. */
export const CORNER_SIGNS: readonly Vec3[] = [
  [1, 1, -1],
  [1, -1, -1],
  [1, -1, 1],
  [1, 1, 1],
  [-1, 1, -1],
  [-1, -1, -1],
  [-1, -1, 1],
  [-1, 1, 1],
];

/** The twelve edges as pairs of corner indices: front face, rear face, then the four that join them. */
export const CUBOID_EDGES: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
  [4, 5],
  [5, 6],
  [6, 7],
  [7, 4],
  [0, 4],
  [1, 5],
  [2, 6],
  [3, 7],
];

/** The six faces: outward axis, its sign, and the corner indices counter-clockwise seen from outside. */
export interface CuboidFace {
  readonly axis: 0 | 1 | 2;
  readonly sign: 1 | -1;
  readonly corners: readonly [number, number, number, number];
}

export const CUBOID_FACES: readonly CuboidFace[] = [
  { axis: 0, sign: 1, corners: [0, 3, 2, 1] },
  { axis: 0, sign: -1, corners: [4, 5, 6, 7] },
  { axis: 1, sign: 1, corners: [0, 4, 7, 3] },
  { axis: 1, sign: -1, corners: [1, 2, 6, 5] },
  { axis: 2, sign: 1, corners: [2, 3, 7, 6] },
  { axis: 2, sign: -1, corners: [0, 1, 5, 4] },
];

/** The eight corners in the frame of the cuboid's centre, in the order of {@link CORNER_SIGNS}. */
export function cuboidCorners(cuboid: Cuboid): Vec3[] {
  const matrix = toMatrix3(cuboid.rotation);
  const half: Vec3 = [cuboid.size[0] / 2, cuboid.size[1] / 2, cuboid.size[2] / 2];
  return CORNER_SIGNS.map((s) =>
    add(cuboid.centre, apply(matrix, [s[0] * half[0], s[1] * half[1], s[2] * half[2]])),
  );
}

/** A point of the label frame in the box's own axes, relative to its centre. */
export function boxFromLabel(cuboid: Cuboid, point: Vec3): Vec3 {
  return apply(transpose(toMatrix3(cuboid.rotation)), subtract(point, cuboid.centre));
}

/** A point of the box's own axes, relative to its centre, in the label frame. */
export function labelFromBox(cuboid: Cuboid, point: Vec3): Vec3 {
  return add(cuboid.centre, apply(toMatrix3(cuboid.rotation), point));
}

/** Is the point inside, faces included? */
export function cuboidContains(cuboid: Cuboid, point: Vec3): boolean {
  const local = boxFromLabel(cuboid, point);
  return local.every((value, axis) => Math.abs(value) <= cuboid.size[axis]! / 2);
}

/** Heading about +z in (−π, π]. */
export function cuboidYaw(cuboid: Cuboid): number {
  return yawOf(cuboid.rotation);
}

/** The same box given in another frame. The rotation of the transform may be orthonormal to its written digits only. */
export function transformCuboid(
  targetFromSource: RigidTransform,
  { centre, size, rotation }: Cuboid,
): Cuboid {
  const turn = fromMatrix3(targetFromSource.rotation);
  return { centre: transformPoint(targetFromSource, centre), size, rotation: multiply(turn, rotation) };
}
