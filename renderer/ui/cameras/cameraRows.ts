export interface ColumnSize {
  readonly width: number;
  readonly height: number;
}

/** Line between two images, pixels. */
const GAP = 2;
/** All images full width when they then need at most this much more than the column has: they give up a little. */
const SQUEEZE = 1.1;

/**
 * How many images stand beside each other in each row of the camera column: the first large, the others in pairs
 * (six: 1 + 2 + 2 + 1), or all full width where the column is tall enough for that.
 */
export function cameraRows(count: number, aspect: number, column: ColumnSize): readonly number[] {
  if (count <= 1) return count === 1 ? [1] : [];
  const stacked = count * (column.width / aspect) + (count - 1) * GAP;
  if (stacked <= column.height * SQUEEZE) return Array.from({ length: count }, () => 1);
  const rows = [1];
  for (let left = count - 1; left > 0; left -= 2) rows.push(Math.min(2, left));
  return rows;
}
