import type { Cuboid } from '../geometry/cuboid.ts';
import type { Matrix3 } from '../geometry/matrix3.ts';
import { toMatrix3 } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { cellRange, type BucketGrid } from './bucketGrid.ts';
import type { GridFrame } from './gridFrame.ts';

/** A cuboid as its points are tested: inside where |Rᵀ (p − centre)| ≤ half on each of the box's axes. */
export interface CuboidTest {
  readonly centre: Vec3;
  /** labelFromBox, row by row. */
  readonly rotation: Matrix3;
  readonly half: Vec3;
  /** Half the extent along the label frame's axes, with {@link CuboidTest.slack}. */
  readonly reach: Vec3;
  /** No rounding moves a point by more than this, metres: cells are taken for met a little early, for inside a little late. */
  readonly slack: number;
}

export function cuboidTest({ centre, size, rotation }: Cuboid, grid: GridFrame): CuboidTest {
  const m = toMatrix3(rotation);
  const half: Vec3 = [size[0] / 2, size[1] / 2, size[2] / 2];
  const { minX, minY, cellMetres, columns, rows } = grid;
  const apart = Math.abs(centre[0]) + Math.abs(centre[1]) + Math.abs(centre[2]) + size[0] + size[1] + size[2];
  const extent = Math.abs(minX) + Math.abs(minY) + cellMetres * (columns + rows);
  const slack = 1e-6 + 1e-12 * (apart + extent);
  const along = (row: 0 | 3 | 6): number =>
    Math.abs(m[row]) * half[0] + Math.abs(m[row + 1]!) * half[1] + Math.abs(m[row + 2]!) * half[2] + slack;
  return { centre, rotation: m, half, reach: [along(0), along(3), along(6)], slack };
}

/**
 * Calls `visit` with runs [from, to) of the cloud's points that together hold every point of the cuboid; where
 * `isWhole`, all of them lie in it, otherwise test each. Cells whose heights it misses are left out, and in each row of
 * cells those that the cuboid, which may stand askew, does not come near.
 */
export function forEachCuboidRun(
  grid: BucketGrid,
  test: CuboidTest,
  visit: (from: number, to: number, isWhole: boolean) => void,
): void {
  const { starts, lowZ, highZ, columns, rows } = grid;
  const { centre, reach } = test;
  const range = cellRange(grid, {
    minX: centre[0] - reach[0],
    minY: centre[1] - reach[1],
    maxX: centre[0] + reach[0],
    maxY: centre[1] + reach[1],
  });
  const bottomZ = centre[2] - reach[2];
  const topZ = centre[2] + reach[2];
  for (let row = range.bottom; row <= range.top; row++) {
    const [first, last] = columnsInRow(grid, test, row);
    const to = row * columns + Math.min(range.right, last);
    for (let cell = row * columns + Math.max(range.left, first); cell <= to; cell++) {
      if (lowZ[cell]! <= topZ && highZ[cell]! >= bottomZ) {
        visit(starts[cell]!, starts[cell + 1]!, isCellInside(grid, test, cell, row));
      }
    }
  }
  const outside = columns * rows;
  if (range.isOutside && starts[outside]! < starts[outside + 1]!) {
    visit(starts[outside]!, starts[outside + 1]!, false);
  }
}

/**
 * The columns in which a row of cells can hold points of the cuboid. On each of the box's axes
 * |m₀ dx + m₁ dy + m₂ dz| ≤ half, with dz at most the cuboid's reach and dy within the row: that bounds dx.
 */
function columnsInRow(
  { minX, minY, cellMetres }: BucketGrid,
  { centre, rotation: m, half, reach, slack }: CuboidTest,
  row: number,
): readonly [number, number] {
  const y = minY + row * cellMetres - centre[1];
  let low = -Infinity;
  let high = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    const alongX = m[axis]!;
    const alongY = m[3 + axis]!;
    // Of an axis that hardly leans towards x the bound is far away, and its rounding would be large.
    if (Math.abs(alongX) > 1e-3) {
      const width = half[axis]! + Math.abs(m[6 + axis]!) * reach[2] + slack;
      const a = (alongY * y) / alongX;
      const b = (alongY * (y + cellMetres)) / alongX;
      const half2 = width / Math.abs(alongX);
      low = Math.max(low, -half2 - Math.max(a, b));
      high = Math.min(high, half2 - Math.min(a, b));
    }
  }
  const toColumn = (dx: number): number => Math.floor((centre[0] + dx - minX) / cellMetres);
  return [toColumn(low - slack), toColumn(high + slack)];
}

/** Does the whole box of a cell, with the heights of its points, lie in the cuboid? */
function isCellInside(
  { minX, minY, cellMetres, columns, lowZ, highZ }: BucketGrid,
  { centre, rotation: m, half, slack }: CuboidTest,
  cell: number,
  row: number,
): boolean {
  const side = cellMetres / 2;
  const height = (highZ[cell]! - lowZ[cell]!) / 2;
  const dx = minX + (cell - row * columns) * cellMetres + side - centre[0];
  const dy = minY + row * cellMetres + side - centre[1];
  const dz = lowZ[cell]! + height - centre[2];
  for (let axis = 0; axis < 3; axis++) {
    const a = m[axis]!;
    const b = m[3 + axis]!;
    const c = m[6 + axis]!;
    const farthest =
      Math.abs(a * dx + b * dy + c * dz) + (Math.abs(a) + Math.abs(b)) * side + Math.abs(c) * height;
    if (farthest > half[axis]! - slack) return false;
  }
  return true;
}
