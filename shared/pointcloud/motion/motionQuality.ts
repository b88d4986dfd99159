import { ZERO, addScaled, normalise, type Vec3 } from '../../geometry/vec3.ts';
import type { SurfelMatches } from './matchSurfels.ts';
import type { NormalEquations } from './normalEquations.ts';
import { LAST_DEVIATION_METRES } from './refineMotion.ts';

/** The motion that the surfaces say least about. */
export interface WeakestMotion {
  readonly kind: 'shift' | 'turn';
  /** Of the shift, or the axis of the turn: unit length, earlier label frame. */
  readonly direction: Vec3;
  /**
   * Share of the surfaces that stands against it, 0 to 1: the smallest eigenvalue of the normal equations, in which a
   * turn counts by how far it moves what is there. A road without anything at its sides: 0.
   */
  readonly share: number;
  /** How many surfaces that is, were all of them square to it: of few beams, a share is of not much. */
  readonly surfaces: number;
}

/** How well one sweep lies on another, as far as the sweeps themselves can tell. */
export interface MotionQuality {
  /** Pieces of surface of the later sweep that were compared. */
  readonly surfaces: number;
  /** Of them, those that lie on one of the earlier sweep. What is no longer seen, and what moves, does not. */
  readonly inlierFraction: number;
  /**
   * The same of upright surfaces alone: roads agree however far one drove along them. Undefined with hardly any.
   */
  readonly uprightInlierFraction: number | undefined;
  /** Root mean square of the inliers' distances, metres. */
  readonly rmsMetres: number;
  readonly weakest: WeakestMotion;
}

const INLIER_METRES = 2 * LAST_DEVIATION_METRES;

/** |z| of the normal of an upright surface. */
const UPRIGHT = 0.7;
const LEAST_UPRIGHTS = 20;

export function motionQuality(matches: SurfelMatches, equations: NormalEquations): MotionQuality {
  const { count, residuals, normals } = matches;
  let [inliers, squares, uprights, uprightInliers] = [0, 0, 0, 0];
  for (let k = 0; k < count; k++) {
    // Not of NaN, which is no match.
    const isInlier = Math.abs(residuals[k]!) < INLIER_METRES;
    const isUpright = Math.abs(normals[k * 3 + 2]!) < UPRIGHT;
    if (isUpright) uprights++;
    if (!isInlier) continue;
    inliers++;
    squares += residuals[k]! ** 2;
    if (isUpright) uprightInliers++;
  }
  return {
    surfaces: count,
    inlierFraction: inliers / count,
    uprightInlierFraction: uprights < LEAST_UPRIGHTS ? undefined : uprightInliers / uprights,
    rmsMetres: inliers === 0 ? 0 : Math.sqrt(squares / inliers),
    weakest: weakestMotion(equations),
  };
}

function weakestMotion({ eigen, spread }: NormalEquations): WeakestMotion {
  const [a, b, c, x, y, z] = eigen.vectors[0] as readonly [number, number, number, number, number, number];
  const share = Math.max(0, eigen.values[0]!);
  const weight = { share, surfaces: share * spread.weight };
  if (x * x + y * y + z * z >= 0.5) return { kind: 'shift', direction: normalise([x, y, z]), ...weight };
  const [first, second, third] = spread.axes;
  const axis = addScaled(addScaled(addScaled(ZERO, first, a), second, b), third, c);
  return { kind: 'turn', direction: normalise(axis), ...weight };
}
