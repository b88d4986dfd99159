import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectPoint, rayFromPixel } from '#shared/camera/projectPoint.ts';
import type { ToolView } from '../tools/view.ts';
import { frontCamera } from './smallDataset.ts';

const { calibration, width = 0, height = 0 } = frontCamera;
if (calibration === undefined) throw new Error('the front camera has no calibration');
const camera = {
  model: createCameraModel(calibration.intrinsics),
  cameraFromLabel: calibration.cameraFromLabel,
};

/** The front camera's image as it was taken, one CSS pixel per pixel. */
export const frontView: ToolView = {
  id: 'image-front',
  kind: 'image',
  cameraId: frontCamera.id,
  image: { width, height, toImage: (position) => position, toView: (pixel) => pixel },
  project: (point) => projectPoint(point, camera),
  rayAt: (position) => rayFromPixel(position, camera),
  rightYawRad: () => -Math.PI / 2,
};
