import type { PointCloud } from '../cloud.ts';
import { sampleIndices } from '../sample.ts';

/** Finer than a lidar measures: nothing that could be seen is lost. */
const FINEST_METRES = 0.03;
const COARSER = 1.5;
/** Voxels may leave so many times what is wanted: the rest is a sample of them, for the next size would leave too few. */
const LEEWAY = 1.5;

/** Which points were kept, ascending. */
export interface ThinnedPoints {
  readonly indices: Uint32Array;
  /**
   * Side of the voxels. But for what a sample then left out, each point has a kept one within three of their diagonals:
   * the coarser ones are filled from what the finer ones left. 0: all were kept.
   */
  readonly voxelMetres: number;
}

/**
 * At most `most` points of a cloud, taken from where it is densest: the first of each voxel, in voxels as small as
 * suffices. A sample alone would leave as much of the road under the vehicle, and next to nothing of what is far away.
 */
export function thinPoints(
  cloud: Pick<PointCloud, 'count' | 'x' | 'y' | 'z' | 'bounds'>,
  most: number,
): ThinnedPoints {
  let indices = Uint32Array.from({ length: cloud.count }, (_, i) => i);
  let voxelMetres = 0;
  for (let side = FINEST_METRES; indices.length > most * LEEWAY; side *= COARSER) {
    voxelMetres = side;
    indices = firstOfVoxels(cloud, indices, side);
  }
  if (indices.length <= most) return { indices, voxelMetres };
  // Stretches are no whole numbers long: two that meet in a point may both choose it.
  const sample = sampleIndices(indices.length, most).filter((at, k, all) => at !== all[k - 1]);
  return { indices: sample.map((at) => indices[at]!), voxelMetres };
}

/**
 * The first of these points in each voxel. A hash table whose entries are points: the voxel of the one that is there is
 * computed again, so that voxels may be as many and as small as one likes.
 */
function firstOfVoxels(
  { x, y, z, bounds: { min } }: Pick<PointCloud, 'x' | 'y' | 'z' | 'bounds'>,
  indices: Uint32Array<ArrayBuffer>,
  side: number,
): Uint32Array<ArrayBuffer> {
  const slots = 1 << Math.ceil(Math.log2(2 * indices.length + 2));
  const heads = new Int32Array(slots).fill(-1);
  const kept = new Uint32Array(indices.length);
  const voxel = (value: number, low: number): number => Math.floor((value - low) / side);
  let count = 0;
  for (const i of indices) {
    const column = voxel(x[i]!, min[0]);
    const row = voxel(y[i]!, min[1]);
    const layer = voxel(z[i]!, min[2]);
    // Teschner et al. 2003, "Optimized spatial hashing".
    let slot = (Math.imul(column, 73856093) ^ Math.imul(row, 19349663) ^ Math.imul(layer, 83492791)) >>> 0;
    for (slot &= slots - 1; ; slot = (slot + 1) & (slots - 1)) {
      const head = heads[slot]!;
      if (head < 0) {
        heads[slot] = i;
        kept[count++] = i;
        break;
      }
      const isSame =
        voxel(x[head]!, min[0]) === column &&
        voxel(y[head]!, min[1]) === row &&
        voxel(z[head]!, min[2]) === layer;
      if (isSame) break;
    }
  }
  return kept.slice(0, count);
}
