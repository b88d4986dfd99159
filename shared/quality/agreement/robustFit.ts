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
    amounts = found;
  }
  const gain = rows.reduce((sum, row) => {
    const after = leftOver(row, amounts);
    return sum + huberCost(row.residual) - huberCost(after);
  }, 0);
  return { amounts, gain };
}

/** What the amounts leave of a row's errors. */
export function leftOver({ residual, slopes }: FitRow, amounts: readonly number[]): Edges {
  const at = (edge: 0 | 1 | 2 | 3): number =>
    residual[edge] - amounts.reduce((sum, amount, i) => sum + amount * slopes[i]![edge], 0);
  return [at(0), at(1), at(2), at(3)];
}

function weightedFit(rows: readonly FitRow[], start: readonly number[]): readonly number[] | undefined {
  const size = start.length;
  // The normal equations, the right side as the last column.
  const matrix = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
  for (const row of rows) {
    const off = Math.sqrt(sumOfSquares(leftOver(row, start)));
    const weight = off <= KNEE ? 1 : KNEE / off;
    for (let i = 0; i < size; i++) {
      for (let edge = 0; edge < 4; edge++) {
        const slope = weight * row.slopes[i]![edge]!;
        for (let j = 0; j < size; j++) matrix[i]![j]! += slope * row.slopes[j]![edge]!;
        matrix[i]![size]! += slope * row.residual[edge]!;
      }
    }
  }
  return solve(matrix);
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
