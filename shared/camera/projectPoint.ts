import { apply } from '../geometry/matrix3.ts';
import type { Ray } from '../geometry/ray.ts';
import { invertTransform, transformPoint } from '../geometry/rigidTransform.ts';
import { normalise, type Vec3 } from '../geometry/vec3.ts';
import type { Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';

/** The pixel of a label-frame point, inside the image or not; undefined outside the lens's domain. */
export function projectPoint(
  pointLabel: Vec3,
  camera: Pick<CameraView, 'model' | 'cameraFromLabel'>,
): Pixel | undefined {
  return camera.model.project(transformPoint(camera.cameraFromLabel, pointLabel));
}

/** The pixel of a label-frame point; undefined where it is not in the image. */
export function pixelInImage(pointLabel: Vec3, camera: CameraView): Pixel | undefined {
  const pixel = projectPoint(pointLabel, camera);
  if (pixel === undefined) return undefined;
  const [x, y] = pixel;
  const { left, top, right, bottom } = imageRectangle(camera.width, camera.height);
  return x >= left && x < right && y >= top && y < bottom ? pixel : undefined;
}

/** The ray of the label frame that a pixel sees; undefined where no ray reaches the pixel. */
export function rayFromPixel(
  pixel: Pixel,
  camera: Pick<CameraView, 'model' | 'cameraFromLabel'>,
): Ray | undefined {
  const directionCamera = camera.model.unproject(pixel);
  if (directionCamera === undefined) return undefined;
  const labelFromCamera = invertTransform(camera.cameraFromLabel);
  return {
    origin: labelFromCamera.translation,
    direction: normalise(apply(labelFromCamera.rotation, directionCamera)),
  };
}
