import { seededRandom } from './random.ts';

/** About as many points in a block: so many places are written in turns, and a cache keeps them all at hand. */
const BLOCK_POINTS = 1024;

/**
 * An order of `count` points, the same each time, whose first n are a uniform subsample for any n: as a shuffle, but made
 * without jumping about in memory, which for ten million points takes ten times as long. The points are cut into blocks of
 * a thousand; a pass over the blocks, in random order, takes one point of each, and each block starts at a random point
 * of one random order. So a prefix holds a random point of as many random blocks as it is long, or several of every one.
 */
export class SpreadOrder {
  readonly #count: number;
  /** Rows of a block; some have one more, which comes last. */
  readonly #size: number;
  /** In the order in which a pass visits them. */
  readonly #blocks: Uint32Array;
  /** Of each block as visited: where in `#passes` its first row stands. */
  readonly #starts: Uint32Array;
  /** The passes in which the rows of a block are taken. */
  readonly #passes: Uint32Array;

  constructor(count: number) {
    const random = seededRandom(1);
    const blocks = Math.max(1, Math.round(count / BLOCK_POINTS));
    this.#count = count;
    this.#size = Math.floor(count / blocks);
    this.#blocks = shuffled(blocks, random);
    this.#starts = new Uint32Array(blocks).map(() => Math.floor(random() * this.#size));
    this.#passes = shuffled(this.#size, random);
  }

  /** Fills `target` in this order with `column[rows[i]]` for each point i. Answers `target`. */
  fill<T extends Float32Array | Float64Array | Uint32Array>(
    target: T,
    column: ArrayLike<number>,
    rows: Uint32Array,
  ): T {
    const blocks = this.#blocks;
    const size = this.#size;
    const passStarts = this.#passes.map((pass) => pass * blocks.length);
    let afterPasses = size * blocks.length;
    for (let visit = 0; visit < blocks.length; visit++) {
      const block = blocks[visit]!;
      const first = this.#firstRow(block);
      const end = this.#firstRow(block + 1);
      let at = this.#starts[visit]!;
      for (let i = first; i < first + size; i++) {
        target[passStarts[at]! + visit] = column[rows[i]!]!;
        if (++at === size) at = 0;
      }
      if (first + size < end) target[afterPasses++] = column[rows[end - 1]!]!;
    }
    return target;
  }

  #firstRow(block: number): number {
    return Math.floor((block * this.#count) / this.#blocks.length);
  }
}

/** 0 … count − 1 (Fisher and Yates). */
function shuffled(count: number, random: () => number): Uint32Array {
  const numbers = Uint32Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const number = numbers[last]!;
    numbers[last] = numbers[other]!;
    numbers[other] = number;
  }
  return numbers;
}
