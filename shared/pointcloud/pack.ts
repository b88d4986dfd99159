import { subtract, type Vec3 } from '../geometry/vec3.ts';
import { finiteBounds, type Bounds } from './bounds.ts';
import type { Coordinates, PointCloud } from './cloud.ts';
import { quantile, sortedSample } from './percentile.ts';
import { SCRIPT_PASSES, type CloudPasses } from './cloudPasses.ts';
import { PACK_STEPS, type PackedColumns, type PackScalar } from './packPoints.ts';
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

/** A cloud as the GPU draws it: 8 bytes a point. For drawing only; labels are computed from the cloud itself. */
export interface CloudPack {
  readonly count: number;
  /** Float64, whole metres, amid the points: the scene is built around it so that float32 on the GPU suffices. */
  readonly origin: Vec3;
  /** The points of a tile lie in a spread order: any prefix is a uniform subsample of it. */
  readonly tiles: readonly PackTile[];
  /** Four per point: x, y, z within the tile and the scalar. */
  readonly data: Uint16Array<ArrayBuffer>;
  /** Of all points, label frame, metres. */
  readonly bounds: Bounds;
  readonly scalar: PackScalar | undefined;
}

/** What is packed of a cloud. */
export type PackedCloud = Pick<PointCloud, 'count' | 'x' | 'y' | 'z' | 'intensity' | 'bounds'>;

/**
 * Packs a cloud. One tile where the cloud is at most 250 m wide (a step is then under 4 mm, an error under 2 mm on each
 * axis); otherwise cubes of 250 m, each spanning just its own points.
 * @param lend gives a buffer of at least so many bytes, which may have been used before
 */
export function packCloud(
  cloud: PackedCloud,
  passes: CloudPasses = SCRIPT_PASSES,
  lend: (byteLength: number) => ArrayBuffer = (byteLength) => new ArrayBuffer(byteLength),
): CloudPack {
  const origin = cloudOrigin(cloud);
  const { order, starts } = assignTiles(cloud, origin);
  const scalar = scalarRange(cloud);
  const data = new Uint16Array(lend(cloud.count * 8), 0, cloud.count * 4);
  const tiles = starts.slice(1).map((end, tile): PackTile => {
    const start = starts[tile]!;
    const part = data.subarray(start * 4, end * 4);
    const points = order === undefined ? cloud : pointsAt(cloud, order.subarray(start, end));
    const { bounds } = order === undefined ? cloud : finiteBounds(points);
    passes.packPoints(points, bounds, scalar, part);
    return placeTile(start, end - start, bounds, origin);
  });
  return { count: cloud.count, origin, tiles, data, bounds: cloud.bounds, scalar };
}

/** The median rather than the middle of the bounds: one stray point must not move the scene far from its origin. */
export function cloudOrigin(cloud: PackedCloud): Vec3 {
  if (cloud.count === 0) return [0, 0, 0];
  return [wholeMedian(cloud.x), wholeMedian(cloud.y), wholeMedian(cloud.z)];
}

function wholeMedian(column: ArrayLike<number>): number {
  return Math.round(quantile(sortedSample(column), 0.5));
}

function placeTile(start: number, count: number, { min, max }: Bounds, origin: Vec3): PackTile {
  const [x, y, z] = subtract(max, min);
  return {
    start,
    count,
    offset: subtract(min, origin),
    step: [x / PACK_STEPS, y / PACK_STEPS, z / PACK_STEPS],
  };
}

function pointsAt({ x, y, z, intensity }: PackedCloud, indices: Uint32Array): PackedColumns {
  const part = (column: Coordinates): Coordinates => {
    const values =
      column instanceof Float64Array ? new Float64Array(indices.length) : new Float32Array(indices.length);
    for (let i = 0; i < indices.length; i++) values[i] = column[indices[i]!]!;
    return values;
  };
  return { x: part(x), y: part(y), z: part(z), intensity: intensity && part(intensity) };
}

/**
 * From the 2nd to the 98th percentile of the finite values: files with a mis-declared column hold NaN, infinities
 * and numbers around 1e38, which would leave every real value at one end of the scale.
 */
function scalarRange(cloud: PackedCloud): PackScalar | undefined {
  if (cloud.intensity === undefined) return undefined;
  const sorted = sortedSample(cloud.intensity);
  if (sorted.length === 0) return undefined;
  return { name: 'intensity', low: quantile(sorted, 0.02), high: quantile(sorted, 0.98) };
}
