import type { Edges } from './edges.ts';
import { sumOfSquares } from './fitAmount.ts';

/** What a few numbers, the same for all rows, explain of their errors. */
export interface RobustFit {
  readonly amounts: readonly number[];
  /** By how much the robust cost falls; of errors as expected it is χ². */
  readonly gain: number;
}

/** Errors of one 2D box in standard deviations, and what one unit of each cause adds to them. */
export interface FitRow {
  readonly residual: Edges;
  readonly slopes: readonly Edges[];
}

/** Standard deviations of four edges together, from where on a row counts less (Huber 1964). */
const KNEE = 3.5;
const ROUNDS = 8;
/** Of an amount, relative to itself: a round that changes no more was the last. */
const SETTLED = 1e-7;

/**
 * Least squares over all rows, in which those that are far off for reasons of their own count in proportion only. Weights
 * and amounts are found in turns.
 */
export function robustFit(rows: readonly FitRow[]): RobustFit | undefined {
  const table = tableOf(rows);
  let amounts: readonly number[] = table.slopes.map(() => 0);
  const before = costOf(table, amounts);
  for (let round = 0; round < ROUNDS; round++) {
    const found = weightedFit(table, amounts);
    if (found === undefined) return undefined;
    const isSettled = found.every(
      (amount, i) => Math.abs(amount - amounts[i]!) <= SETTLED * Math.abs(amount),
    );
    amounts = found;
    if (isSettled) break;
  }
  return { amounts, gain: before - costOf(table, amounts) };
}

/** The numbers of all rows side by side, four for each row: a camera has hundreds, and is fitted after every edit. */
interface FitTable {
  readonly residual: Float64Array;
  /** One column for each cause. */
  readonly slopes: readonly Float64Array[];
}

function tableOf(rows: readonly FitRow[]): FitTable {
  const columnOf = (edgesOf: (row: FitRow) => Edges): Float64Array => {
    const column = new Float64Array(4 * rows.length);
    for (let i = 0; i < rows.length; i++) {
      const edges = edgesOf(rows[i]!);
      for (let edge = 0; edge < 4; edge++) column[4 * i + edge] = edges[edge]!;
    }
    return column;
  };
  const causes = rows[0]?.slopes ?? [];
  return {
    residual: columnOf(({ residual }) => residual),
    slopes: causes.map((_, cause) => columnOf(({ slopes }) => slopes[cause]!)),
  };
}

/** What the amounts leave: the length of each row's errors. */
function leftLengths({ residual, slopes }: FitTable, amounts: readonly number[]): Float64Array {
  const left = residual.slice();
  for (const [cause, column] of slopes.entries()) {
    const amount = amounts[cause]!;
    for (let i = 0; i < left.length; i++) left[i]! -= amount * column[i]!;
  }
  const lengths = new Float64Array(left.length / 4);
  for (let i = 0; i < lengths.length; i++) {
    const at = 4 * i;
    lengths[i] = Math.sqrt(left[at]! ** 2 + left[at + 1]! ** 2 + left[at + 2]! ** 2 + left[at + 3]! ** 2);
  }
  return lengths;
}

function costOf(table: FitTable, amounts: readonly number[]): number {
  let sum = 0;
  for (const off of leftLengths(table, amounts)) sum += costOfLength(off);
  return sum;
}

/** What the amounts leave of a row's errors. */
export function leftOver({ residual, slopes }: FitRow, amounts: readonly number[]): Edges {
  let [left, top, right, bottom] = residual;
  // Asked for every 2D box of every round: no array is made but the answer.
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i]!;
    const slope = slopes[i]!;
    left -= amount * slope[0];
    top -= amount * slope[1];
    right -= amount * slope[2];
    bottom -= amount * slope[3];
  }
  return [left, top, right, bottom];
}

function weightedFit(table: FitTable, start: readonly number[]): readonly number[] | undefined {
  const { residual, slopes } = table;
  const weights = leftLengths(table, start).map((off) => (off <= KNEE ? 1 : KNEE / off));
  // The normal equations, the right side as the last column.
  const matrix = slopes.map((slope, i) => [
    ...slopes.map((other, j) => (j < i ? 0 : product(slope, other, weights))),
    product(slope, residual, weights),
  ]);
  // The lower half is the upper one.
  for (let i = 0; i < slopes.length; i++) for (let j = 0; j < i; j++) matrix[i]![j] = matrix[j]![i]!;
  return solve(matrix);
}

function product(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const at = 4 * i;
    sum +=
      weights[i]! *
      (a[at]! * b[at]! + a[at + 1]! * b[at + 1]! + a[at + 2]! * b[at + 2]! + a[at + 3]! * b[at + 3]!);
  }
  return sum;
}

/** Gauss's elimination of a positive definite system; undefined where the causes cannot be told apart at all. */
function solve(matrix: number[][]): readonly number[] | undefined {
  const size = matrix.length;
  for (let i = 0; i < size; i++) {
    const pivot = matrix[i]![i]!;
    if (!(pivot > 1e-9)) return undefined;
    for (let row = 0; row < size; row++) {
      if (row === i) continue;
      const factor = matrix[row]![i]! / pivot;
      for (let column = i; column <= size; column++) matrix[row]![column]! -= factor * matrix[i]![column]!;
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!);
}

export function huberCost(residual: Edges): number {
  return costOfLength(Math.sqrt(sumOfSquares(residual)));
}

function costOfLength(off: number): number {
  return off <= KNEE ? off * off : KNEE * (2 * off - KNEE);
}
