import type { Matrix3 } from '../../geometry/matrix3.ts';
import { cross, dot, normalise, type Vec3 } from '../../geometry/vec3.ts';
import { MOMENTS } from './voxelPoints.ts';

/** The plane through points that were summed up. */
export interface FittedPlane {
  /** Unit length, either way. */
  readonly normal: Vec3;
  /** Along the plane, unit length: where the points are spread less, and where more. */
  readonly axes: readonly [narrow: Vec3, wide: Vec3];
  /** Variance of the points along the normal, and the smaller and larger ones along the plane; metres². */
  readonly variances: Vec3;
}

/**
 * Least-squares plane of summed points: the eigenvectors of their covariance, eigenvalues in closed form (Smith 1961).
 * Undefined where the points are fewer than three or on a line, so that no plane is meant.
 */
export function planeOfMoments(sums: Float64Array, at: number): FittedPlane | undefined {
  const n = sums[at]!;
  if (n < 3) return undefined;
  const [mx, my, mz] = [sums[at + 1]! / n, sums[at + 2]! / n, sums[at + 3]! / n];
  const xx = sums[at + 4]! / n - mx * mx;
  const xy = sums[at + 5]! / n - mx * my;
  const xz = sums[at + 6]! / n - mx * mz;
  const yy = sums[at + 7]! / n - my * my;
  const yz = sums[at + 8]! / n - my * mz;
  const zz = sums[at + 9]! / n - mz * mz;
  const mean = (xx + yy + zz) / 3;
  const [a, b, c] = [xx - mean, yy - mean, zz - mean];
  const spread = Math.sqrt((a * a + b * b + c * c + 2 * (xy * xy + xz * xz + yz * yz)) / 6);
  if (!(spread > 1e-9)) return undefined;
  const halfDeterminant =
    (a * (b * c - yz * yz) - xy * (xy * c - yz * xz) + xz * (xy * yz - b * xz)) / (2 * spread ** 3);
  const angle = Math.acos(Math.min(1, Math.max(-1, halfDeterminant))) / 3;
  const largest = mean + 2 * spread * Math.cos(angle);
  const smallest = mean + 2 * spread * Math.cos(angle + (2 * Math.PI) / 3);
  const middle = 3 * mean - largest - smallest;
  const covariance: Matrix3 = [xx, xy, xz, xy, yy, yz, xz, yz, zz];
  const normal = eigenvector(covariance, smallest);
  const wide = eigenvector(covariance, largest);
  if (normal === undefined || wide === undefined) return undefined;
  return { normal, axes: [cross(normal, wide), wide], variances: [Math.max(0, smallest), middle, largest] };
}

/** Rows of a matrix less its eigenvalue are all at right angles to the eigenvector: the product of the best two. */
function eigenvector([xx, xy, xz, , yy, yz, , , zz]: Matrix3, value: number): Vec3 | undefined {
  const first: Vec3 = [xx - value, xy, xz];
  const second: Vec3 = [xy, yy - value, yz];
  const third: Vec3 = [xz, yz, zz - value];
  let best = cross(first, second);
  for (const other of [cross(first, third), cross(second, third)])
    if (dot(other, other) > dot(best, best)) best = other;
  return dot(best, best) > 1e-24 ? normalise(best) : undefined;
}

/** Adds one voxel's sums to another's. */
export function addMoments(into: Float64Array, sums: Float64Array, at: number): void {
  for (let i = 0; i < MOMENTS; i++) into[i]! += sums[at + i]!;
}
