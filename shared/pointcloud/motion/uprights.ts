import { MOMENTS, VOXEL_METRES, type VoxelPoints } from './voxelPoints.ts';

/** Where things stand, seen from above: walls, posts, trunks, vehicles. x, y in metres from the sweep's origin. */
export type Uprights = Float64Array;

/** Deviation of heights inside a voxel that no road reaches: 15 % of slope is 0.05 m. */
const LEAST_DEVIATION_METRES = 0.15 * VOXEL_METRES;
const LEAST_POINTS = 4;

export function findUprights({ index, sums }: VoxelPoints): Uprights {
  const found: number[] = [];
  for (let at = 0; at < index.count * MOMENTS; at += MOMENTS) {
    const n = sums[at]!;
    const height = sums[at + 3]! / n;
    const variance = sums[at + 9]! / n - height * height;
    if (n >= LEAST_POINTS && variance > LEAST_DEVIATION_METRES ** 2)
      found.push(sums[at + 1]! / n, sums[at + 2]! / n);
  }
  return Float64Array.from(found);
}
