import type { Problem } from '../../problems/problem.ts';
import { folderOf, joinPath, nameOf, stemOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { IMAGE_NAME, mapByStem } from '../stems.ts';
import { cameraPosesOf } from './kittiCameraPoses.ts';
import { keepFrames, KITTI_CAMERAS, KITTI_CLOUD, pathsOf } from './kittiFiles.ts';

/** The files of one drive by what they are. Frames are joined by their number, see `frameNumber`. */
export interface DriveFiles {
  /** The drive's folder in the dataset; the empty text for the dataset's own folder. */
  readonly folder: string;
  /** Frame → cloud, in natural order. */
  readonly clouds: ReadonlyMap<string, string>;
  /** Number of the camera → frame → image. */
  readonly images: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** Frame → what the positioning unit measured. */
  readonly oxts: ReadonlyMap<string, string>;
  /** Stream (`velodyne_points`, `image_02`) → its times, line by line. */
  readonly times: ReadonlyMap<string, string>;
  readonly calibration: DriveCalibrationFiles;
  readonly tracklets?: string;
  /** Poses of camera 0 that an odometry wrote. */
  readonly cameraPoses?: string;
}

/** Of the drive's date, in the date's folder or the drive's own. */
export interface DriveCalibrationFiles {
  readonly camToCam?: string;
  readonly veloToCam?: string;
  readonly imuToVelo?: string;
  /** `calib_<date>.txt` in the form of the object benchmark, in place of the others. */
  readonly object?: string;
}

export const TRACKLETS = 'tracklet_labels.xml';
/** CVAT and Datumaro write beside the tracklets which cloud each of their frame numbers means: `0 000012`. */
export const FRAME_LIST = 'frame_list.txt';
const CLOUDS = 'velodyne_points/data';
const TEXT = /\.txt$/;

/** The folders, at most two below the dataset's, with clouds in `velodyne_points/data`. */
export function driveFolders(files: FileListing): readonly string[] {
  return files
    .scenesWith(CLOUDS, KITTI_CLOUD)
    .filter((folder) => files.folders.has(joinPath(folder, CLOUDS)));
}

/** `0000000012` and `000012` are one frame in streams that were numbered by different tools; other names as they are. */
export function frameNumber(path: string): string {
  const stem = stemOf(path);
  return /^\d+$/.test(stem) ? stem.replace(/^0+(?=\d)/, '') : stem;
}

/** The files of a drive; what is left over in its folders is named. `used` is extended by what belongs to the format. */
export function readDriveFiles(
  folder: string,
  files: FileListing,
  used: Set<string>,
  problems: Problem[],
): DriveFiles {
  const inner = (name: string): string => joinPath(folder, name);
  const paths = files.inFolder(inner(CLOUDS), KITTI_CLOUD);
  const clouds = mapByStem(paths, 'duplicateFrame', problems, frameNumber);
  const images = new Map<number, Map<string, string>>();
  const times = new Map<string, string>();
  const addTimes = (stream: string, stored: string): void => {
    const path = inner(`${stored}/timestamps.txt`);
    if (files.has(path)) times.set(stream, path);
    // Beside them the format has when sweeps began and ended, and what the columns of `oxts` are.
    for (const text of files.inFolder(inner(stored), TEXT)) used.add(text);
  };
  for (const camera of KITTI_CAMERAS) {
    // CVAT writes the name in capitals.
    for (const stored of [`image_0${camera}`, `IMAGE_0${camera}`]) {
      const found = files.inFolder(inner(`${stored}/data`), IMAGE_NAME);
      const all = mapByStem(found, 'duplicateImage', problems, frameNumber);
      const kept = keepFrames(all, clouds, problems);
      if (kept.size === 0 || images.has(camera)) continue;
      images.set(camera, kept);
      addTimes(`image_0${camera}`, stored);
    }
  }
  addTimes('velodyne_points', 'velodyne_points');
  addTimes('oxts', 'oxts');
  const measured = mapByStem(files.inFolder(inner('oxts/data'), TEXT), 'duplicate', problems, frameNumber);
  const oxts = keepFrames(measured, clouds, problems);
  const calibration = calibrationFiles(folder, files);
  const tracklets = files.has(inner(TRACKLETS)) ? inner(TRACKLETS) : undefined;
  const all = [clouds, oxts, times, ...images.values()].flatMap(pathsOf);
  for (const path of [...all, ...Object.values(calibration)]) used.add(path);
  if (tracklets !== undefined) used.add(tracklets).add(inner(FRAME_LIST));
  const cameraPoses = cameraPosesOf(folder, files);
  if (cameraPoses !== undefined) used.add(cameraPoses);
  return {
    folder,
    clouds,
    images,
    oxts,
    times,
    calibration,
    ...(tracklets === undefined ? {} : { tracklets }),
    ...(cameraPoses === undefined ? {} : { cameraPoses }),
  };
}

function calibrationFiles(folder: string, files: FileListing): DriveCalibrationFiles {
  const places = folder === '' ? [''] : [folder, folderOf(folder)];
  const find = (name: string): string | undefined =>
    places.map((place) => joinPath(place, name)).find((path) => files.has(path));
  const camToCam = find('calib_cam_to_cam.txt');
  const veloToCam = find('calib_velo_to_cam.txt');
  const imuToVelo = find('calib_imu_to_velo.txt');
  const object = places
    .filter((place) => place !== '')
    .map((place) => joinPath(folderOf(place), `calib_${nameOf(place)}.txt`))
    .find((path) => files.has(path));
  return {
    ...(camToCam === undefined ? {} : { camToCam }),
    ...(veloToCam === undefined ? {} : { veloToCam }),
    ...(imuToVelo === undefined ? {} : { imuToVelo }),
    ...(object === undefined ? {} : { object }),
  };
}
