import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import { sampleIndices } from '../sample.ts';
import { VoxelIndex, VOXELS_ACROSS } from './voxelIndex.ts';

/** Side of a voxel. */
export const VOXEL_METRES = 1;

/** Count, sums of x, y, z, and of xx, xy, xz, yy, yz, zz. */
export const MOMENTS = 10;

/** More points do not make the surfaces better known. */
const MOST_POINTS = 200_000;

/** How far from the middle points are of use: less than the index reaches, and no sensor's strays. */
const FARTHEST_METRES = 200;

/** Points grouped and summed up by voxel. All coordinates are metres from the sweep's origin. */
export interface VoxelPoints {
  readonly index: VoxelIndex;
  /** Three numbers for each point, voxel after voxel; those of voxel v are points starts[v] … starts[v + 1] − 1. */
  readonly points: Float64Array;
  readonly starts: Uint32Array;
  /** {@link MOMENTS} numbers for each voxel. */
  readonly sums: Float64Array;
  /** Column, row and layer of each voxel. */
  readonly places: Int16Array;
}

/**
 * Groups a cloud's points by voxels around `origin` (label frame, metres); those that `isLeftOut` marks with 1 are not
 * counted. From the cloud's middle rather than the frame's origin, so that float64 holds the sums well wherever in the
 * world the cloud is.
 */
export function groupByVoxel(
  cloud: PointCloud,
  origin: Vec3,
  isLeftOut: Uint8Array | undefined,
): VoxelPoints {
  const { x, y, z } = cloud;
  const sample = sampleIndices(cloud.count, MOST_POINTS);
  const index = new VoxelIndex(sample.length);
  const voxels = new Int32Array(sample.length);
  const places = new Int16Array(sample.length * 3);
  const starts = new Uint32Array(sample.length + 1);
  for (let k = 0; k < sample.length; k++) {
    const i = sample[k]!;
    const px = x[i]! - origin[0];
    const py = y[i]! - origin[1];
    const pz = z[i]! - origin[2];
    const isNear = Math.max(Math.abs(px), Math.abs(py), Math.abs(pz)) < FARTHEST_METRES;
    voxels[k] = -1;
    if (!isNear || isLeftOut?.[i] === 1) continue;
    const column = voxelOf(px);
    const row = voxelOf(py);
    const layer = voxelOf(pz);
    const voxel = index.add(column, row, layer);
    voxels[k] = voxel;
    places[voxel * 3] = column;
    places[voxel * 3 + 1] = row;
    places[voxel * 3 + 2] = layer;
    starts[voxel + 1]!++;
  }
  for (let voxel = 0; voxel < index.count; voxel++) starts[voxel + 1]! += starts[voxel]!;
  const points = new Float64Array(starts[index.count]! * 3);
  const next = starts.slice(0, index.count);
  for (let k = 0; k < sample.length; k++) {
    const voxel = voxels[k]!;
    if (voxel < 0) continue;
    const i = sample[k]!;
    const at = next[voxel]!++ * 3;
    points[at] = x[i]! - origin[0];
    points[at + 1] = y[i]! - origin[1];
    points[at + 2] = z[i]! - origin[2];
  }
  return { index, points, starts, sums: sumVoxels(points, starts, index.count), places };
}

function sumVoxels(points: Float64Array, starts: Uint32Array, count: number): Float64Array {
  const sums = new Float64Array(count * MOMENTS);
  for (let voxel = 0, at = 0; voxel < count; voxel++, at += MOMENTS) {
    for (let k = starts[voxel]! * 3; k < starts[voxel + 1]! * 3; k += 3) {
      const px = points[k]!;
      const py = points[k + 1]!;
      const pz = points[k + 2]!;
      sums[at]! += 1;
      sums[at + 1]! += px;
      sums[at + 2]! += py;
      sums[at + 3]! += pz;
      sums[at + 4]! += px * px;
      sums[at + 5]! += px * py;
      sums[at + 6]! += px * pz;
      sums[at + 7]! += py * py;
      sums[at + 8]! += py * pz;
      sums[at + 9]! += pz * pz;
    }
  }
  return sums;
}

/** Which column, row or layer a coordinate from the origin, metres, falls into. */
export function voxelOf(coordinate: number): number {
  return Math.floor(coordinate / VOXEL_METRES);
}

/** Can the index hold this place? */
export function isOnGrid(column: number, row: number, layer: number): boolean {
  const half = VOXELS_ACROSS / 2 - 1;
  return Math.abs(column) < half && Math.abs(row) < half && Math.abs(layer) < half;
}
