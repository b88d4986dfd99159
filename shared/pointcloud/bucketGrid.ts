import type { GridFrame } from './gridFrame.ts';

/**
 * Where the points of a cloud lie that is sorted by square cells seen from above (compressed rows): those of cell c are
 * points starts[c] … starts[c + 1] − 1 of the cloud, and cells follow each other along x. The last cell, after
 * columns · rows ordinary ones, holds the points outside the grid; it is empty unless a few stray points made a grid
 * over everything too large.
 */
export interface BucketGrid extends GridFrame {
  readonly starts: Uint32Array;
  /** Lowest and highest z of each cell, rounded outwards; +∞ and −∞ where it is empty. */
  readonly lowZ: Float32Array;
  readonly highZ: Float32Array;
  /** Of all points inside the grid; +∞ and −∞ without any. */
  readonly minZ: number;
  readonly maxZ: number;
}

/** A rectangle seen from above; label frame, metres. */
export interface Reach {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The cells that a rectangle meets, ends included; `isOutside`: it reaches beyond the grid. */
export interface CellRange {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly isOutside: boolean;
}

export function cellRange(grid: GridFrame, { minX, minY, maxX, maxY }: Reach): CellRange {
  const { columns, rows, cellMetres } = grid;
  const left = Math.floor((minX - grid.minX) / cellMetres);
  const right = Math.floor((maxX - grid.minX) / cellMetres);
  const bottom = Math.floor((minY - grid.minY) / cellMetres);
  const top = Math.floor((maxY - grid.minY) / cellMetres);
  return {
    left: Math.max(0, left),
    right: Math.min(columns - 1, right),
    bottom: Math.max(0, bottom),
    top: Math.min(rows - 1, top),
    isOutside: left < 0 || bottom < 0 || right >= columns || top >= rows,
  };
}

/**
 * Calls `visit` with runs [from, to) of the cloud's points that together hold every point of the rectangle (and others
 * near it: test each). Runs rather than points, because a call per point would cost more than the test.
 */
export function forEachRun(grid: BucketGrid, reach: Reach, visit: (from: number, to: number) => void): void {
  const { columns, rows, starts } = grid;
  const { left, right, bottom, top, isOutside } = cellRange(grid, reach);
  if (left <= right) {
    for (let row = bottom; row <= top; row++) {
      const from = starts[row * columns + left]!;
      const to = starts[row * columns + right + 1]!;
      if (from < to) visit(from, to);
    }
  }
  if (!isOutside) return;
  const outside = columns * rows;
  if (starts[outside]! < starts[outside + 1]!) visit(starts[outside]!, starts[outside + 1]!);
}
