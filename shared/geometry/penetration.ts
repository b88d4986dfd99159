import { cuboidCorners, type Cuboid } from './cuboid.ts';
import { toMatrix3 } from './quaternion.ts';
import { cross, dot, length, scale, subtract, type Vec3 } from './vec3.ts';

/** Cross products of nearly parallel edges point anywhere. */
const LEAST_CROSS = 1e-6;

/**
 * How far one of two cuboids must be moved at least to touch the other no more, metres; 0 where they do not overlap.
 * Separating axes of two boxes (Gottschalk, Lin and Manocha 1996): the normals of the faces of both, and what stands
 * upright on pairs of their edges.
 */
export function penetrationDepth(a: Cuboid, b: Cuboid): number {
  // Spheres round them that do not meet spare most pairs of a frame the rest.
  const reach = (length(a.size) + length(b.size)) / 2;
  if (!(length(subtract(a.centre, b.centre)) < reach)) return 0;
  const [axesA, axesB] = [axesOf(a), axesOf(b)];
  const crossed = axesA.flatMap((u) => axesB.map((v) => cross(u, v)));
  const axes = [...axesA, ...axesB, ...crossed.filter((axis) => length(axis) > LEAST_CROSS)];
  const [cornersA, cornersB] = [cuboidCorners(a), cuboidCorners(b)];
  let depth = Infinity;
  for (const axis of axes) {
    const unit = scale(axis, 1 / length(axis));
    const [lowA, highA] = shadow(cornersA, unit);
    const [lowB, highB] = shadow(cornersB, unit);
    depth = Math.min(depth, highA - lowB, highB - lowA);
    if (depth <= 0) return 0;
  }
  return depth;
}

function axesOf({ rotation }: Cuboid): readonly Vec3[] {
  const m = toMatrix3(rotation);
  return [
    [m[0], m[3], m[6]],
    [m[1], m[4], m[7]],
    [m[2], m[5], m[8]],
  ];
}

function shadow(corners: readonly Vec3[], unit: Vec3): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const corner of corners) {
    const along = dot(corner, unit);
    if (along < low) low = along;
    if (along > high) high = along;
  }
  return [low, high];
}
