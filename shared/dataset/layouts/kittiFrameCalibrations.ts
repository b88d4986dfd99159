import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import {
  calibratedCamera,
  checkCalibration,
  hashCalibration,
  isSameCalibration,
  type UnusableCalibration,
} from '../calibration.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Camera } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import {
  addImageCalibration,
  type CollectedCalibrations,
  type OwnCalibration,
} from '../imageCalibrations.ts';
import { kittiCameraReading, readObjectCalibration, type KittiCalibration } from './kittiCalibration.ts';
import { readTexts } from './kittiFiles.ts';
import type { SplitFiles } from './kittiObjectFiles.ts';

/** One text of a calibration file; all frames of a day have the same. */
interface Variant {
  readonly calibration: KittiCalibration;
  /** The first file with this text. */
  readonly path: string;
  readonly frames: string[];
}

/** The calibrations of a split, as cameras and as the pose of the lidar in rectified camera 0. */
export interface SplitCalibrations {
  readonly cameras: readonly Camera[];
  readonly problems: readonly Problem[];
  /** From the frame's own calibration, else from the one that most frames share. */
  readonly rectFromLidarOf: (frame: string) => RigidTransform | undefined;
}

/**
 * Reads the calibration of every frame. The one that most frames share becomes the camera's, the others, which are added
 * to `imageCalibrations`, their images': a frame without a calibration that can be used has the camera's, and that is
 * said.
 */
export async function calibrateSplit(
  split: SplitFiles,
  folder: DatasetFolder,
  imageCalibrations: CollectedCalibrations,
): Promise<SplitCalibrations> {
  if (split.images.size === 0 && split.cameraPoses === undefined) {
    return { cameras: [], problems: [], rectFromLidarOf: () => undefined };
  }
  const { variants, problems } = await readVariants(split, folder);
  const calibrated: CalibratedCamera[] = [];
  for (const number of split.images.keys())
    calibrated.push(await calibrateCamera(number, variants, split, folder, imageCalibrations));
  const lending = calibrated.find(
    ({ camera, frames }) => camera.calibration !== undefined && frames < split.clouds.size,
  );
  const lidar = lidarPoses(variants);
  // Without images, poses alone need it.
  const isLent = split.images.size === 0 && lidar.frames < split.clouds.size;
  const lent = isLent ? lidar.usual : lending?.camera.calibration?.path;
  if (lent !== undefined) problems.push(assumed('assumedCalibrationOf', { other: lent }, split.folder));
  return {
    cameras: calibrated.map(({ camera }) => camera),
    problems: [...problems, ...calibrated.flatMap((camera) => camera.problems)],
    rectFromLidarOf: lidar.of,
  };
}

function lidarPoses(variants: readonly Variant[]): {
  readonly of: SplitCalibrations['rectFromLidarOf'];
  /** How many have their own. */
  readonly frames: number;
  /** The file of the one that the others have. */
  readonly usual: string | undefined;
} {
  const posed = variants.flatMap(({ calibration: { rectFromLidar }, path, frames }) =>
    'pose' in rectFromLidar ? [{ pose: rectFromLidar.pose, path, frames }] : [],
  );
  const byFrame = new Map(posed.flatMap(({ pose, frames }) => frames.map((frame) => [frame, pose] as const)));
  const [usual] = posed;
  return { of: (frame) => byFrame.get(frame) ?? usual?.pose, frames: byFrame.size, usual: usual?.path };
}

/** The most frequent first. */
async function readVariants(
  { clouds, calibrations }: SplitFiles,
  folder: DatasetFolder,
): Promise<{ variants: Variant[]; problems: Problem[] }> {
  const paths = [...new Set(calibrations.values())];
  const texts = await readTexts(folder, paths);
  const problems: Problem[] = [];
  const byText = new Map<string, Variant>();
  const byPath = new Map<string, Variant>();
  for (const [i, path] of paths.entries()) {
    const text = texts[i]!;
    if (typeof text !== 'string') {
      problems.push(text);
      continue;
    }
    const variant = byText.get(text) ?? { calibration: readObjectCalibration(text), path, frames: [] };
    byText.set(text, variant);
    byPath.set(path, variant);
  }
  for (const frame of clouds.keys()) byPath.get(calibrations.get(frame) ?? '')?.frames.push(frame);
  const variants = [...byText.values()].sort((a, b) => b.frames.length - a.frames.length);
  return { variants, problems };
}

interface CalibratedCamera {
  readonly camera: Camera;
  /** How many have a calibration that can be used. */
  readonly frames: number;
  readonly problems: readonly Problem[];
}

async function calibrateCamera(
  number: number,
  variants: readonly Variant[],
  split: SplitFiles,
  folder: DatasetFolder,
  imageCalibrations: CollectedCalibrations,
): Promise<CalibratedCamera> {
  const id = `image_${number}`;
  const images = split.images.get(number)!;
  const problems: Problem[] = [];
  let frames = 0;
  let usual: OwnCalibration | undefined;
  let unusable: UnusableCalibration | undefined;
  for (const variant of variants) {
    const { path } = variant;
    const checked = checkCalibration(kittiCameraReading(variant.calibration, number), id, path);
    if ('calibrationProblem' in checked) {
      problems.push(checked.calibrationProblem);
      unusable ??= checked;
      continue;
    }
    const own = { camera: id, path, ...checked };
    usual ??= own;
    frames += variant.frames.length;
    // Files can differ in what concerns other cameras only.
    if (isSameCalibration(own.found, usual.found)) continue;
    for (const frame of variant.frames)
      if (images.has(frame)) addImageCalibration(imageCalibrations, split.clouds.get(frame)!, own);
  }
  if (usual !== undefined) {
    const calibration = await hashCalibration(usual.found, usual.path, folder);
    return { camera: { id, name: id, calibration }, frames, problems };
  }
  if (unusable !== undefined) return { camera: { id, name: id, ...unusable }, frames, problems };
  const missing = { fault: { code: 'calibration.missing' } } as const;
  const camera = await calibratedCamera({ id, name: id }, missing, joinPath(split.folder, 'calib'), folder);
  return { camera, frames, problems: camera.calibrationProblem ? [camera.calibrationProblem] : [] };
}
