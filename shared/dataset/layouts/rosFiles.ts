import { folderOf, nameOf, stemOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { isInside } from './bareCalibrationFiles.ts';
import { cloudFolders, type Scene } from './bareScenes.ts';
import { findSensor, sensorWords } from './bareSensorNames.ts';
import type { SceneCamera } from './bareSensors.ts';

/** Folders as bags are unpacked: named by topic or by sensor. */
const CLOUD_TOPIC =
  /(?:^|\/)(?:lidar|laser|point_?clouds?|points|velodyne|ouster|hesai|pandar|livox|rslidar|robosense|vlp|concatenated)[^/]*(?:\/|$)/i;

const TREE_FILE = /^(?:sensor_kit_calibration|sensors_calibration|extrinsics|tf_static)\.ya?ml$/i;
/** Nothing else is called so. */
const KIT_FILE = /^(?:sensor_kit_calibration|sensors_calibration|tf_static)\.ya?ml$/i;
const CAMERA_INFO_FILE = /(?:^|[_.-])camera_info\.ya?ml$/i;
const CAMERA_INFO_FOLDER = /(?:^|\/)camera_info$/i;
const YAML = /\.ya?ml$/i;

/** Trees of frames lie at most this deep: Autoware's in `individual_params/config/<vehicle>/<kit>`. */
const DEEPEST_TREE = 5;

/** Clouds in a folder named like a topic and a calibration file with one of ROS's own names, or any clouds and a kit. */
export function looksLikeRos(files: FileListing): boolean {
  const clouds = [...cloudFolders(files)];
  if (clouds.length > 0 && hasKit(files)) return true;
  if (!clouds.some((folder) => CLOUD_TOPIC.test(folder))) return false;
  return [...files.folders].some(
    ([folder, paths]) =>
      paths.some((path) => TREE_FILE.test(nameOf(path)) || CAMERA_INFO_FILE.test(nameOf(path))) ||
      (CAMERA_INFO_FOLDER.test(folder) && paths.some((path) => YAML.test(path))),
  );
}

function hasKit(files: FileListing): boolean {
  return [...files.folders].some(
    ([folder, paths]) => isShallow(folder) && paths.some((path) => KIT_FILE.test(nameOf(path))),
  );
}

function isShallow(folder: string): boolean {
  return folder === '' || folder.split('/').length <= DEEPEST_TREE;
}

/**
 * The files that say where sensors stand: those inside the scene, else those that lie in no scene. Of several with one
 * name the one that lies highest.
 */
export function treeFiles(scene: Scene, scenes: readonly Scene[], files: FileListing): string[] {
  const all = [...files.folders.keys()]
    .filter(isShallow)
    .flatMap((folder) => files.inFolder(folder, TREE_FILE));
  const inner = all.filter((path) => isInside(folderOf(path), scene.folder));
  const outer = all.filter((path) => !scenes.some((other) => isInside(folderOf(path), other.folder)));
  const found = inner.length > 0 ? inner : outer;
  found.sort((a, b) => a.split('/').length - b.split('/').length || compareNaturally(a, b));
  return [...new Map(found.toReversed().map((path) => [stemOf(path), path])).values()].toReversed();
}

/**
 * The camera_info of a camera: `camera_info.yaml` in the folder of its images or, where that is only called after a
 * topic (`front/image_raw`), in the one around it; else a file called like the camera in a folder `camera_info`; else one
 * beside its folder or farther up, `front.yaml`, `front_info.yaml`, `front_camera_info.yaml`.
 */
export function cameraInfoFile(
  { folder, files: { sensor } }: SceneCamera,
  scene: Scene,
  files: FileListing,
): string | undefined {
  const around = foldersUp(folder);
  const isTopicOnly = sensorWords(nameOf(folder)).size === 0 && folder !== scene.folder;
  const nearest = isTopicOnly ? around.slice(0, 2) : around.slice(0, 1);
  const own = nearest.flatMap((each) => files.inFolder(each, /^camera_info\.ya?ml$/i));
  if (own.length > 0) return own[0];
  const inFolders = [...files.folders.keys()]
    .filter((each) => CAMERA_INFO_FOLDER.test(each) && around.includes(folderOf(each)))
    .sort((a, b) => b.length - a.length)
    .flatMap((each) => files.inFolder(each, YAML));
  const listed = findFile(sensor, inFolders);
  if (listed !== undefined) return listed;
  return around
    .flatMap((each) => files.inFolder(each, YAML))
    .find((path) => !TREE_FILE.test(nameOf(path)) && isNamedLike(sensor, stemOf(path)));
}

function findFile(sensor: string, paths: readonly string[]): string | undefined {
  const byName = new Map(paths.toReversed().map((path) => [stemOf(path), path]));
  return byName.get(findSensor(sensor, [...byName.keys()]) ?? '');
}

/** The same words, and no file of another purpose: `metadata.yaml` is no camera. */
function isNamedLike(sensor: string, stem: string): boolean {
  const isSame = sensorWords(stem).size === sensorWords(sensor).size && findSensor(sensor, [stem]) === stem;
  return isSame && /cam|info|image/i.test(`${stem} ${sensor}`);
}

/** The folder itself and those around it. */
function foldersUp(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...foldersUp(folderOf(folder))];
}
