import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { boxFromLabel, CUBOID_FACES, labelFromBox } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { buildCloud, type PointCloud } from '#shared/pointcloud/cloud.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';

/** A height for every place: the ground of a synthetic scene. */
export type Terrain = (x: number, y: number) => number;

/** Points strewn over a square of the terrain, with uniform noise of ± `noise` metres. */
export function terrainPoints(
  terrain: Terrain,
  centre: readonly [number, number],
  half: number,
  count: number,
  noise = 0.02,
  seed = 7,
): Vec3[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const x = centre[0] + (random() * 2 - 1) * half;
    const y = centre[1] + (random() * 2 - 1) * half;
    return [x, y, terrain(x, y) + (random() * 2 - 1) * noise];
  });
}

/**
 * What a lidar sees of a cuboid: points on the upright faces turned towards it and on the roof, spread evenly, with
 * uniform noise of ± `noise` metres.
 */
export function seenPoints(cuboid: Cuboid, sensor: Vec3, count: number, noise = 0.01, seed = 11): Vec3[] {
  const random = seededRandom(seed);
  const local = boxFromLabel(cuboid, sensor);
  const faces = CUBOID_FACES.filter(
    ({ axis, sign }) => axis !== 2 && sign * local[axis] > cuboid.size[axis] / 2,
  );
  const roof = CUBOID_FACES.find(({ axis, sign }) => axis === 2 && sign === 1)!;
  // A roof is seen at a flat angle: few points.
  const choices = [...faces, ...faces, ...faces, ...faces, roof];
  return Array.from({ length: count }, () => {
    const face = choices[Math.floor(random() * choices.length)]!;
    const point = cuboid.size.map((side) => (random() - 0.5) * side) as [number, number, number];
    point[face.axis] = (face.sign * cuboid.size[face.axis]) / 2 + (random() * 2 - 1) * noise;
    return labelFromBox(cuboid, point);
  });
}

export function cloudOf(points: readonly Vec3[]): PointCloud {
  return buildCloud({
    x: Float64Array.from(points, (p) => p[0]),
    y: Float64Array.from(points, (p) => p[1]),
    z: Float64Array.from(points, (p) => p[2]),
  });
}
