import { folderOf, nameOf, stemOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { SceneSensors } from './bareSensors.ts';

/** More files than this in a folder are not calibrations of sensors but something for every frame. */
const MOST_FILES = 64;

const CALIBRATION_FOLDER = /^(?:calib(?:ration)?s?|camera_info|intrinsics|extrinsics)$/i;
const CALIBRATION_FILE =
  /(?:^|[_.-])(?:calib(?:ration)?|camchain|camera_?info|(?:in|ex)trinsics?|ost)(?:[_.-][^/]*)?\.(?:json|ya?ml)$|^(?:calib(?:ration)?|ost)\.txt$/i;
const IN_CALIBRATION_FOLDER = /\.(?:json|ya?ml)$|^(?:calib(?:ration)?|ost)\.txt$/i;

/**
 * The files that may hold calibrations of a sequence, nearest first: those with a telling name beside its clouds and
 * images, those in a folder named so inside the scene or beside a folder around it, and the text named like its first
 * frame.
 */
export function calibrationFiles(
  { scene, folder, lidars, cameras }: SceneSensors,
  files: FileListing,
): string[] {
  const near = new Set(
    [
      ...cameras.flatMap((camera) => [camera.folder, folderOf(camera.folder)]),
      ...lidars.map((lidar) => lidar.folder),
      folder,
      scene.folder,
    ].filter((each) => isInside(each, scene.folder)),
  );
  const named = calibrationFolders(scene.folder, files);
  const [first = ''] = lidars[0]!.files.byKey.values();
  const ofFirstFrame = `${stemOf(first)}.txt`;
  const found = [
    ...[...near].flatMap((each) => sensorsOnly(files.inFolder(each, CALIBRATION_FILE))),
    ...named.flatMap((each) => files.inFolder(each, IN_CALIBRATION_FOLDER).slice(0, MOST_FILES)),
    ...[...near, ...named].flatMap((each) =>
      files.inFolder(each).filter((path) => nameOf(path) === ofFirstFrame),
    ),
  ];
  return [...new Set(found)];
}

function sensorsOnly(paths: readonly string[]): readonly string[] {
  return paths.length > MOST_FILES ? [] : paths;
}

/** Deepest first: what lies nearer to the scene goes before what holds for several. */
function calibrationFolders(scene: string, files: FileListing): string[] {
  return allCalibrationFolders(files)
    .filter(({ around }) => isInside(scene, around) || isInside(around, scene))
    .map(({ folder }) => folder);
}

interface CalibrationFolder {
  readonly folder: string;
  /** The folder that it is for. */
  readonly around: string;
}

/** Found once for a listing: thousands of scenes ask. */
const known = new WeakMap<FileListing, readonly CalibrationFolder[]>();

function allCalibrationFolders(files: FileListing): readonly CalibrationFolder[] {
  const found =
    known.get(files) ??
    [...files.folders.keys()]
      .flatMap((folder): CalibrationFolder[] => {
        const parts = folder.split('/');
        const at = parts.findIndex((part) => CALIBRATION_FOLDER.test(part));
        return at === -1 ? [] : [{ folder, around: parts.slice(0, at).join('/') }];
      })
      .sort((a, b) => b.folder.split('/').length - a.folder.split('/').length);
  known.set(files, found);
  return found;
}

export function isInside(folder: string, outer: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`);
}
