import type { Problem } from '../problems/problem.ts';
import {
  checkCalibration,
  hashCalibration,
  isSameCalibration,
  type CalibrationReading,
  type FoundCalibration,
} from './calibration.ts';
import type { Camera, ImageCalibration } from './dataset.ts';
import type { DatasetFolder } from './fileTree.ts';
import { groupBy } from './groupBy.ts';

/** What the image of one frame was calibrated with. */
export interface ImageReading {
  /** The frame's id. */
  readonly frame: string;
  readonly reading: CalibrationReading;
  /** The file that it was read from. */
  readonly path: string;
}

/** A calibration that only the image of one frame has; checked, and not hashed yet. */
export interface OwnCalibration {
  readonly camera: string;
  readonly found: FoundCalibration;
  readonly path: string;
  /** What the file says, where a person accepted a correction of it. */
  readonly written?: FoundCalibration;
}

/**
 * frame id → the calibrations that its images have in place of their cameras'. There may be a million: they are hashed,
 * and sent to the page, with the labels of their frame.
 */
export type ImageCalibrations = ReadonlyMap<string, readonly OwnCalibration[]>;

/** The same while a layout is read. */
export type CollectedCalibrations = Map<string, OwnCalibration[]>;

export function addImageCalibration(
  calibrations: CollectedCalibrations,
  frame: string,
  own: OwnCalibration,
): void {
  const ofFrame = calibrations.get(frame);
  if (ofFrame === undefined) calibrations.set(frame, [own]);
  else ofFrame.push(own);
}

/** Those of a frame's images, see `calibrationOfImage`. */
export async function calibrationsIn(
  frame: string,
  calibrations: ImageCalibrations,
  folder: Pick<DatasetFolder, 'sha256'>,
): Promise<ImageCalibration[]> {
  const own: ImageCalibration[] = [];
  for (const { camera, found, path, written } of calibrations.get(frame) ?? []) {
    const correctedFrom = written && (await hashCalibration(written, path, folder)).hash;
    own.push({
      camera,
      ...(await hashCalibration(found, path, folder)),
      ...(correctedFrom === undefined ? {} : { correctedFrom }),
    });
  }
  return own;
}

/**
 * A camera whose images bring a calibration each: it becomes the camera's own where it is the same for all of them, and
 * is added to `calibrations` where they differ.
 *
 * @returns one problem for each way in which calibrations are broken, not one for each image
 */
export async function calibrateImages(
  camera: Camera,
  images: readonly ImageReading[],
  folder: DatasetFolder,
  calibrations: CollectedCalibrations,
): Promise<{ readonly camera: Camera; readonly problems: readonly Problem[] }> {
  const sound: (OwnCalibration & { readonly frame: string })[] = [];
  const faults: Problem[] = [];
  for (const { frame, reading, path } of images) {
    const checked = checkCalibration(reading, camera.name, path);
    if ('found' in checked) sound.push({ frame, camera: camera.id, found: checked.found, path });
    else faults.push(checked.calibrationProblem);
  }
  const problems = oneOfEachKind(faults);
  const [first] = sound;
  const isOfAll = faults.length === 0 && sound.every(({ found }) => isSameCalibration(found, first!.found));
  if (first !== undefined && isOfAll) {
    return {
      camera: { ...camera, calibration: await hashCalibration(first.found, first.path, folder) },
      problems,
    };
  }
  for (const { frame, ...own } of sound) addImageCalibration(calibrations, frame, own);
  const [calibrationProblem] = problems;
  return {
    camera: { ...camera, ...(calibrationProblem === undefined ? {} : { calibrationProblem }) },
    problems,
  };
}

/** The first of each kind, with how many more files have it. */
function oneOfEachKind(faults: readonly Problem[]): Problem[] {
  const kinds = groupBy(faults, ({ code, params }) => `${code} ${params?.['reason'] ?? ''}`);
  return [...kinds.values()].map(firstOf);
}

function firstOf(kind: readonly Problem[]): Problem {
  const first = kind[0]!;
  const count = new Set(kind.map(({ path }) => path)).size - 1;
  return count === 0 ? first : { ...first, params: { ...first.params, count } };
}
