import type { SurfelMatches } from './matchSurfels.ts';

/**
 * How much each match counts: 1 for a residual of nothing, ¼ at `deviationMetres`, next to nothing well beyond it, which
 * is how what moves by itself is left out (Geman–McClure, as in KISS-ICP: Vizzo et al. 2023). 0 where there is no match.
 */
export function robustWeights({ count, residuals }: SurfelMatches, deviationMetres: number): Float64Array {
  const weights = new Float64Array(count);
  const squared = deviationMetres * deviationMetres;
  for (let k = 0; k < count; k++) {
    const residual = residuals[k]!;
    const share = squared / (squared + residual * residual);
    weights[k] = Number.isNaN(residual) ? 0 : share * share;
  }
  return weights;
}
