import {
  calibrationOfImage,
  type Camera,
  type CameraCalibration,
  type Frame,
} from '#shared/dataset/dataset.ts';
import { calibrationsIn, type ImageCalibrations } from '#shared/dataset/imageCalibrations.ts';
import { memoryFolder } from './datasetFolders.ts';

/** What holds for a camera's image in a frame, as the page learns it. */
export async function calibrationOf(
  camera: Camera,
  frame: Frame,
  imageCalibrations: ImageCalibrations,
): Promise<CameraCalibration | undefined> {
  return calibrationOfImage(
    camera,
    frame,
    await calibrationsIn(frame.id, imageCalibrations, memoryFolder('', {})),
  );
}
