import type { RigidTransform } from '../geometry/rigidTransform.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { Bounds } from './bounds.ts';
import { SCRIPT_PASSES, type CloudPasses } from './cloudPasses.ts';
import { gridFrame } from './gridFrame.ts';
import type { SortedColumns } from './cellOrder.ts';

export type Coordinates = Float32Array | Float64Array;

/**
 * The points of a frame in the label frame, metres, exactly as decoded: label maths reads these and never the
 * quantised copy that is drawn. Columns apart, finite points only, in the order of the grid's cells, which is the same at
 * every load.
 */
export interface PointCloud extends SortedColumns {
  readonly count: number;
  /** Of all points; a point at zero without any. */
  readonly bounds: Bounds;
  /** Rows left out because a coordinate is NaN, infinite, or beyond float32. */
  readonly droppedCount: number;
}

export interface CoordinateColumns {
  readonly x: Coordinates;
  readonly y: Coordinates;
  readonly z: Coordinates;
}

export interface CloudColumns extends CoordinateColumns {
  readonly intensity?: ArrayLike<number> | undefined;
}

/**
 * A cloud from decoded columns of equal length. With `labelFromLidar` the points are moved to the label frame in
 * float64; without it they are kept bit for bit.
 * @throws RangeError when the columns differ in length.
 */
export function buildCloud(
  columns: CloudColumns,
  labelFromLidar?: RigidTransform,
  passes: CloudPasses = SCRIPT_PASSES,
): PointCloud {
  const total = columns.x.length;
  const { intensity } = columns;
  if (columns.y.length !== total || columns.z.length !== total || (intensity?.length ?? total) !== total) {
    throw new RangeError('the columns of a point cloud must be equally long');
  }
  const { x, y, z } = labelFromLidar === undefined ? columns : transformColumns(columns, labelFromLidar);
  const placed = { x, y, z, intensity };
  const { bounds, count } = passes.finiteBounds(placed);
  const sorted = passes.sortByCell(placed, gridFrame(placed, bounds, count), count);
  return { count, ...sorted, bounds, droppedCount: total - count };
}

export function pointAt(cloud: PointCloud, index: number): Vec3 {
  return [cloud.x[index]!, cloud.y[index]!, cloud.z[index]!];
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
