/** The tile that follows the selection is at least so high; it takes what the images leave. */
const TILE_HEIGHT = 180;
/** It need not be more where they leave as much anyhow. */
const LOWEST_TILE = 150;
/** From this height on the images give up some of theirs for it. */
const TALL_COLUMN = 590;
/** From here on each camera is small enough without it. */
const MANY_CAMERAS = 6;

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

export interface ColumnLayout {
  /** How many images stand beside each other in each row. */
  readonly rows: readonly number[];
  readonly hasFollowTile: boolean;
}

/** What stands in the camera column: the images, and below them the tile that follows the selection if there is room. */
export function cameraColumn(count: number, aspect: number, column: ColumnSize): ColumnLayout {
  if (count > 0 && count < MANY_CAMERAS) {
    const rows = cameraRows(count, aspect, { ...column, height: column.height - TILE_HEIGHT });
    const left = column.height - heightOf(rows, aspect, column.width);
    if (column.height >= TALL_COLUMN || left >= LOWEST_TILE) return { rows, hasFollowTile: true };
  }
  return { rows: cameraRows(count, aspect, column), hasFollowTile: false };
}

function heightOf(rows: readonly number[], aspect: number, width: number): number {
  return rows.reduce((sum, inRow) => sum + width / (aspect * inRow) + GAP, 0);
}
