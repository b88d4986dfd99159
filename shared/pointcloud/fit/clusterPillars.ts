import type { Pillars } from './pillars.ts';

/**
 * Groups of pillars that hang together: from each a neighbour lies within about `reach` metres. By indices, each group
 * and the list of groups in the order of their first pillar.
 */
export function clusterPillars(pillars: Pillars, reach: number): number[][] {
  const cell = reach / 2;
  const squares = new Map<number, number[]>();
  for (let i = 0; i < pillars.count; i++) {
    const key = keyOf(Math.floor(pillars.x[i]! / cell), Math.floor(pillars.y[i]! / cell));
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [i]);
    else square.push(i);
  }
  const groups: number[][] = [];
  for (const first of squares.keys()) {
    const group: number[] = [];
    const pending = [first];
    for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
      const square = squares.get(key);
      if (square === undefined) continue;
      squares.delete(key);
      group.push(...square);
      for (const step of NEIGHBOURS) pending.push(key + step);
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}

/** Squares on a side of which there are never as many. */
const ROW = 1 << 20;

function keyOf(column: number, row: number): number {
  return (row + ROW / 2) * ROW + column + ROW / 2;
}

/** Squares of half the reach whose middles lie within 2.3 sides. */
const NEIGHBOURS: readonly number[] = [-2, -1, 0, 1, 2].flatMap((row) =>
  [-2, -1, 0, 1, 2].filter((column) => row * row + column * column <= 5).map((column) => row * ROW + column),
);
