import { LARGEST_CALIBRATION_BYTES } from '../calibrationLimits.ts';
import { ProblemError } from '../../problems/problem.ts';
import { calibratedCamera, type CalibrationFault } from '../calibration.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Camera } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import {
  kittiCameraReading,
  readObjectCalibration,
  readRawCalibration,
  readRotationAndTranslation,
  type KittiCalibration,
} from './kittiCalibration.ts';
import type { DriveFiles } from './kittiRawFiles.ts';

/** What a drive was calibrated with, and the file that says most of it; or why there is none. */
type Found =
  | { readonly path: string; readonly calibration: KittiCalibration }
  | { readonly path: string; readonly fault: CalibrationFault };

/** The cameras of a drive that have images. Images of synchronised drives are rectified: there is no distortion. */
export async function readDriveCameras(drive: DriveFiles, folder: DatasetFolder): Promise<Camera[]> {
  if (drive.images.size === 0) return [];
  const found = await readDriveCalibration(drive, folder);
  const cameras = [...drive.images.keys()].map((number) => {
    const id = `image_0${number}`;
    if ('fault' in found) return calibratedCamera({ id, name: id }, found, found.path, folder);
    const camera: Camera = { id, name: id, ...found.calibration.sizeOf(number) };
    return calibratedCamera(camera, kittiCameraReading(found.calibration, number), found.path, folder);
  });
  return Promise.all(cameras);
}

export async function readDriveCalibration(drive: DriveFiles, folder: DatasetFolder): Promise<Found> {
  const { camToCam, veloToCam, object } = drive.calibration;
  let path = camToCam ?? veloToCam ?? object ?? joinPath(drive.folder, 'calib_cam_to_cam.txt');
  try {
    if (camToCam !== undefined && veloToCam !== undefined) {
      const cameras = await folder.readText(camToCam, LARGEST_CALIBRATION_BYTES);
      path = veloToCam;
      const lidar = await folder.readText(veloToCam, LARGEST_CALIBRATION_BYTES);
      const isFaulty = 'fault' in readRotationAndTranslation(lidar);
      return { path: isFaulty ? veloToCam : camToCam, calibration: readRawCalibration(cameras, lidar) };
    }
    if (object === undefined) return { path, fault: { code: 'calibration.missing' } };
    path = object;
    return {
      path,
      calibration: readObjectCalibration(await folder.readText(object, LARGEST_CALIBRATION_BYTES)),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { path, fault: { code: 'calibration.malformed', ...error.problem.params } };
  }
}
