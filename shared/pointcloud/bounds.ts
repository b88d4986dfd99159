import { ZERO, type Vec3 } from '../geometry/vec3.ts';
import type { CoordinateColumns } from './cloud.ts';

/** An axis-aligned box, metres. */
export interface Bounds {
  readonly min: Vec3;
  readonly max: Vec3;
}

/** The box around the finite points of three columns, and how many there are. */
export interface FiniteBounds {
  /** A point at zero where no point is finite. */
  readonly bounds: Bounds;
  readonly count: number;
}

/**
 * Is it a place? Rounded to float32 first: what overflows that (10³⁸ m) is garbage, and would make extents infinite.
 */
export function isFinitePoint(x: number, y: number, z: number): boolean {
  return Number.isFinite(Math.fround(x) + Math.fround(y) + Math.fround(z));
}

/** The smallest box that holds every finite point of columns of equal length. */
export function finiteBounds({ x, y, z }: CoordinateColumns): FiniteBounds {
  let [minX, minY, minZ] = [Infinity, Infinity, Infinity];
  let [maxX, maxY, maxZ] = [-Infinity, -Infinity, -Infinity];
  let count = 0;
  for (let row = 0; row < x.length; row++) {
    const px = x[row]!;
    const py = y[row]!;
    const pz = z[row]!;
    if (isFinitePoint(px, py, pz)) {
      count++;
      if (px < minX) minX = px;
      if (px > maxX) maxX = px;
      if (py < minY) minY = py;
      if (py > maxY) maxY = py;
      if (pz < minZ) minZ = pz;
      if (pz > maxZ) maxZ = pz;
    }
  }
  if (count === 0) return { bounds: { min: ZERO, max: ZERO }, count };
  // Of a zero and a negative zero either could come first.
  return { bounds: { min: [minX + 0, minY + 0, minZ + 0], max: [maxX + 0, maxY + 0, maxZ + 0] }, count };
}
