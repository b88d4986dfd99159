import { ZERO, type Vec3 } from '../geometry/vec3.ts';
import type { Coordinates, PointCloud } from './cloud.ts';

/** An axis-aligned box, metres. */
export interface Bounds {
  readonly min: Vec3;
  readonly max: Vec3;
}

/** The smallest box that holds every point; a point at zero for an empty cloud. */
export function cloudBounds(cloud: PointCloud): Bounds {
  if (cloud.count === 0) return { min: ZERO, max: ZERO };
  const [minX, maxX] = range(cloud.x);
  const [minY, maxY] = range(cloud.y);
  const [minZ, maxZ] = range(cloud.z);
  return { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] };
}

function range(column: Coordinates): readonly [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
