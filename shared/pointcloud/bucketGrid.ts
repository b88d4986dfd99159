import { cloudBounds, type Bounds } from './bounds.ts';
import type { PointCloud } from './cloud.ts';
import { quantile, sortedSample } from './percentile.ts';

/**
 * Points sorted into square cells seen from above (compressed rows): the points of cell c are
 * order[starts[c]] … order[starts[c + 1] − 1]. The last cell, after columns · rows ordinary ones, holds the points
 * outside the grid; it is empty unless a few stray points made a grid over everything too large.
 */
export interface BucketGrid {
  /** Label frame, metres. */
  readonly minX: number;
  readonly minY: number;
  readonly cellMetres: number;
  readonly columns: number;
  readonly rows: number;
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
  /** Lowest and highest z of each cell, rounded outwards; +∞ and −∞ where it is empty. */
  readonly lowZ: Float32Array;
  readonly highZ: Float32Array;
  /** Of all points inside the grid; +∞ and −∞ without any. */
  readonly minZ: number;
  readonly maxZ: number;
}

const CELL_METRES = 1;

/** 4 million: 48 MB of tables; and never far more cells than points. */
function mostCells(count: number): number {
  return Math.min(1 << 22, Math.max(1 << 16, count * 16));
}

export function buildBucketGrid(cloud: PointCloud): BucketGrid {
  const extent = gridExtent(cloud);
  const cells = extent.columns * extent.rows;
  const cellOfPoint = new Uint32Array(cloud.count);
  const starts = new Uint32Array(cells + 2);
  const lowZ = new Float32Array(cells + 1).fill(Infinity);
  const highZ = new Float32Array(cells + 1).fill(-Infinity);
  for (let i = 0; i < cloud.count; i++) {
    const cell = cellAt(extent, cloud.x[i]!, cloud.y[i]!);
    cellOfPoint[i] = cell;
    starts[cell + 1]!++;
    // Float32 would round the bound to either side; 2⁻²³ of the value is more than it can move.
    const z = cloud.z[i]!;
    const slack = Math.abs(z) * 1.2e-7;
    if (z - slack < lowZ[cell]!) lowZ[cell] = z - slack;
    if (z + slack > highZ[cell]!) highZ[cell] = z + slack;
  }
  for (let cell = 0; cell <= cells; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice();
  const order = new Uint32Array(cloud.count);
  for (let i = 0; i < cloud.count; i++) order[next[cellOfPoint[i]!]!++] = i;
  let minZ = Infinity;
  let maxZ = -Infinity;
  for (let cell = 0; cell < cells; cell++) {
    minZ = Math.min(minZ, lowZ[cell]!);
    maxZ = Math.max(maxZ, highZ[cell]!);
  }
  return { ...extent, starts, order, lowZ, highZ, minZ, maxZ };
}

/**
 * Calls `visit` with runs [from, to) of `grid.order` that together hold every point of the rectangle (and others
 * near it: test each). Runs rather than points, because a call per point would cost more than the test.
 */
export function forEachRun(
  grid: BucketGrid,
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
  visit: (from: number, to: number) => void,
): void {
  const { columns, rows, starts, cellMetres } = grid;
  const firstColumn = Math.floor((minX - grid.minX) / cellMetres);
  const lastColumn = Math.floor((maxX - grid.minX) / cellMetres);
  const firstRow = Math.floor((minY - grid.minY) / cellMetres);
  const lastRow = Math.floor((maxY - grid.minY) / cellMetres);
  const left = Math.max(0, firstColumn);
  const right = Math.min(columns - 1, lastColumn);
  if (left <= right) {
    const top = Math.min(rows - 1, lastRow);
    for (let row = Math.max(0, firstRow); row <= top; row++) {
      const from = starts[row * columns + left]!;
      const to = starts[row * columns + right + 1]!;
      if (from < to) visit(from, to);
    }
  }
  if (firstColumn < 0 || firstRow < 0 || lastColumn >= columns || lastRow >= rows) {
    const outside = columns * rows;
    if (starts[outside]! < starts[outside + 1]!) visit(starts[outside]!, starts[outside + 1]!);
  }
}

type Extent = Pick<BucketGrid, 'minX' | 'minY' | 'cellMetres' | 'columns' | 'rows'>;

/** Cell of a place, or the one after the last for places outside. */
function cellAt({ minX, minY, cellMetres, columns, rows }: Extent, x: number, y: number): number {
  const column = Math.floor((x - minX) / cellMetres);
  const row = Math.floor((y - minY) / cellMetres);
  const isInside = column >= 0 && row >= 0 && column < columns && row < rows;
  return isInside ? row * columns + column : columns * rows;
}

/** Everything in cells of 1 m if that fits; otherwise the middle of the cloud, in cells as fine as fit. */
function gridExtent(cloud: PointCloud): Extent {
  const most = mostCells(cloud.count);
  const whole = extentOf(cloudBounds(cloud), CELL_METRES);
  if (whole.columns * whole.rows <= most) return whole;
  const middle = middleBounds(cloud);
  for (let cellMetres = CELL_METRES; ; cellMetres *= 2) {
    const extent = extentOf(middle, cellMetres);
    if (extent.columns * extent.rows <= most) return extent;
  }
}

function extentOf({ min, max }: Bounds, cellMetres: number): Extent {
  return {
    minX: min[0],
    minY: min[1],
    cellMetres,
    columns: Math.floor((max[0] - min[0]) / cellMetres) + 1,
    rows: Math.floor((max[1] - min[1]) / cellMetres) + 1,
  };
}

function middleBounds(cloud: PointCloud): Bounds {
  const [minX, maxX] = middleRange(cloud.x);
  const [minY, maxY] = middleRange(cloud.y);
  return { min: [minX, minY, 0], max: [maxX, maxY, 0] };
}

/** The 1st to the 99th percentile and half as much again on each side. */
function middleRange(column: ArrayLike<number>): readonly [number, number] {
  const sorted = sortedSample(column);
  const low = quantile(sorted, 0.01);
  const high = quantile(sorted, 0.99);
  const margin = (high - low) / 2;
  return [low - margin, high + margin];
}
