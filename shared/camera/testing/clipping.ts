import { cross, distance, length, lerp, type Vec3 } from '../../geometry/vec3.ts';
import type { CameraModel } from '../cameraModel.ts';

/** Within a millimetre the direction that a line is seen in jumps by half a turn. */
export function passesThroughLens(from: Vec3, to: Vec3): boolean {
  return length(cross(from, to)) <= 1e-3 * distance(from, to);
}

/** Places along a segment, 0 … 1, that clipping keeps although the lens does not see them, or the other way round. */
export function wronglyClipped(lens: CameraModel, from: Vec3, to: Vec3): number[] {
  const parts = lens.clipSegment(from, to);
  const total = distance(from, to);
  const wrong: number[] = [];
  for (let t = 0.0005; t < 1; t += 0.037) {
    const isKept = parts.some(([a, b]) => distance(from, a) <= t * total && t * total <= distance(from, b));
    if ((lens.project(lerp(from, to, t)) !== undefined) !== isKept) wrong.push(t);
  }
  return wrong;
}
