import type { Uprights } from './uprights.ts';

export const CELL_METRES = 0.5;

/** 512 m: sweeps keep what is within 200 m of their middle. */
export const MAP_ROW = 1024;

/** Places are kept so far from the map's border, in cells, that they can be shifted by as much without a test. */
const BORDER = 48;

/** Worth of a place in a cell with an upright, and one and two cells beside it. */
const NEARNESS = [4, 3, 1] as const;
const REACH = NEARNESS.length - 1;

/**
 * How near an upright is to each place seen from above, what many guesses are looked up in: {@link MAP_ROW} cells to a row,
 * along x; 0 where there is none near.
 */
export function nearnessMap(uprights: Uprights): Uint8Array {
  const map = new Uint8Array(MAP_ROW * MAP_ROW);
  for (let at = 0; at < uprights.length; at += 2) {
    const middle = mapCell(uprights[at]!, uprights[at + 1]!);
    for (let row = -REACH; row <= REACH; row++)
      for (let column = -REACH; column <= REACH; column++) {
        const near = NEARNESS[Math.max(Math.abs(row), Math.abs(column))]!;
        const cell = middle + row * MAP_ROW + column;
        if (near > map[cell]!) map[cell] = near;
      }
  }
  return map;
}

/** The cell of a place, metres from the sweep's origin; the border's where it is off the map. */
export function mapCell(x: number, y: number): number {
  return cellAlong(y) * MAP_ROW + cellAlong(x);
}

function cellAlong(metres: number): number {
  const cell = Math.floor(metres / CELL_METRES) + MAP_ROW / 2;
  return Math.min(MAP_ROW - 1 - BORDER, Math.max(BORDER, cell));
}
