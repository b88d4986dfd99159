import { labelFromBox, type Cuboid } from '../../geometry/cuboid.ts';
import { fromMatrix3 } from '../../geometry/quaternion.ts';
import { add, cross, dot, length, scale, subtract, type Vec3 } from '../../geometry/vec3.ts';

/** The corners by their signs along the box's own x, y, z: the bottom ones from the rear right on, then those above them. */
const SIGNS: readonly Vec3[] = [
  [-1, -1, -1],
  [-1, 1, -1],
  [1, 1, -1],
  [1, -1, -1],
  [-1, -1, 1],
  [-1, 1, 1],
  [1, 1, 1],
  [1, -1, 1],
];
/** Nine decimals: far below what a box means, and the same on every engine. */
const STEPS = 1e9;
/** Corners of a box may be off by so much of its diagonal: other tools write few decimals. */
const LARGEST_PART_OFF = 0.02;

/** The eight corners as labelCloud orders them, metres, rounded. */
export function verticesOf(cuboid: Cuboid): Vec3[] {
  const [x, y, z] = cuboid.size;
  return SIGNS.map((sign) => {
    const corner = labelFromBox(cuboid, [(sign[0] * x) / 2, (sign[1] * y) / 2, (sign[2] * z) / 2]);
    return [rounded(corner[0]), rounded(corner[1]), rounded(corner[2])];
  });
}

/** The box whose corners these are, in that order; undefined where they are not those of a box, or of its mirror image. */
export function cuboidOfVertices(vertices: readonly Vec3[]): Cuboid | undefined {
  const centre = mean(vertices.map((vertex) => [vertex, 1]));
  // Half of the mean edge along each of the box's axes.
  const half = ([0, 1, 2] as const).map((axis) =>
    mean(vertices.map((vertex, i) => [vertex, SIGNS[i]![axis]])),
  );
  const [x, y, z] = half as [Vec3, Vec3, Vec3];
  const size: Vec3 = [2 * length(x), 2 * length(y), 2 * length(z)];
  if (!size.every((side) => side > 0)) return undefined;
  const front = scale(x, 1 / length(x));
  const across = subtract(y, scale(front, dot(front, y)));
  if (length(across) === 0) return undefined;
  const left = scale(across, 1 / length(across));
  const up = cross(front, left);
  const rotation = fromMatrix3([
    front[0],
    left[0],
    up[0],
    front[1],
    left[1],
    up[1],
    front[2],
    left[2],
    up[2],
  ]);
  const cuboid = { centre, size, rotation };
  const meant = verticesOf(cuboid);
  const farthest = Math.max(...vertices.map((vertex, i) => length(subtract(vertex, meant[i]!))));
  return farthest <= LARGEST_PART_OFF * length(size) ? cuboid : undefined;
}

function mean(weighted: readonly (readonly [Vec3, number])[]): Vec3 {
  const sum = weighted.reduce<Vec3>((all, [vertex, weight]) => add(all, scale(vertex, weight)), [0, 0, 0]);
  return scale(sum, 1 / weighted.length);
}

function rounded(value: number): number {
  const steps = Math.round(value * STEPS) / STEPS;
  return Number.isFinite(steps) ? steps + 0 : value;
}
