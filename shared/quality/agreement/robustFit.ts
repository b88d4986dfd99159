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
  const size = rows[0]?.slopes.length ?? 0;
  let amounts: readonly number[] = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const found = weightedFit(rows, amounts);
    if (found === undefined) return undefined;
    const isSettled = found.every(
      (amount, i) => Math.abs(amount - amounts[i]!) <= SETTLED * Math.abs(amount),
    );
    amounts = found;
    if (isSettled) break;
  }
  const gain = rows.reduce((sum, row) => {
    const after = leftOver(row, amounts);
    return sum + huberCost(row.residual) - huberCost(after);
  }, 0);
  return { amounts, gain };
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

function weightedFit(rows: readonly FitRow[], start: readonly number[]): readonly number[] | undefined {
  const size = start.length;
  // The normal equations, the right side as the last column.
  const matrix = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
  for (const row of rows) {
    const off = Math.sqrt(sumOfSquares(leftOver(row, start)));
    const weight = off <= KNEE ? 1 : KNEE / off;
    for (let i = 0; i < size; i++) {
      const slope = row.slopes[i]!;
      const line = matrix[i]!;
      // The lower half is the upper one.
      for (let j = i; j < size; j++) line[j]! += weight * dot(slope, row.slopes[j]!);
      line[size]! += weight * dot(slope, row.residual);
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[i]![j] = matrix[j]![i]!;
  return solve(matrix);
}

function dot(a: Edges, b: Edges): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
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
  const off = Math.sqrt(sumOfSquares(residual));
  return off <= KNEE ? off * off : KNEE * (2 * off - KNEE);
}
