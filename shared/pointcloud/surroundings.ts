import type { HeightMap } from './heightMap.ts';
import { selectQuantile } from './percentile.ts';

/** One of each pair of opposite neighbours in a 5 × 5 window. */
const HALF_WINDOW: readonly (readonly [column: number, row: number])[] = [
  [1, 0],
  [2, 0],
  [-2, 1],
  [-1, 1],
  [0, 1],
  [1, 1],
  [2, 1],
  [-2, 2],
  [-1, 2],
  [0, 2],
  [1, 2],
  [2, 2],
];
/** Going on from a neighbour looks twice as far. */
const FARTHEST = 4;

/** Scratch of the questions, which come once per cell and filter. */
const found = new Float32Array(2 * HALF_WINDOW.length);

/**
 * The cells around each cell of a height map, `stride` apart. In a copy with a wide border of unknown cells, so that no
 * look needs to ask where the map ends: the filters of one ground look some two million times.
 */
export class Surroundings {
  readonly #heights: Float32Array;
  readonly #width: number;
  readonly #border: number;
  readonly #steps: Int32Array;

  constructor({ columns, rows, heights }: HeightMap, stride = 1) {
    const border = FARTHEST * stride;
    const width = columns + 2 * border;
    this.#border = border;
    this.#width = width;
    this.#heights = new Float32Array(width * (rows + 2 * border)).fill(Number.NaN);
    for (let row = 0; row < rows; row++) {
      const line = heights.subarray(row * columns, (row + 1) * columns);
      this.#heights.set(line, (row + border) * width + border);
    }
    this.#steps = Int32Array.from(HALF_WINDOW, ([dx, dy]) => (dx + dy * width) * stride);
  }

  /**
   * The height that a cell's surroundings suggest: the median over opposite neighbours of their mean height. On a slope
   * the mean of two opposite cells is the height between them, so slopes are neither bumps nor dents. NaN with fewer
   * than `fewest` pairs.
   */
  heightFromPairs(column: number, row: number, fewest: number): number {
    const at = this.#place(column, row);
    let count = 0;
    for (let i = 0; i < this.#steps.length; i++) {
      const step = this.#steps[i]!;
      const mean = (this.#heights[at + step]! + this.#heights[at - step]!) / 2;
      if (!Number.isNaN(mean)) found[count++] = mean;
    }
    return count < fewest ? Number.NaN : selectQuantile(found, 0, count, 0.5);
  }

  /** The median over all directions of where the ground would be if it went on as it does between the next two cells. */
  heightGoneOn(column: number, row: number): number {
    const at = this.#place(column, row);
    let count = 0;
    for (let i = 0; i < 2 * this.#steps.length; i++) {
      const step = this.#steps[i >> 1]! * (i % 2 === 0 ? 1 : -1);
      const goneOn = 2 * this.#heights[at + step]! - this.#heights[at + 2 * step]!;
      if (!Number.isNaN(goneOn)) found[count++] = goneOn;
    }
    return selectQuantile(found, 0, count, 0.5);
  }

  #place(column: number, row: number): number {
    return (row + this.#border) * this.#width + column + this.#border;
  }
}
