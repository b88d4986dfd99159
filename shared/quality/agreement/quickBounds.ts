import type { CameraView } from '../../camera/cameraView.ts';
import { CORNER_SIGNS, type Cuboid } from '../../geometry/cuboid.ts';
import { toMatrix3 } from '../../geometry/quaternion.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { Edges } from './edges.ts';

/**
 * Bounds of the eight corners on the image. Of a lens that bends lines they are off by as much as the edges curve, which
 * hardly changes while a cuboid moves a little: differences of them are good to a part of a pixel, at a fraction of what
 * drawing every edge costs.
 *
 * @returns undefined where a corner is outside the image or the lens's domain, and bounds are no longer those of corners
 */
export function quickBounds({ centre, size, rotation }: Cuboid, view: CameraView): Edges | undefined {
  const { model, cameraFromLabel, width, height } = view;
  const m = toMatrix3(rotation);
  const [a, b, c] = [size[0] / 2, size[1] / 2, size[2] / 2];
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const [i, j, k] of CORNER_SIGNS) {
    const [x, y, z] = [i * a, j * b, k * c];
    const pixel = model.project(
      transformPoint(cameraFromLabel, [
        centre[0] + m[0] * x + m[1] * y + m[2] * z,
        centre[1] + m[3] * x + m[4] * y + m[5] * z,
        centre[2] + m[6] * x + m[7] * y + m[8] * z,
      ]),
    );
    if (pixel === undefined) return undefined;
    const [u, v] = pixel;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
  }
  const isInside = left >= -0.5 && top >= -0.5 && right <= width - 0.5 && bottom <= height - 0.5;
  return isInside ? [left, top, right, bottom] : undefined;
}
