import { joinPath } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { skippedFile, unusedFiles } from '../skippedFiles.ts';
import { IMAGE_NAME, mapByStem } from '../stems.ts';
import type { Problem } from '../../problems/problem.ts';
import { CAMERA_POSES, cameraPosesOf } from './kittiCameraPoses.ts';
import { keepFrames, KITTI_CAMERAS, KITTI_CLOUD, pathsOf } from './kittiFiles.ts';

/** The files of one split (`training`, `testing`) by what they are; a frame's name is its files' stem. */
export interface SplitFiles {
  /** The split's folder in the dataset; the empty text for the dataset's own folder. */
  readonly folder: string;
  /** Frame → cloud, in natural order. */
  readonly clouds: ReadonlyMap<string, string>;
  /** Whether some clouds are the reduced ones, for frames that have no other. */
  readonly hasReduced: boolean;
  /** Number of the camera → frame → image. */
  readonly images: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** Frame → calibration file; one file can be that of all frames. */
  readonly calibrations: ReadonlyMap<string, string>;
  /** Frame → label file. */
  readonly labels: ReadonlyMap<string, string>;
  /** Poses of camera 0, a line for each frame. */
  readonly cameraPoses?: string;
}

/** Many tools keep the points that the camera sees beside the full sweeps, under this name. */
export const REDUCED = 'velodyne_reduced';
/** The odometry benchmark has one calibration for all frames. */
export const COMMON_CALIBRATION = 'calib.txt';
const TEXT = /\.txt$/;

/**
 * The folders, at most two below the dataset's, that are splits: they have clouds in `velodyne`, and beside it
 * calibrations, labels, images, or, as SemanticKITTI has it, one calibration and poses for all frames.
 */
export function splitFolders(files: FileListing): readonly string[] {
  const candidates = new Set(['velodyne', REDUCED].flatMap((inner) => files.scenesWith(inner, KITTI_CLOUD)));
  const splits = [...candidates].filter((split) => {
    const has = (inner: string, name: RegExp): boolean =>
      files.inFolder(joinPath(split, inner), name).length > 0;
    if (!has('velodyne', KITTI_CLOUD) && !has(REDUCED, KITTI_CLOUD)) return false;
    const hasImages = KITTI_CAMERAS.some((camera) => has(`image_${camera}`, IMAGE_NAME));
    const isPosed = [COMMON_CALIBRATION, CAMERA_POSES].every((name) => files.has(joinPath(split, name)));
    return hasImages || isPosed || has('calib', TEXT) || has('label_2', TEXT);
  });
  return splits.includes('') ? [''] : splits.sort(compareNaturally);
}

/** Every file of the dataset put where it belongs; the others come back as problems that say why. */
export function sortIntoSplits(files: FileListing): { splits: SplitFiles[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const splits = splitFolders(files).map((folder) => readSplit(folder, files, problems));
  const used = splits.flatMap(({ clouds, images, calibrations, labels, cameraPoses = [] }) =>
    [clouds, calibrations, labels, ...images.values()].flatMap(pathsOf).concat(cameraPoses),
  );
  // What was named already with a reason of its own is not named twice.
  const seen = new Set([...used, ...problems.flatMap(({ path }) => path ?? [])]);
  return { splits, problems: [...unusedFiles(files, seen), ...problems] };
}

function readSplit(folder: string, files: FileListing, problems: Problem[]): SplitFiles {
  const inner = (name: string, pattern: RegExp): readonly string[] =>
    files.inFolder(joinPath(folder, name), pattern);
  const full = mapByStem(inner('velodyne', KITTI_CLOUD), 'duplicateFrame', problems);
  const reduced = mapByStem(inner(REDUCED, KITTI_CLOUD), 'duplicateFrame', problems);
  for (const [frame, path] of reduced)
    if (full.has(frame)) problems.push(skippedFile(path, 'duplicateFrame'));
  const clouds = new Map([...reduced, ...full].sort(([a], [b]) => compareNaturally(a, b)));

  const images = new Map<number, Map<string, string>>();
  for (const camera of KITTI_CAMERAS) {
    const all = mapByStem(inner(`image_${camera}`, IMAGE_NAME), 'duplicateImage', problems);
    const kept = keepFrames(all, clouds, problems);
    if (kept.size > 0) images.set(camera, kept);
  }
  const texts = (name: string): Map<string, string> =>
    keepFrames(mapByStem(inner(name, TEXT), 'duplicate', problems), clouds, problems);
  const calibrations = texts('calib');
  const common = joinPath(folder, COMMON_CALIBRATION);
  if (files.has(common)) {
    for (const frame of clouds.keys()) if (!calibrations.has(frame)) calibrations.set(frame, common);
  }
  const hasReduced = [...reduced.keys()].some((frame) => !full.has(frame));
  const cameraPoses = cameraPosesOf(folder, files);
  return {
    folder,
    clouds,
    hasReduced,
    images,
    calibrations,
    labels: texts('label_2'),
    ...(cameraPoses === undefined ? {} : { cameraPoses }),
  };
}
