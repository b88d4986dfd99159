/** Heights on a regular grid, row by row, metres; NaN where unknown. */
export interface HeightMap {
  readonly columns: number;
  readonly rows: number;
  readonly heights: Float32Array;
}

/** The known height of a cell; NaN where unknown or off the map. */
export function heightOf({ columns, rows, heights }: HeightMap, column: number, row: number): number {
  return column >= 0 && row >= 0 && column < columns && row < rows
    ? heights[row * columns + column]!
    : Number.NaN;
}

/** A map of the same shape, each cell from its column, its row and its old height. */
export function mapHeights(
  map: HeightMap,
  height: (column: number, row: number, old: number) => number,
): HeightMap {
  const heights = new Float32Array(map.heights.length);
  for (let row = 0, cell = 0; row < map.rows; row++) {
    for (let column = 0; column < map.columns; column++, cell++) {
      heights[cell] = height(column, row, map.heights[cell]!);
    }
  }
  return { ...map, heights };
}

/**
 * Heights anywhere, bilinear between cell centres and level beyond the outermost ones. `u` and `v` count cells: the
 * centre of the first is (0, 0).
 */
export function interpolateHeight(map: HeightMap, u: number, v: number): number {
  const { columns, rows, heights } = map;
  const x = Math.min(columns - 1, Math.max(0, u));
  const y = Math.min(rows - 1, Math.max(0, v));
  const column = Math.min(Math.max(0, columns - 2), Math.floor(x));
  const row = Math.min(Math.max(0, rows - 2), Math.floor(y));
  const right = Math.min(columns - 1, column + 1);
  const above = Math.min(rows - 1, row + 1) * columns;
  const here = row * columns;
  const fx = x - column;
  const fy = y - row;
  return (
    (heights[here + column]! * (1 - fx) + heights[here + right]! * fx) * (1 - fy) +
    (heights[above + column]! * (1 - fx) + heights[above + right]! * fx) * fy
  );
}
