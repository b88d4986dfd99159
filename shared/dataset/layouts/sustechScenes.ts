import type { Problem } from '../../problems/problem.ts';
import { joinPath } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { skippedFile, unusedFiles } from '../skippedFiles.ts';
import { mapByStem } from '../stems.ts';

/** The files of one scene folder by what they are. */
export interface SceneFiles {
  /** The scene's folder in the dataset; the empty text for the dataset's own folder. */
  readonly folder: string;
  /** stem → cloud, in natural order. */
  readonly clouds: ReadonlyMap<string, string>;
  /** camera → stem → image. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** camera → calibration file. */
  readonly calibrations: ReadonlyMap<string, string>;
  /** stem → label file. */
  readonly labels: ReadonlyMap<string, string>;
  /** stem → ego pose. */
  readonly poses: ReadonlyMap<string, string>;
}

const CLOUD = /\.pcd$/i;
const IMAGE = /\.(?:jpe?g|png)$/i;
const JSON_FILE = /\.json$/;

/** The folders that are scenes. A scene that is the dataset's own folder hides those inside it. */
export function sceneFolders(files: FileListing): readonly string[] {
  return files.scenesWith('lidar', CLOUD);
}

/** Every file of the dataset put where it belongs; the others come back as problems that say why. */
export function sortIntoScenes(files: FileListing): { scenes: SceneFiles[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const scenes = sceneFolders(files).map((folder) => readScene(folder, files, problems));
  // What was named already with a reason of its own is not named twice.
  const used = new Set(problems.flatMap(({ path }) => path ?? []));
  for (const { clouds, images, calibrations, labels, poses } of scenes) {
    for (const byStem of [clouds, calibrations, labels, poses, ...images.values()]) {
      for (const path of byStem.values()) used.add(path);
    }
  }
  return { scenes, problems: [...unusedFiles(files, used), ...problems] };
}

function readScene(folder: string, files: FileListing, problems: Problem[]): SceneFiles {
  const inner = (name: string): string => files.folderIn(folder, name) ?? joinPath(folder, name);
  const clouds = mapByStem(files.inFolder(inner('lidar'), CLOUD), 'duplicateFrame', problems);
  const withFrame = (byStem: Map<string, string>): Map<string, string> => {
    for (const [stem, path] of byStem) {
      if (clouds.has(stem)) continue;
      byStem.delete(stem);
      problems.push(skippedFile(path, 'noSuchFrame'));
    }
    return byStem;
  };
  const images = new Map<string, Map<string, string>>();
  for (const camera of files.subfolders(inner('camera'))) {
    const paths = files.inFolder(`${inner('camera')}/${camera}`, IMAGE);
    const byStem = withFrame(mapByStem(paths, 'duplicateImage', problems));
    if (byStem.size > 0) images.set(camera, byStem);
  }
  const calibrations = mapByStem(files.inFolder(inner('calib/camera'), JSON_FILE), 'duplicate', problems);
  for (const [camera, path] of calibrations) {
    if (images.has(camera)) continue;
    calibrations.delete(camera);
    problems.push(skippedFile(path, 'cameraWithoutImages'));
  }
  const jsonOf = (name: string): Map<string, string> =>
    withFrame(mapByStem(files.inFolder(inner(name), JSON_FILE), 'duplicate', problems));
  return { folder, clouds, images, calibrations, labels: jsonOf('label'), poses: jsonOf('ego_pose') };
}
