import type { Vec3 } from '../geometry/vec3.ts';
import { cloudBounds, type Bounds } from './bounds.ts';
import type { PointCloud } from './cloud.ts';
import { quantile, sortedSample } from './percentile.ts';
import { assignTiles } from './tiles.ts';

/** A run of packed points; the place of each, relative to the pack's origin, is offset + step · q. */
export interface PackTile {
  readonly start: number;
  readonly count: number;
  /** Metres. */
  readonly offset: Vec3;
  /** Metres per quantisation step. */
  readonly step: Vec3;
}

/** The values that the packed scalar 0 … 65535 stands for. */
export interface PackScalar {
  readonly name: 'intensity';
  readonly low: number;
  readonly high: number;
}

/** A cloud as the GPU draws it: 8 bytes a point. For drawing only; labels are computed from the cloud itself. */
export interface CloudPack {
  readonly count: number;
  /** Float64, whole metres, amid the points: the scene is built around it so that float32 on the GPU suffices. */
  readonly origin: Vec3;
  /** Inside a tile the cloud's order is kept: a prefix of each tile is a uniform subsample of it. */
  readonly tiles: readonly PackTile[];
  /** Four per point: x, y, z within the tile and the scalar. */
  readonly data: Uint16Array<ArrayBuffer>;
  /** Of all points, label frame, metres. */
  readonly bounds: Bounds;
  readonly scalar: PackScalar | undefined;
}

const STEPS = 65535;

/**
 * Packs a cloud. One tile where the cloud is at most 250 m wide (a step is then under 4 mm, an error under 2 mm);
 * otherwise cubes of 250 m, each spanning just its own points.
 */
export function packCloud(cloud: PointCloud): CloudPack {
  const bounds = cloudBounds(cloud);
  const origin = cloudOrigin(cloud);
  const { order, starts } = assignTiles(cloud, bounds, origin);
  const data = new Uint16Array(cloud.count * 4);
  const tiles: PackTile[] = [];
  for (let tile = 0; tile + 1 < starts.length; tile++) {
    tiles.push(packTile(cloud, origin, order, starts[tile]!, starts[tile + 1]!, data));
  }
  const scalar = scalarRange(cloud);
  if (scalar !== undefined) packScalar(cloud.intensity!, scalar, order, data);
  return { count: cloud.count, origin, tiles, data, bounds, scalar };
}

/** The median rather than the middle of the bounds: one stray point must not move the scene far from its origin. */
export function cloudOrigin(cloud: PointCloud): Vec3 {
  if (cloud.count === 0) return [0, 0, 0];
  return [wholeMedian(cloud.x), wholeMedian(cloud.y), wholeMedian(cloud.z)];
}

function wholeMedian(column: ArrayLike<number>): number {
  return Math.round(quantile(sortedSample(column), 0.5));
}

function packTile(
  cloud: PointCloud,
  origin: Vec3,
  order: Uint32Array | undefined,
  start: number,
  end: number,
  data: Uint16Array,
): PackTile {
  const offset: [number, number, number] = [0, 0, 0];
  const step: [number, number, number] = [0, 0, 0];
  [cloud.x, cloud.y, cloud.z].forEach((column, axis) => {
    let min = Infinity;
    let max = -Infinity;
    for (let i = start; i < end; i++) {
      const value = column[order === undefined ? i : order[i]!]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    const perMetre = max > min ? STEPS / (max - min) : 0;
    for (let i = start; i < end; i++) {
      const value = column[order === undefined ? i : order[i]!]!;
      data[i * 4 + axis] = (value - min) * perMetre + 0.5;
    }
    offset[axis] = min - origin[axis]!;
    step[axis] = (max - min) / STEPS;
  });
  return { start, count: end - start, offset, step };
}

/**
 * From the 2nd to the 98th percentile of the finite values: files with a mis-declared column hold NaN, infinities
 * and numbers around 1e38, which would leave every real value at one end of the scale.
 */
function scalarRange(cloud: PointCloud): PackScalar | undefined {
  if (cloud.intensity === undefined) return undefined;
  const sorted = sortedSample(cloud.intensity);
  if (sorted.length === 0) return undefined;
  return { name: 'intensity', low: quantile(sorted, 0.02), high: quantile(sorted, 0.98) };
}

function packScalar(
  values: Float32Array,
  { low, high }: PackScalar,
  order: Uint32Array | undefined,
  data: Uint16Array,
): void {
  const scale = high > low ? STEPS / (high - low) : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[order === undefined ? i : order[i]!]!;
    // NaN fails both comparisons and lands at the low end.
    data[i * 4 + 3] =
      value >= high ? (high > low ? STEPS : 0) : value > low ? (value - low) * scale + 0.5 : 0;
  }
}
