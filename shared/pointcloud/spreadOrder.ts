import { seededRandom } from './random.ts';

/** About as many points in a block: so many places are written in turns, and a cache keeps them all at hand. */
const BLOCK_POINTS = 1024;

/**
 * An order of `count` points, the same each time, whose first n are a uniform subsample for any n: as a shuffle, but made
 * without jumping about in memory, which for ten million points takes ten times as long. The points are cut into blocks of
 * a thousand; a pass over the blocks, in random order, takes one point of each, and each block starts at a random point
 * of one random order. So a prefix holds a random point of as many random blocks as it is long, or several of every one.
 * Where the points of a block lie side by side, as those of a cloud do, a prefix covers space more evenly than chance would.
 */
export interface SpreadOrder {
  readonly count: number;
  /** Points of a block; some have one more, which comes last. */
  readonly size: number;
  /** In the order in which a pass visits them. */
  readonly blocks: Uint32Array;
  /** Of each block as visited: where in `passes` its first point stands. */
  readonly starts: Uint32Array;
  /** The passes in which the points of a block are taken. */
  readonly passes: Uint32Array;
}

export function spreadOrder(count: number): SpreadOrder {
  const random = seededRandom(1);
  const blockCount = Math.max(1, Math.round(count / BLOCK_POINTS));
  const size = Math.floor(count / blockCount);
  const blocks = shuffled(blockCount, random);
  const starts = new Uint32Array(blockCount).map(() => Math.floor(random() * size));
  return { count, size, blocks, starts, passes: shuffled(size, random) };
}

/** Calls `visit` with each point 0 … count − 1 and its place in the order. */
export function forEachPlace(
  { count, size, blocks, starts, passes }: SpreadOrder,
  visit: (point: number, place: number) => void,
): void {
  const firstOf = (block: number): number => Math.floor((block * count) / blocks.length);
  let afterPasses = size * blocks.length;
  for (let turn = 0; turn < blocks.length; turn++) {
    const first = firstOf(blocks[turn]!);
    const end = firstOf(blocks[turn]! + 1);
    let at = starts[turn]!;
    for (let point = first; point < first + size; point++) {
      visit(point, passes[at]! * blocks.length + turn);
      if (++at === size) at = 0;
    }
    if (first + size < end) visit(end - 1, afterPasses++);
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
