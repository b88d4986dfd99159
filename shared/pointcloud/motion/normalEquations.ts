import { fromAxisAngle, IDENTITY, toMatrix3 } from '../../geometry/quaternion.ts';
import { apply } from '../../geometry/matrix3.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { add, addScaled, length, scale, subtract, ZERO, type Vec3 } from '../../geometry/vec3.ts';
import { matchSpread, type MatchSpread } from './matchSpread.ts';
import type { SurfelMatches } from './matchSurfels.ts';
import { symmetricEigen, type Eigen } from './symmetricEigen.ts';

/**
 * What matched surfaces say about a small motion, six numbers in metres: turns about the axes of the spread, each times
 * its lever, and the shift. So each number says how far it moves what is there, and the eigenvalues, from 0 to 1, what
 * share of the surfaces stands against it.
 */
export interface NormalEquations {
  readonly spread: MatchSpread;
  /** Of Σ w J Jᵀ / Σ w. */
  readonly eigen: Eigen;
  /** Σ w J r / Σ w, metres. */
  readonly gradient: readonly number[];
}

const AXES = [0, 1, 2, 3, 4, 5] as const;

/** The linearised problem of the least weighted squares of residuals; undefined where nothing is matched. */
export function normalEquations(matches: SurfelMatches, weights: Float64Array): NormalEquations | undefined {
  const spread = matchSpread(matches, weights);
  if (spread === undefined) return undefined;
  const { count, points, normals, residuals } = matches;
  const { centre, axes, leversMetres } = spread;
  const turns = axes.map((axis, i) => scale(axis, 1 / leversMetres[i]!));
  const sums = new Float64Array(36);
  const gradient = new Float64Array(6);
  const jacobian = new Float64Array(6);
  for (let k = 0; k < count; k++) {
    const weight = weights[k]! / spread.weight;
    if (weight === 0) continue;
    const at = k * 3;
    const [x, y, z] = [points[at]! - centre[0], points[at + 1]! - centre[1], points[at + 2]! - centre[2]];
    const [nx, ny, nz] = [normals[at]!, normals[at + 1]!, normals[at + 2]!];
    const [mx, my, mz] = [y * nz - z * ny, z * nx - x * nz, x * ny - y * nx];
    for (let i = 0; i < 3; i++) {
      const turn = turns[i]!;
      jacobian[i] = mx * turn[0] + my * turn[1] + mz * turn[2];
    }
    jacobian[3] = nx;
    jacobian[4] = ny;
    jacobian[5] = nz;
    for (let row = 0; row < 6; row++) {
      const weighted = weight * jacobian[row]!;
      gradient[row]! += weighted * residuals[k]!;
      for (let column = row; column < 6; column++) sums[row * 6 + column]! += weighted * jacobian[column]!;
    }
  }
  // Only one half was summed up.
  const matrix = AXES.map((row) =>
    AXES.map((column) => sums[Math.min(row, column) * 6 + Math.max(row, column)]!),
  );
  return { spread, eigen: symmetricEigen(matrix), gradient: [...gradient] };
}

/**
 * The Gauss–Newton step, to be applied after the motion so far, and how far it moves what is there, metres. Along
 * directions whose eigenvalue is less than `leastEigenvalue` nothing moves: there noise would decide (Zhang, Kaess and
 * Singh, "On degeneracy of optimization-based state estimation problems", 2016).
 */
export function gaussNewtonStep(
  { spread, eigen, gradient }: NormalEquations,
  leastEigenvalue: number,
): { readonly step: RigidTransform; readonly metres: number } {
  const moved = [0, 0, 0, 0, 0, 0];
  for (const [i, value] of eigen.values.entries()) {
    if (value < leastEigenvalue) continue;
    const vector = eigen.vectors[i]!;
    const along = vector.reduce((sum, entry, row) => sum + entry * gradient[row]!, 0);
    for (let row = 0; row < 6; row++) moved[row]! -= (along / value) * vector[row]!;
  }
  const { centre, axes, leversMetres } = spread;
  let turn = ZERO;
  for (let i = 0; i < 3; i++) turn = addScaled(turn, axes[i]!, moved[i]! / leversMetres[i]!);
  const angle = length(turn);
  const rotation = toMatrix3(angle === 0 ? IDENTITY : fromAxisAngle(scale(turn, 1 / angle), angle));
  const shift: Vec3 = [moved[3]!, moved[4]!, moved[5]!];
  // p ↦ R · (p − centre) + centre + shift
  const translation = add(subtract(centre, apply(rotation, centre)), shift);
  return { step: { rotation, translation }, metres: Math.hypot(...moved) };
}
