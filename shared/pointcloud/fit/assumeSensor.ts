import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import { groundHeightAt, type GroundGrid } from '../ground.ts';
import { quantile, sortedSample } from '../percentile.ts';

/** Lidars on vehicles stand about so high above the road (metres). */
const USUAL_HEIGHT = 1.8;

/** Nearer to the ground or farther from it, the origin is that of a vehicle or of a map. */
const LOWEST = 0.6;
const HIGHEST = 5;

/**
 * Where the lidar stood, label frame, metres, as far as the cloud tells: where it is said to have stood, if that is
 * amid the cloud and at a height that lidars are mounted at; at the usual height there if the frame's origin lies on
 * the road; in the middle of a cloud that lies elsewhere, as on a map.
 */
export function assumeSensor(cloud: PointCloud, ground: GroundGrid, said: Vec3 = [0, 0, 0]): Vec3 {
  if (cloud.count === 0) return said;
  const { min, max } = cloud.bounds;
  const isAmid = ([0, 1] as const).every(
    (axis) => said[axis] >= min[axis] - 1 && said[axis] <= max[axis] + 1,
  );
  const [x, y] = isAmid ? said : [middleOf(cloud.x), middleOf(cloud.y)];
  const road = groundHeightAt(ground, x, y);
  const height = said[2] - road;
  return isAmid && height >= LOWEST && height <= HIGHEST ? said : [x, y, road + USUAL_HEIGHT];
}

function middleOf(column: ArrayLike<number>): number {
  return quantile(sortedSample(column), 0.5);
}
