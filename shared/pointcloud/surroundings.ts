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

/** With fewer the surroundings say nothing of whether a cell fits them. */
const FEWEST_PAIRS = 4;

/** Scratch of the questions, which come once per cell and filter. */
const found = new Float32Array(HALF_WINDOW.length);

/** Where the median stands in a sorted list of so many, as `selectQuantile` has it. */
function medianPlace(count: number): number {
  return Math.round(0.5 * (count - 1));
}

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

  /**
   * Does a height differ from {@link heightFromPairs} by more than these heights? Told by counting the pairs that say so,
   * which takes half the time of finding the median. False with fewer than `fewest` pairs.
   */
  isBesidePairs(column: number, row: number, height: number, above: number, below: number): boolean {
    const at = this.#place(column, row);
    let known = 0;
    let [under, over] = [0, 0];
    for (let i = 0; i < this.#steps.length; i++) {
      const step = this.#steps[i]!;
      const mean = Math.fround((this.#heights[at + step]! + this.#heights[at - step]!) / 2);
      if (Number.isNaN(mean)) continue;
      known++;
      if (height > mean + above) under++;
      else if (height < mean - below) over++;
    }
    const middle = medianPlace(known);
    return known >= FEWEST_PAIRS && (under > middle || over >= known - middle);
  }

  /**
   * Does a height stand more than `above` over the median over all directions of where the ground would be if it went on
   * as it does between the next two cells?
   */
  isAboveGoneOn(column: number, row: number, height: number, above: number): boolean {
    const at = this.#place(column, row);
    let known = 0;
    let under = 0;
    for (let i = 0; i < this.#steps.length; i++) {
      const step = this.#steps[i]!;
      const ahead = Math.fround(2 * this.#heights[at + step]! - this.#heights[at + 2 * step]!);
      const behind = Math.fround(2 * this.#heights[at - step]! - this.#heights[at - 2 * step]!);
      if (!Number.isNaN(ahead)) {
        known++;
        if (height > ahead + above) under++;
      }
      if (!Number.isNaN(behind)) {
        known++;
        if (height > behind + above) under++;
      }
    }
    return known > 0 && under > medianPlace(known);
  }

  #place(column: number, row: number): number {
    return (row + this.#border) * this.#width + column + this.#border;
  }
}
