import { heightOf, mapHeights, type HeightMap } from './heightMap.ts';
import { Surroundings } from './surroundings.ts';

/** Drops cells that lie more than `depth` below every known neighbour: reflections seen under the ground. */
export function dropPits(map: HeightMap, depth: number): HeightMap {
  return mapHeights(map, (column, row, old) => {
    let known = 0;
    let lowest = Infinity;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const height = dx === 0 && dy === 0 ? Number.NaN : heightOf(map, column + dx, row + dy);
        if (height < lowest) lowest = height;
        if (!Number.isNaN(height)) known++;
      }
    }
    return known >= 3 && old < lowest - depth ? Number.NaN : old;
  });
}

/**
 * Drops cells that stand more than `tolerance` above what the ground could reach from the cells around it if it rose
 * by at most `rise` per cell: roofs, crowns, the tops of lorries. The reachable height is a distance transform: one
 * sweep down and one up.
 */
export function dropUnreachable(map: HeightMap, rise: number, tolerance: number): HeightMap {
  const { columns, rows, heights } = map;
  const reach = heights.map((height) => (Number.isNaN(height) ? Infinity : height));
  const relax = (cell: number, other: number, distance: number): void => {
    const limit = reach[other]! + rise * distance;
    if (limit < reach[cell]!) reach[cell] = limit;
  };
  const sweep = (cell: number, column: number, step: 1 | -1, hasRow: boolean): void => {
    const isEdge = (c: number): boolean => c < 0 || c >= columns;
    if (!isEdge(column - step)) relax(cell, cell - step, 1);
    if (!hasRow) return;
    const other = cell - step * columns;
    relax(cell, other, 1);
    if (!isEdge(column - step)) relax(cell, other - step, Math.SQRT2);
    if (!isEdge(column + step)) relax(cell, other + step, Math.SQRT2);
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) sweep(row * columns + column, column, 1, row > 0);
  }
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      sweep(row * columns + column, column, -1, row < rows - 1);
    }
  }
  return mapHeights(map, (column, row, old) =>
    old > reach[row * columns + column]! + tolerance ? Number.NaN : old,
  );
}

/** Drops cells that differ from what their surroundings suggest by more than these heights. */
export function dropOutliers(map: HeightMap, above: number, below: number): HeightMap {
  const around = new Surroundings(map);
  return mapHeights(map, (column, row, old) => {
    return around.isBesidePairs(column, row, old, above, below) ? Number.NaN : old;
  });
}

/**
 * Drops cells that stand more than `above` over what cells around them, `stride` apart, suggest. `filled`: the same map
 * without holes. What is flat in itself but hides the ground, such as rows of cars, shows only at a distance. A crest,
 * to which the ground rises on both sides, stays: going on from either side leads up to it.
 */
export function dropRaised(map: HeightMap, filled: HeightMap, above: number, stride: number): HeightMap {
  const around = new Surroundings(filled, stride);
  return mapHeights(map, (column, row, old) => {
    const isRaised =
      around.isBesidePairs(column, row, old, above, Infinity) &&
      around.isAboveGoneOn(column, row, old, above);
    return isRaised ? Number.NaN : old;
  });
}

/** Fills unknown cells that have known ones on opposite sides. */
export function fillBetween(map: HeightMap): HeightMap {
  const around = new Surroundings(map);
  return mapHeights(map, (column, row, old) =>
    Number.isNaN(old) ? around.heightFromPairs(column, row, 2) : old,
  );
}

/**
 * Fills all unknown cells: averages of ever larger blocks, and each unknown cell takes the smallest block around it
 * that knows a height (a pyramid, pulled and pushed). A map without any height becomes level at 0.
 */
export function fillHoles(map: HeightMap): HeightMap {
  if (!map.heights.some((height) => Number.isNaN(height))) return map;
  if (map.columns === 1 && map.rows === 1) return { ...map, heights: new Float32Array(1) };
  const coarse = fillHoles(halve(map));
  return mapHeights(map, (column, row, old) =>
    Number.isNaN(old) ? heightOf(coarse, column >> 1, row >> 1) : old,
  );
}

function halve(map: HeightMap): HeightMap {
  const columns = (map.columns + 1) >> 1;
  const rows = (map.rows + 1) >> 1;
  const empty: HeightMap = { columns, rows, heights: new Float32Array(columns * rows) };
  return mapHeights(empty, (column, row) => {
    let sum = 0;
    let known = 0;
    for (const [dx, dy] of QUAD) {
      const height = heightOf(map, column * 2 + dx, row * 2 + dy);
      if (!Number.isNaN(height)) {
        sum += height;
        known++;
      }
    }
    return sum / known;
  });
}

const QUAD: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

/** Mean of each cell with its pairs of opposite neighbours that are both known: removes noise, keeps slopes. */
export function smooth(map: HeightMap): HeightMap {
  return mapHeights(map, (column, row, old) => {
    let sum = old * 2;
    let weight = 2;
    for (const [dx, dy] of NEAR_PAIRS) {
      const pair = heightOf(map, column + dx, row + dy) + heightOf(map, column - dx, row - dy);
      if (!Number.isNaN(pair)) {
        sum += pair;
        weight += 2;
      }
    }
    return sum / weight;
  });
}

const NEAR_PAIRS: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
];
