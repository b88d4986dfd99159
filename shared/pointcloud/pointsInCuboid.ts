import type { Cuboid } from '../geometry/cuboid.ts';
import type { PointCloud } from './cloud.ts';
import { countByKernel } from './countByKernel.ts';
import { cuboidTest, forEachCuboidRun, type CuboidTest } from './cuboidCells.ts';

/** How many points lie in the cuboid, faces included; exact, on the decoded coordinates in float64. */
export function countPointsInCuboid(cloud: PointCloud, cuboid: Cuboid): number {
  const test = cuboidTest(cuboid, cloud.grid);
  if (cloud.memory !== undefined) return countByKernel(cloud, cloud.memory, test);
  let count = 0;
  forEachCuboidRun(cloud.grid, test, (from, to, isWhole) => {
    count += isWhole ? to - from : countRun(cloud, test, from, to);
  });
  return count;
}

/** Indices in the cloud of the points in the cuboid, faces included; ascending but for those outside the grid. */
export function collectPointsInCuboid(cloud: PointCloud, cuboid: Cuboid): Uint32Array {
  const test = cuboidTest(cuboid, cloud.grid);
  const indices: number[] = [];
  forEachCuboidRun(cloud.grid, test, (from, to, isWhole) => {
    for (let i = from; i < to; i++) if (isWhole || countRun(cloud, test, i, i + 1) === 1) indices.push(i);
  });
  return Uint32Array.from(indices);
}

function countRun({ x, y, z }: PointCloud, { centre, rotation, half }: CuboidTest, from: number, to: number) {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = rotation;
  const [cx, cy, cz] = centre;
  const [halfLength, halfWidth, halfHeight] = half;
  let count = 0;
  for (let i = from; i < to; i++) {
    const dx = x[i]! - cx;
    const dy = y[i]! - cy;
    const dz = z[i]! - cz;
    if (
      Math.abs(m0 * dx + m3 * dy + m6 * dz) <= halfLength &&
      Math.abs(m1 * dx + m4 * dy + m7 * dz) <= halfWidth &&
      Math.abs(m2 * dx + m5 * dy + m8 * dz) <= halfHeight
    ) {
      count++;
    }
  }
  return count;
}
