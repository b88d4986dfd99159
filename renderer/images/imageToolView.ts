import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { projectPoint, rayFromPixel } from '#shared/camera/projectPoint.ts';
import { apply, transpose } from '#shared/geometry/matrix3.ts';
import type { FoundPoint, ToolView } from '#renderer/editor/tools/view.ts';
import { imageFromPanel, panelFromImage, type Extent, type ImageViewport } from './imageViewport.ts';

/**
 * A camera image as the editor's tools see it; `camera` is undefined while there is no calibration, `original` unless the
 * picture is the one that the camera took.
 */
export function imageToolView(
  id: string,
  cameraId: string,
  camera: CameraView | undefined,
  viewport: ImageViewport,
  pointAt: (position: Pixel) => FoundPoint | undefined,
  original: Extent | undefined,
): ToolView {
  return {
    id,
    kind: 'image',
    cameraId,
    ...(original === undefined
      ? {}
      : {
          image: {
            width: original.width,
            height: original.height,
            toImage: (position) => imageFromPanel(viewport, position),
            toView: (pixel) => panelFromImage(viewport, pixel),
          },
        }),
    project(point) {
      const pixel = camera === undefined ? undefined : projectPoint(point, camera);
      return pixel === undefined ? undefined : panelFromImage(viewport, pixel);
    },
    rayAt(position) {
      return camera === undefined ? undefined : rayFromPixel(imageFromPanel(viewport, position), camera);
    },
    pointAt,
    rightYawRad() {
      if (camera === undefined) return 0;
      const [x, y] = apply(transpose(camera.cameraFromLabel.rotation), [1, 0, 0]);
      return Math.atan2(y, x);
    },
  };
}
