import type { RigidTransform } from '../geometry/rigidTransform.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { SpreadOrder } from './spreadOrder.ts';

export type Coordinates = Float32Array | Float64Array;

/**
 * The points of a frame in the label frame, metres, exactly as decoded: label maths reads these and never the
 * quantised copy that is drawn. Columns apart, finite points only, in a random order that is the same at every load,
 * so that any first n points are a uniform subsample.
 */
export interface PointCloud {
  readonly count: number;
  readonly x: Coordinates;
  readonly y: Coordinates;
  readonly z: Coordinates;
  /** As read: may hold NaN, infinities and garbage. */
  readonly intensity: Float32Array | undefined;
  /** Row of each point in the file. */
  readonly rows: Uint32Array;
  /** Rows left out because a coordinate is NaN, infinite, or beyond float32. */
  readonly droppedCount: number;
}

export interface CloudColumns {
  readonly x: Coordinates;
  readonly y: Coordinates;
  readonly z: Coordinates;
  readonly intensity?: ArrayLike<number> | undefined;
}

/**
 * A cloud from decoded columns of equal length. With `labelFromLidar` the points are moved to the label frame in
 * float64; without it they are kept bit for bit.
 * @throws RangeError when the columns differ in length.
 */
export function buildCloud(columns: CloudColumns, labelFromLidar?: RigidTransform): PointCloud {
  const total = columns.x.length;
  const { intensity } = columns;
  if (columns.y.length !== total || columns.z.length !== total || (intensity?.length ?? total) !== total) {
    throw new RangeError('the columns of a point cloud must be equally long');
  }
  const { x, y, z } = labelFromLidar === undefined ? columns : transformColumns(columns, labelFromLidar);
  const rows = finiteRows(x, y, z);
  const order = new SpreadOrder(rows.length);
  return {
    count: rows.length,
    x: order.fill(likeColumn(x, rows.length), x, rows),
    y: order.fill(likeColumn(y, rows.length), y, rows),
    z: order.fill(likeColumn(z, rows.length), z, rows),
    intensity: intensity && order.fill(new Float32Array(rows.length), intensity, rows),
    rows: order.fill(new Uint32Array(rows.length), allRows(total), rows),
    droppedCount: total - rows.length,
  };
}

export function pointAt(cloud: PointCloud, index: number): Vec3 {
  return [cloud.x[index]!, cloud.y[index]!, cloud.z[index]!];
}

function finiteRows(x: Coordinates, y: Coordinates, z: Coordinates): Uint32Array {
  const rows = new Uint32Array(x.length);
  let count = 0;
  for (let row = 0; row < x.length; row++) {
    // Rounded to float32 first: what overflows that (10³⁸ m) is garbage, and would make extents infinite later.
    const sum = Math.fround(x[row]!) + Math.fround(y[row]!) + Math.fround(z[row]!);
    if (Number.isFinite(sum)) rows[count++] = row;
  }
  return rows.slice(0, count);
}

function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

function likeColumn(column: Coordinates, length: number): Coordinates {
  return column instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
}

function transformColumns(
  { x, y, z }: CloudColumns,
  { rotation: r, translation: t }: RigidTransform,
): { x: Float64Array; y: Float64Array; z: Float64Array } {
  const moved = {
    x: new Float64Array(x.length),
    y: new Float64Array(x.length),
    z: new Float64Array(x.length),
  };
  for (let i = 0; i < x.length; i++) {
    const px = x[i]!;
    const py = y[i]!;
    const pz = z[i]!;
    moved.x[i] = r[0] * px + r[1] * py + r[2] * pz + t[0];
    moved.y[i] = r[3] * px + r[4] * py + r[5] * pz + t[1];
    moved.z[i] = r[6] * px + r[7] * py + r[8] * pz + t[2];
  }
  return moved;
}
