import type { RigidTransform } from '../geometry/rigidTransform.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { CameraModel } from './cameraModel.ts';

/** A camera that looks at the scene: its lens, where it stands, and the size of its image in pixels. */
export interface CameraView {
  readonly model: CameraModel;
  readonly cameraFromLabel: RigidTransform;
  readonly width: number;
  readonly height: number;
}

/** The image's border: pixel (0, 0) is the centre of the top-left pixel, so it begins half a pixel before. */
export function imageRectangle(width: number, height: number): Rectangle {
  return { left: -0.5, top: -0.5, right: width - 0.5, bottom: height - 0.5 };
}
