import type { Cuboid } from '../geometry/cuboid.ts';
import { toMatrix3 } from '../geometry/quaternion.ts';
import { forEachRun, type BucketGrid } from './bucketGrid.ts';
import type { PointCloud } from './cloud.ts';

/** How many points lie in the cuboid, faces included; exact, on the decoded coordinates in float64. */
export function countPointsInCuboid(cloud: PointCloud, grid: BucketGrid, cuboid: Cuboid): number {
  let count = 0;
  forEachPointInCuboid(cloud, grid, cuboid, () => {
    count++;
  });
  return count;
}

/** Indices in the cloud of the points in the cuboid, faces included; in no particular order. */
export function collectPointsInCuboid(cloud: PointCloud, grid: BucketGrid, cuboid: Cuboid): Uint32Array {
  const indices: number[] = [];
  forEachPointInCuboid(cloud, grid, cuboid, (index) => {
    indices.push(index);
  });
  return Uint32Array.from(indices);
}

function forEachPointInCuboid(
  { x, y, z }: PointCloud,
  grid: BucketGrid,
  cuboid: Cuboid,
  visit: (index: number) => void,
): void {
  const m = toMatrix3(cuboid.rotation);
  const [cx, cy, cz] = cuboid.centre;
  const halfLength = cuboid.size[0] / 2;
  const halfWidth = cuboid.size[1] / 2;
  const halfHeight = cuboid.size[2] / 2;
  // The cells must be found for points on a face too, whatever the rounding: a micrometre, or the coordinate's own.
  const slack = 1e-6 + 1e-12 * (Math.abs(cx) + Math.abs(cy));
  const reachX =
    Math.abs(m[0]) * halfLength + Math.abs(m[1]) * halfWidth + Math.abs(m[2]) * halfHeight + slack;
  const reachY =
    Math.abs(m[3]) * halfLength + Math.abs(m[4]) * halfWidth + Math.abs(m[5]) * halfHeight + slack;
  forEachRun(grid, cx - reachX, cy - reachY, cx + reachX, cy + reachY, (from, to) => {
    for (let k = from; k < to; k++) {
      const i = grid.order[k]!;
      const dx = x[i]! - cx;
      const dy = y[i]! - cy;
      const dz = z[i]! - cz;
      if (
        Math.abs(m[0] * dx + m[3] * dy + m[6] * dz) <= halfLength &&
        Math.abs(m[1] * dx + m[4] * dy + m[7] * dz) <= halfWidth &&
        Math.abs(m[2] * dx + m[5] * dy + m[8] * dz) <= halfHeight
      ) {
        visit(i);
      }
    }
  });
}
