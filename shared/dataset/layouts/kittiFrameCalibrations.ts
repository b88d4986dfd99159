import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { calibratedCamera, finishCalibration } from '../calibration.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Camera, CameraCalibration } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { kittiCameraReading, readObjectCalibration, type KittiCalibration } from './kittiCalibration.ts';
import { readTexts } from './kittiFiles.ts';
import type { SplitFiles } from './kittiObjectFiles.ts';

/** The cameras of a split, and what holds for single images of them. */
export interface SplitCalibrations {
  readonly cameras: readonly Camera[];
  /** Where it is not the camera's own. */
  ofImage(cameraId: string, frame: string): CameraCalibration | undefined;
  readonly problems: readonly Problem[];
}

/** One text of a calibration file; all frames of a day have the same. */
interface Variant {
  readonly calibration: KittiCalibration;
  /** The first file with this text. */
  readonly path: string;
  readonly frames: string[];
}

/**
 * Reads the calibration of every frame. The one that most frames share becomes the camera's, the others their images':
 * a frame without a calibration that can be used has the camera's, and that is said.
 */
export async function calibrateSplit(split: SplitFiles, folder: DatasetFolder): Promise<SplitCalibrations> {
  if (split.images.size === 0) return { cameras: [], ofImage: () => undefined, problems: [] };
  const { variants, problems } = await readVariants(split, folder);
  const read = [...split.images.keys()].map((number) => calibrateCamera(number, variants, split, folder));
  const calibrated = await Promise.all(read);
  const lending = calibrated.find(
    ({ camera, frames }) => camera.calibration !== undefined && frames.size < split.clouds.size,
  );
  const lent = lending?.camera.calibration?.path;
  if (lent !== undefined) problems.push(assumed('assumedCalibrationOf', { other: lent }, split.folder));
  const byCamera = new Map(calibrated.map((found) => [found.camera.id, found]));
  return {
    cameras: calibrated.map(({ camera }) => camera),
    ofImage(cameraId, frame) {
      const found = byCamera.get(cameraId);
      const own = found?.frames.get(frame);
      // Files can differ in what concerns other cameras only.
      return own?.hash === found?.camera.calibration?.hash ? undefined : own;
    },
    problems: [...problems, ...calibrated.flatMap((camera) => camera.problems)],
  };
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
  /** Of the frames that have a calibration that can be used. */
  readonly frames: ReadonlyMap<string, CameraCalibration>;
  readonly problems: readonly Problem[];
}

async function calibrateCamera(
  number: number,
  variants: readonly Variant[],
  split: SplitFiles,
  folder: DatasetFolder,
): Promise<CalibratedCamera> {
  const id = `image_${number}`;
  const frames = new Map<string, CameraCalibration>();
  const problems: Problem[] = [];
  let usual: CameraCalibration | undefined;
  for (const { calibration: text, path, frames: own } of variants) {
    const finished = await finishCalibration(kittiCameraReading(text, number), id, path, folder);
    if ('calibrationProblem' in finished) {
      problems.push(finished.calibrationProblem);
      continue;
    }
    usual ??= finished.calibration;
    for (const frame of own) frames.set(frame, finished.calibration);
  }
  if (usual !== undefined) return { camera: { id, name: id, calibration: usual }, frames, problems };
  const [calibrationProblem] = problems;
  if (calibrationProblem !== undefined)
    return { camera: { id, name: id, calibrationProblem }, frames, problems };
  const missing = { fault: { code: 'calibration.missing' } } as const;
  const camera = await calibratedCamera({ id, name: id }, missing, joinPath(split.folder, 'calib'), folder);
  return { camera, frames, problems: camera.calibrationProblem ? [camera.calibrationProblem] : [] };
}
