import type { Edges } from './edges.ts';

/** What the errors of four edges amount to in standard deviations, given what they have in common. */
export interface Whitening {
  /** Standard deviation of each edge on its own, all causes together; pixels. */
  readonly sigma: Edges;
  /** Independent errors of unit variance: their squares add up to the χ² of the edges. */
  whiten(errors: Edges): Edges;
}

/**
 * For errors with the covariance diag(own²) + Σ shared · sharedᵀ: those that each edge has by itself, and shifts that
 * move all of them together. By Cholesky's factor L of it, the whitened errors are L⁻¹ · errors.
 *
 * @param own standard deviations, pixels, positive
 * @param shared per cause, how far one standard deviation of it moves each edge; pixels
 */
export function whitening(own: Edges, shared: readonly Edges[]): Whitening {
  if (shared.length === 0) {
    return { sigma: own, whiten: (e) => [e[0] / own[0], e[1] / own[1], e[2] / own[2], e[3] / own[3]] };
  }
  const covariance = (i: number, j: number): number =>
    shared.reduce((sum, cause) => sum + cause[i]! * cause[j]!, i === j ? own[i]! ** 2 : 0);
  const factor = [0, 1, 2, 3].map(() => [0, 0, 0, 0]);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = covariance(i, j);
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!;
    }
  }
  return {
    sigma: [sigmaOf(0), sigmaOf(1), sigmaOf(2), sigmaOf(3)],
    whiten(errors) {
      const result: [number, number, number, number] = [0, 0, 0, 0];
      for (let i = 0; i < 4; i++) {
        let rest = errors[i]!;
        for (let k = 0; k < i; k++) rest -= factor[i]![k]! * result[k]!;
        result[i] = rest / factor[i]![i]!;
      }
      return result;
    },
  };

  function sigmaOf(i: number): number {
    return Math.sqrt(covariance(i, i));
  }
}
