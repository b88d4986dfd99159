import type { Cuboid } from '../../../geometry/cuboid.ts';
import { cuboidCorners } from '../../../geometry/cuboid.ts';
import { fromYaw } from '../../../geometry/quaternion.ts';
import { invertTransform, transformPoint, type RigidTransform } from '../../../geometry/rigidTransform.ts';
import { add, addScaled, subtract, type Vec3 } from '../../../geometry/vec3.ts';
import { buildCloud, type PointCloud } from '../../cloud.ts';
import { seededRandom } from '../../random.ts';

/** Gives a point of a scene's surfaces, in the world, for each call; `random` in [0, 1). */
export type Surface = (random: () => number) => Vec3;

/** A rectangle between a corner and its two neighbours. */
function rectangle(corner: Vec3, next: Vec3, other: Vec3): Surface {
  const [u, v] = [subtract(next, corner), subtract(other, corner)];
  return (random) => addScaled(addScaled(corner, u, random()), v, random());
}

/** Upright faces of a box. */
export function boxSides(cuboid: Cuboid): Surface {
  const corners = cuboidCorners(cuboid);
  const sides = [
    [0, 1, 3],
    [4, 5, 7],
    [0, 4, 3],
    [1, 5, 2],
  ] as const;
  const faces = sides.map(([a, b, c]) => rectangle(corners[a]!, corners[b]!, corners[c]!));
  return (random) => faces[Math.floor(random() * faces.length)]!(random);
}

export const PLANE: Surface = rectangle([-40, -40, 0], [40, -40, 0], [-40, 40, 0]);

/** A road between two walls, 80 m long. */
export const CORRIDOR: readonly Surface[] = [
  rectangle([-40, -8, 0], [40, -8, 0], [-40, 8, 0]),
  rectangle([-40, -8, 0], [40, -8, 0], [-40, -8, 5]),
  rectangle([-40, 8, 0], [40, 8, 0], [-40, 8, 5]),
];

/** A vault over a road. */
export const TUNNEL: readonly Surface[] = [
  rectangle([-40, -5, 0], [40, -5, 0], [-40, 5, 0]),
  (random) => {
    const angle = random() * Math.PI;
    return [(random() * 2 - 1) * 40, 5 * Math.cos(angle), 5 * Math.sin(angle)];
  },
];

/** The corridor with a pair of ribs each 6 m: from one to the next it looks the same. */
export const RIBS: readonly Surface[] = [
  ...CORRIDOR,
  (random) => {
    const side = random() < 0.5 ? -1 : 1;
    return [Math.floor(random() * 13) * 6 - 36, side * (6 + 2 * random()), 4 * random()];
  },
];

function upright(x: number, y: number, yawRad: number, size: Vec3): Surface {
  return boxSides({ centre: [x, y, size[2] / 2], size, rotation: fromYaw(yawRad) });
}

/** A crossing with houses set back by different lengths, and parked cars. */
export const STREET: readonly Surface[] = [
  PLANE,
  PLANE,
  PLANE,
  upright(-25, 14, 0.02, [18, 8, 7]),
  upright(-3, 16, 0.05, [14, 9, 9]),
  upright(22, 13, -0.1, [12, 7, 6]),
  upright(-20, -15, 0.08, [15, 8, 8]),
  upright(5, -13, 0, [16, 6, 6]),
  upright(28, -17, 0.15, [10, 10, 9]),
  upright(-12, 7, 0.02, [4.6, 1.9, 1.6]),
  upright(3, -7, 3.1, [4.4, 1.8, 1.5]),
  upright(14, 7.5, 0.05, [4.8, 2, 1.9]),
];

/** How the world is seen from a label frame at `worldFromLabel`: so many points with noise of about 1 cm. */
export function sweepOf(
  surfaces: readonly Surface[],
  worldFromLabel: RigidTransform,
  { seed = 1, count = 12_000 }: { readonly seed?: number; readonly count?: number } = {},
): PointCloud {
  const random = seededRandom(seed);
  const labelFromWorld = invertTransform(worldFromLabel);
  const noise = (): number => (random() + random() + random() - 1.5) * 0.02;
  const columns = [new Float64Array(count), new Float64Array(count), new Float64Array(count)] as const;
  for (let i = 0; i < count; i++) {
    const surface = surfaces[Math.floor(random() * surfaces.length)]!;
    const point = transformPoint(labelFromWorld, add(surface(random), [noise(), noise(), noise()]));
    for (const axis of [0, 1, 2] as const) columns[axis][i] = point[axis];
  }
  return buildCloud({ x: columns[0], y: columns[1], z: columns[2] });
}
