import type { Vec3 } from '../../geometry/vec3.ts';
import type { SurfelMatches } from './matchSurfels.ts';
import { symmetricEigen } from './symmetricEigen.ts';

/** How matched points lie about their middle. */
export interface MatchSpread {
  /** Σ of weights. */
  readonly weight: number;
  /** Weighted middle. */
  readonly centre: Vec3;
  /** Axes along which they are spread least, more, and most; unit length. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  /** Distance from each axis (root mean square), metres. */
  readonly leversMetres: Vec3;
}

/** Undefined for no weight, or for points on a line, about which a turn would mean nothing. */
export function matchSpread({ points }: SurfelMatches, weights: Float64Array): MatchSpread | undefined {
  let [weight, x, y, z] = [0, 0, 0, 0];
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (let k = 0; k < weights.length; k++) {
    const w = weights[k]!;
    const [px, py, pz] = [points[k * 3]!, points[k * 3 + 1]!, points[k * 3 + 2]!];
    weight += w;
    x += w * px;
    y += w * py;
    z += w * pz;
    xx += w * px * px;
    xy += w * px * py;
    xz += w * px * pz;
    yy += w * py * py;
    yz += w * py * pz;
    zz += w * pz * pz;
  }
  if (!(weight > 0)) return undefined;
  const [cx, cy, cz] = [x / weight, y / weight, z / weight];
  const { values, vectors } = symmetricEigen([
    [xx / weight - cx * cx, xy / weight - cx * cy, xz / weight - cx * cz],
    [xy / weight - cx * cy, yy / weight - cy * cy, yz / weight - cy * cz],
    [xz / weight - cx * cz, yz / weight - cy * cz, zz / weight - cz * cz],
  ]);
  const [least, more, most] = values as [number, number, number];
  if (!(least + more > 1e-6)) return undefined;
  return {
    weight,
    centre: [cx, cy, cz],
    axes: vectors as unknown as readonly [Vec3, Vec3, Vec3],
    leversMetres: [Math.sqrt(more + most), Math.sqrt(least + most), Math.sqrt(least + more)],
  };
}
