/** Where points lie in an image, two numbers each, and how far each is from the camera, metres. */
export interface PointsInImage {
  readonly count: number;
  readonly pixels: ArrayLike<number>;
  readonly ranges: ArrayLike<number>;
}

/** What lies this much behind the nearest point of its own cell is hidden by it. */
const BEHIND_OWN = 1.1;
/** A cell of which all lies this much behind two opposite neighbours is a gap in the surface that spans both. */
const BEHIND_SPAN = 1.04;
/** Neither is told apart from less than this, metres: a lidar's noise on things close by. */
const NOISE_METRES = 0.1;
/** Pixels. Finer would see between the points of a surface; coarser would hide what stands beside one. */
const SMALLEST_CELL = 4;
const LARGEST_CELL = 32;
/** A cell's side in mean distances between points: rows of a lidar are farther apart than the points in them. */
const CELL_SPACINGS = 1.5;

/** Side of the cells, pixels, for an image with so many points in it: so that a surface leaves hardly a cell empty. */
export function depthCellPixels(width: number, height: number, count: number): number {
  const spacing = Math.sqrt((width * height) / Math.max(1, count));
  return Math.min(LARGEST_CELL, Math.max(SMALLEST_CELL, spacing * CELL_SPACINGS));
}

/**
 * The nearest range in each cell of an image, and what that hides. A lidar stands elsewhere than the camera and sees
 * past what blocks the camera's view. Points have gaps between them, so a surface hides by cells, not by pixels. A road
 * seen along its length has very different depths in one cell, which must not hide one another: its nearer points are
 * lower ones, and nothing near is above them.
 */
export class CoarseDepth {
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  /** With a border of empty cells, so that every cell has eight neighbours. */
  readonly #nearest: Float32Array;
  /** How low in the image the nearest point of each cell is, pixels. */
  readonly #nearestY: Float32Array;

  constructor(width: number, height: number, points: PointsInImage) {
    this.#cell = depthCellPixels(width, height, points.count);
    this.#columns = Math.ceil(width / this.#cell) + 2;
    this.#rows = Math.ceil(height / this.#cell) + 2;
    this.#nearest = new Float32Array(this.#columns * this.#rows).fill(Infinity);
    this.#nearestY = new Float32Array(this.#nearest.length);
    const { pixels, ranges, count } = points;
    for (let i = 0; i < count; i++) {
      const cell = this.#cellAt(pixels[2 * i]!, pixels[2 * i + 1]!);
      if (ranges[i]! >= this.#nearest[cell]!) continue;
      this.#nearest[cell] = ranges[i]!;
      this.#nearestY[cell] = pixels[2 * i + 1]!;
    }
  }

  /** Is something so far away hidden at this pixel of the image? It is one of the points that this was built from. */
  isHidden(x: number, y: number, range: number): boolean {
    const at = this.#cellAt(x, y);
    return this.#isBehindOwn(at, y, range / BEHIND_OWN - NOISE_METRES) || this.#isGap(at);
  }

  #isBehindOwn(at: number, y: number, limit: number): boolean {
    const isLower = this.#nearestY[at]! > y;
    return this.#nearest[at]! < limit && (!isLower || this.#nearest[at - this.#columns]! < limit);
  }

  #isGap(at: number): boolean {
    const nearest = this.#nearest;
    const limit = nearest[at]! / BEHIND_SPAN - NOISE_METRES;
    const row = this.#columns;
    return (
      (nearest[at - 1]! < limit && nearest[at + 1]! < limit) ||
      (nearest[at - row]! < limit && nearest[at + row]! < limit) ||
      (nearest[at - row - 1]! < limit && nearest[at + row + 1]! < limit) ||
      (nearest[at - row + 1]! < limit && nearest[at + row - 1]! < limit)
    );
  }

  /** Pixel (0, 0) is the centre of the top-left one: the image begins half a pixel before. */
  #cellAt(x: number, y: number): number {
    const column = Math.min(this.#columns - 2, Math.floor((x + 0.5) / this.#cell) + 1);
    const row = Math.min(this.#rows - 2, Math.floor((y + 0.5) / this.#cell) + 1);
    return row * this.#columns + column;
  }
}
