import { subtract, type Vec3 } from '../geometry/vec3.ts';
import { finiteBounds, type Bounds } from './bounds.ts';
import type { Coordinates, PointCloud } from './cloud.ts';
import { quantile, sortedSample } from './percentile.ts';
import { forEachPlace, spreadOrder } from './spreadOrder.ts';
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
  /** The points of a tile lie in a spread order: any prefix is a uniform subsample of it. */
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
  const origin = cloudOrigin(cloud);
  const { order, starts } = assignTiles(cloud, origin);
  const scalar = scalarRange(cloud);
  const data = new Uint16Array(cloud.count * 4);
  const tiles = starts.slice(1).map((end, tile): PackTile => {
    const points = order?.subarray(starts[tile]!, end);
    const bounds = points === undefined ? cloud.bounds : boundsOf(cloud, points);
    const part = data.subarray(starts[tile]! * 4, end * 4);
    packPoints(cloud, points, bounds, scalar, part);
    return { start: starts[tile]!, count: end - starts[tile]!, ...placement(bounds, origin) };
  });
  return { count: cloud.count, origin, tiles, data, bounds: cloud.bounds, scalar };
}

/** The median rather than the middle of the bounds: one stray point must not move the scene far from its origin. */
export function cloudOrigin(cloud: PointCloud): Vec3 {
  if (cloud.count === 0) return [0, 0, 0];
  return [wholeMedian(cloud.x), wholeMedian(cloud.y), wholeMedian(cloud.z)];
}

function wholeMedian(column: ArrayLike<number>): number {
  return Math.round(quantile(sortedSample(column), 0.5));
}

function placement({ min, max }: Bounds, origin: Vec3): Pick<PackTile, 'offset' | 'step'> {
  const step = (axis: 0 | 1 | 2): number => (max[axis] - min[axis]) / STEPS;
  return { offset: subtract(min, origin), step: [step(0), step(1), step(2)] };
}

function boundsOf(cloud: PointCloud, points: Uint32Array): Bounds {
  const at = (column: Coordinates): Coordinates =>
    column instanceof Float64Array
      ? Float64Array.from(points, (i) => column[i]!)
      : Float32Array.from(points, (i) => column[i]!);
  return finiteBounds(at(cloud.x), at(cloud.y), at(cloud.z)).bounds;
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

/** Quantises these points of the cloud (undefined: all) in a spread order. */
function packPoints(
  cloud: PointCloud,
  points: Uint32Array | undefined,
  { min, max }: Bounds,
  scalar: PackScalar | undefined,
  data: Uint16Array,
): void {
  const order = spreadOrder(points?.length ?? cloud.count);
  const pack = (component: number, column: Coordinates, low: number, high: number): void => {
    const scale = high > low ? STEPS / (high - low) : 0;
    forEachPlace(order, (point, place) => {
      const steps = (column[points === undefined ? point : points[point]!]! - low) * scale + 0.5;
      // NaN fails the comparison and lands at the low end.
      data[place * 4 + component] = steps > 0 ? Math.min(steps, STEPS) : 0;
    });
  };
  [cloud.x, cloud.y, cloud.z].forEach((column, axis) => pack(axis, column, min[axis]!, max[axis]!));
  if (scalar !== undefined) pack(3, cloud.intensity!, scalar.low, scalar.high);
}
