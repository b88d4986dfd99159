/**
 * Pairs rows with columns so that the sum of what the pairs are worth is largest, each in one pair at most. A pair that is
 * worth nothing (0, less, or NaN) is not made.
 *
 * The Hungarian method with shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987): O(rows² · columns).
 *
 * @param worth by row, then by column; all rows as long as the first
 * @returns the column of each row; undefined: it has none
 */
export function assign(worth: readonly (readonly number[])[]): (number | undefined)[] {
  const rows = worth.length;
  const columns = worth[0]?.length ?? 0;
  if (columns === 0) return worth.map(() => undefined);
  // Each row needs a column: with fewer columns than rows there are empty ones beside.
  const width = Math.max(rows, columns);
  const value = (row: number, column: number): number => {
    const given = column < columns ? (worth[row]?.[column] ?? 0) : 0;
    return given > 0 ? given : 0;
  };
  const rowOf = cheapestRows(rows, width, (row, column) => -value(row, column));
  const columnOf: (number | undefined)[] = worth.map(() => undefined);
  for (let column = 0; column < columns; column += 1) {
    const row = rowOf[column]!;
    if (row >= 0 && value(row, column) > 0) columnOf[row] = column;
  }
  return columnOf;
}

/** The row of each column, −1: none, so that every row has one and the sum of costs is smallest; width ≥ rows. */
function cheapestRows(rows: number, width: number, cost: (row: number, column: number) => number): number[] {
  // Index `width` stands for the column from which a path begins.
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(width + 1);
  const rowOf = Array.from({ length: width + 1 }, () => -1);
  const before = Array.from({ length: width + 1 }, () => width);
  for (let first = 0; first < rows; first += 1) {
    rowOf[width] = first;
    let column = width;
    const shortest = new Float64Array(width + 1).fill(Infinity);
    const isDone = new Uint8Array(width + 1);
    do {
      isDone[column] = 1;
      const row = rowOf[column]!;
      let step = Infinity;
      let next = width;
      for (let other = 0; other < width; other += 1) {
        if (isDone[other] === 1) continue;
        const reduced = cost(row, other) - rowPotential[row]! - columnPotential[other]!;
        if (reduced < shortest[other]!) {
          shortest[other] = reduced;
          before[other] = column;
        }
        if (shortest[other]! < step) {
          step = shortest[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= width; other += 1) {
        if (isDone[other] === 1) {
          rowPotential[rowOf[other]!]! += step;
          columnPotential[other]! -= step;
        } else shortest[other]! -= step;
      }
      column = next;
    } while (rowOf[column] !== -1);
    while (column !== width) {
      const previous = before[column]!;
      rowOf[column] = rowOf[previous]!;
      column = previous;
    }
  }
  return rowOf.slice(0, width);
}
