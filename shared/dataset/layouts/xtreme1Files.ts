import type { Problem } from '../../problems/problem.ts';
import { folderOf, joinPath, nameOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { IMAGE_NAME, mapByStem } from '../stems.ts';

const CLOUD = /\.pcd$/i;
/** `lidar_point_cloud_0` since version 0.6, `point_cloud` before. */
const LIDAR_FOLDER = /^(?:lidar_point_cloud_(\d+)|point_cloud)$/i;
/** `camera_image_0` since version 0.6, `image0` before, `image_0` in between. */
const CAMERA_FOLDER = /^(?:camera_)?image_?(\d+)$/i;
/** `<dataset>/<scene>/lidar_point_cloud_0`. */
const DEEPEST_SCENE = 2;

/** The files of one scene, joined by name over its folders. */
export interface Xtreme1Files {
  /** The empty text for the opened folder itself, which can have scenes inside and frames of its own. */
  readonly folder: string;
  /** Number in the folder's name → frame name → cloud; the lowest number is the reference. */
  readonly lidars: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** Number in the folder's name, which is the place in the lists of calibrations → frame name → image. */
  readonly cameras: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** Frame name → calibration of all cameras. */
  readonly configs: ReadonlyMap<string, string>;
  /** Frame name → labels. */
  readonly results: ReadonlyMap<string, string>;
}

/** Folders with a lidar folder of Xtreme1's naming; the older name is common, so another of its folders must be there. */
export function xtreme1Scenes(files: FileListing): readonly string[] {
  const scenes = new Set<string>();
  for (const folder of files.folders.keys()) {
    const match = LIDAR_FOLDER.exec(nameOf(folder));
    if (match === null) continue;
    const scene = folderOf(folder);
    if (scene.split('/').length > DEEPEST_SCENE || files.inFolder(folder, CLOUD).length === 0) continue;
    if (match[1] !== undefined || hasOtherFolders(files, scene)) scenes.add(scene);
  }
  return [...scenes].sort(compareNaturally);
}

function hasOtherFolders(files: FileListing, scene: string): boolean {
  return files
    .subfolders(scene)
    .some((name) => CAMERA_FOLDER.test(name) || name === 'camera_config' || name === 'result');
}

export function xtreme1Files(folder: string, files: FileListing, problems: Problem[]): Xtreme1Files {
  const lidars = new Map<number, Map<string, string>>();
  const cameras = new Map<number, Map<string, string>>();
  for (const name of files.subfolders(folder)) {
    const place = joinPath(folder, name);
    const lidar = LIDAR_FOLDER.exec(name);
    const clouds = lidar === null ? [] : files.inFolder(place, CLOUD);
    if (clouds.length > 0) {
      lidars.set(Number(lidar?.[1] ?? 0), mapByStem(clouds, 'duplicateFrame', problems));
    }
    const camera = CAMERA_FOLDER.exec(name);
    const images = camera === null ? [] : files.inFolder(place, IMAGE_NAME);
    if (images.length > 0) {
      cameras.set(Number(camera?.[1]), mapByStem(images, 'duplicateImage', problems));
    }
  }
  const jsonByStem = (name: string): Map<string, string> =>
    mapByStem(files.inFolder(joinPath(folder, name), /\.json$/), 'duplicate', problems);
  return {
    folder,
    lidars: sortedByKey(lidars),
    cameras: sortedByKey(cameras),
    configs: jsonByStem('camera_config'),
    results: jsonByStem('result'),
  };
}

function sortedByKey<T>(map: ReadonlyMap<number, T>): Map<number, T> {
  return new Map([...map].sort(([a], [b]) => a - b));
}

/** The label file of a frame, by its reference cloud. */
export function xtreme1LabelPath(cloud: string): string {
  const scene = folderOf(folderOf(cloud));
  return joinPath(scene, `result/${nameOf(cloud).replace(CLOUD, '.json')}`);
}
