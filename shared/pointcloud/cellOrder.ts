import { isFinitePoint } from './bounds.ts';
import type { BucketGrid } from './bucketGrid.ts';
import type { CloudColumns, Coordinates } from './cloud.ts';
import type { GridFrame } from './gridFrame.ts';
import type { KernelMemory } from './kernelMemory.ts';

/** Columns in the order of the grid's cells, and in file order within a cell. */
export interface SortedColumns {
  readonly x: Coordinates;
  readonly y: Coordinates;
  readonly z: Coordinates;
  /** As read: may hold NaN, infinities and garbage. */
  readonly intensity: Float32Array | undefined;
  /** Row of each point in the file. */
  readonly rows: Uint32Array;
  /** Which points lie where. */
  readonly grid: BucketGrid;
  /** Where all columns and the grid's tables lie, with kernels that work on them; undefined: in memory of their own. */
  readonly memory: KernelMemory | undefined;
}

/**
 * Sorts the `count` finite points of these columns by cell (a counting sort); the others are left out. Points of a cell
 * then lie side by side, so that a question about a place reads a few runs of memory.
 */
export function sortByCell(columns: CloudColumns, frame: GridFrame, count: number): SortedColumns {
  const { cells, starts } = assignCells(columns, frame);
  const next = starts.slice();
  const x = likeColumn(columns.x, count);
  const y = likeColumn(columns.y, count);
  const z = likeColumn(columns.z, count);
  const intensity = columns.intensity && new Float32Array(count);
  const rows = new Uint32Array(count);
  for (let row = 0; row < cells.length; row++) {
    const at = next[cells[row]!]!++;
    // Those that are not finite come last.
    if (at < count) {
      x[at] = columns.x[row]!;
      y[at] = columns.y[row]!;
      z[at] = columns.z[row]!;
      rows[at] = row;
      if (intensity !== undefined) intensity[at] = columns.intensity![row]!;
    }
  }
  const kept = starts.subarray(0, -1);
  const { lowZ, highZ } = heightsOf(z, kept);
  const grid = { ...frame, starts: kept, lowZ, highZ, ...heightRange(lowZ, highZ) };
  return { x, y, z, intensity, rows, grid, memory: undefined };
}

/** The cell of each row, and where each cell begins: ordinary cells, the one outside the grid, what is not finite. */
function assignCells(
  { x, y, z }: CloudColumns,
  { minX, minY, cellMetres, columns, rows }: GridFrame,
): { cells: Uint32Array; starts: Uint32Array } {
  const outside = columns * rows;
  const cells = new Uint32Array(x.length);
  const starts = new Uint32Array(outside + 3);
  for (let i = 0; i < x.length; i++) {
    const column = Math.floor((x[i]! - minX) / cellMetres);
    const row = Math.floor((y[i]! - minY) / cellMetres);
    const isInside = column >= 0 && row >= 0 && column < columns && row < rows;
    const cell = isInside ? row * columns + column : outside;
    const place = isFinitePoint(x[i]!, y[i]!, z[i]!) ? cell : outside + 1;
    cells[i] = place;
    starts[place + 1]!++;
  }
  for (let cell = 0; cell <= outside + 1; cell++) starts[cell + 1]! += starts[cell]!;
  return { cells, starts };
}

/** Lowest and highest point of each cell. Float32 would round to either side; 2⁻²³ of a value is more than it can move. */
function heightsOf(z: Coordinates, starts: Uint32Array): Pick<BucketGrid, 'lowZ' | 'highZ'> {
  const cells = starts.length - 1;
  const lowZ = new Float32Array(cells).fill(Infinity);
  const highZ = new Float32Array(cells).fill(-Infinity);
  for (let cell = 0; cell < cells; cell++) {
    const to = starts[cell + 1]!;
    let low = Infinity;
    let high = -Infinity;
    for (let i = starts[cell]!; i < to; i++) {
      const height = z[i]!;
      if (height < low) low = height;
      if (height > high) high = height;
    }
    if (low <= high) {
      // No negative zero: of two zeros either could come first.
      lowZ[cell] = low - Math.abs(low) * 1.2e-7 + 0;
      highZ[cell] = high + Math.abs(high) * 1.2e-7 + 0;
    }
  }
  return { lowZ, highZ };
}

/** Of the points inside the grid: the last cell is that of those outside. */
export function heightRange(lowZ: Float32Array, highZ: Float32Array): Pick<BucketGrid, 'minZ' | 'maxZ'> {
  let minZ = Infinity;
  let maxZ = -Infinity;
  for (let cell = 0; cell < lowZ.length - 1; cell++) {
    if (lowZ[cell]! < minZ) minZ = lowZ[cell]!;
    if (highZ[cell]! > maxZ) maxZ = highZ[cell]!;
  }
  return { minZ, maxZ };
}

function likeColumn(column: Coordinates, length: number): Coordinates {
  return column instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
}
