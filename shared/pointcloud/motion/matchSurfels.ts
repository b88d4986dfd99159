import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Surfels } from './surfels.ts';
import { isOnGrid, VOXEL_METRES } from './voxelPoints.ts';

/** For each surfel of the later sweep that was asked for, the piece of the earlier one's surface that may be the same. */
export interface SurfelMatches {
  readonly count: number;
  /** Three numbers each: the later surfel's mean, moved; metres from the earlier sweep's origin. */
  readonly points: Float64Array;
  /** Of both surfaces: the mean of the two normals, unit length; the later one's where there is no match. */
  readonly normals: Float64Array;
  /** Distance of the two along that normal, metres, signed: later less earlier; NaN where there is no match. */
  readonly residuals: Float64Array;
}

/** Cosine of the angle that two normals of the same surface may differ by. */
const LEAST_ALIGNMENT = 0.8;

/**
 * For each of the chosen surfels of the later sweep the nearest similar one of the earlier sweep, among the eight voxels
 * about it. Residuals are along the mean of both normals (Rusinkiewicz, "A symmetric objective function for ICP", 2019):
 * it converges from farther off than along one of them, and does not depend on which sweep is moved.
 */
export function matchSurfels(
  earlier: Surfels,
  later: Surfels,
  chosen: Uint32Array,
  { rotation: r, translation: t }: RigidTransform,
): SurfelMatches {
  const points = new Float64Array(chosen.length * 3);
  const normals = new Float64Array(chosen.length * 3);
  const residuals = new Float64Array(chosen.length).fill(Number.NaN);
  const { means, normals: unturned } = later;
  for (let k = 0; k < chosen.length; k++) {
    const at = chosen[k]! * 3;
    const [mx, my, mz] = [means[at]!, means[at + 1]!, means[at + 2]!];
    const [ux, uy, uz] = [unturned[at]!, unturned[at + 1]!, unturned[at + 2]!];
    const x = r[0] * mx + r[1] * my + r[2] * mz + t[0];
    const y = r[3] * mx + r[4] * my + r[5] * mz + t[1];
    const z = r[6] * mx + r[7] * my + r[8] * mz + t[2];
    let nx = r[0] * ux + r[1] * uy + r[2] * uz;
    let ny = r[3] * ux + r[4] * uy + r[5] * uz;
    let nz = r[6] * ux + r[7] * uy + r[8] * uz;
    const found = nearestSimilar(earlier, x, y, z, nx, ny, nz) * 3;
    if (found >= 0) {
      const [ex, ey, ez] = [
        earlier.normals[found]!,
        earlier.normals[found + 1]!,
        earlier.normals[found + 2]!,
      ];
      // Normals point either way.
      const side = ex * nx + ey * ny + ez * nz < 0 ? -1 : 1;
      nx += side * ex;
      ny += side * ey;
      nz += side * ez;
      const norm = Math.sqrt(nx * nx + ny * ny + nz * nz);
      nx /= norm;
      ny /= norm;
      nz /= norm;
      residuals[k] =
        (x - earlier.means[found]!) * nx +
        (y - earlier.means[found + 1]!) * ny +
        (z - earlier.means[found + 2]!) * nz;
    }
    const to = k * 3;
    points[to] = x;
    points[to + 1] = y;
    points[to + 2] = z;
    normals[to] = nx;
    normals[to + 1] = ny;
    normals[to + 2] = nz;
  }
  return { count: chosen.length, points, normals, residuals };
}

/** −1: none. */
function nearestSimilar(
  { index, means, normals }: Surfels,
  x: number,
  y: number,
  z: number,
  nx: number,
  ny: number,
  nz: number,
): number {
  // The eight voxels whose common corner is nearest.
  const column = Math.round(x / VOXEL_METRES) - 1;
  const row = Math.round(y / VOXEL_METRES) - 1;
  const layer = Math.round(z / VOXEL_METRES) - 1;
  if (!isOnGrid(column, row, layer)) return -1;
  let best = -1;
  let least = Infinity;
  for (let corner = 0; corner < 8; corner++) {
    const surfel = index.find(column + (corner & 1), row + ((corner >> 1) & 1), layer + (corner >> 2));
    if (surfel < 0) continue;
    const at = surfel * 3;
    const alignment = nx * normals[at]! + ny * normals[at + 1]! + nz * normals[at + 2]!;
    if (Math.abs(alignment) < LEAST_ALIGNMENT) continue;
    const dx = x - means[at]!;
    const dy = y - means[at + 1]!;
    const dz = z - means[at + 2]!;
    const squared = dx * dx + dy * dy + dz * dz;
    if (squared < least) {
      least = squared;
      best = surfel;
    }
  }
  return best;
}
