import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { projectPoint, rayFromPixel } from '#shared/camera/projectPoint.ts';
import { addScaled } from '#shared/geometry/vec3.ts';

/** Where along its ray a pixel is looked at from another lens, metres: both stand in the same place. */
const FAR = 100;

/** Where a pixel of one camera is in another that stands in the same place; undefined where that does not see it. */
export function seenThrough(pixel: Pixel, from: CameraView, to: CameraView): Pixel | undefined {
  const ray = rayFromPixel(pixel, from);
  return ray && projectPoint(addScaled(ray.origin, ray.direction, FAR), to);
}
