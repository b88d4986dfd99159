import type { Problem } from '../problems/problem.ts';
import { finishCalibration, type CalibrationReading } from './calibration.ts';
import type { Camera, CameraCalibration, Frame, ImageFile } from './dataset.ts';
import type { DatasetFolder } from './fileTree.ts';
import { groupBy } from './groupBy.ts';

/** What one image of a camera was calibrated with. */
export interface ImageReading {
  /** The image. */
  readonly image: string;
  readonly reading: CalibrationReading;
  /** The file that it was read from. */
  readonly path: string;
}

export interface CalibratedImages {
  readonly camera: Camera;
  /** image path → calibration, where they differ from image to image. */
  readonly byImage: ReadonlyMap<string, CameraCalibration>;
  /** One for each way in which calibrations are broken, not one for each image. */
  readonly problems: readonly Problem[];
}

type Finished = Awaited<ReturnType<typeof finishCalibration>>;

/** A camera whose images bring a calibration each: it becomes the camera's own where it is the same for all of them. */
export async function calibrateImages(
  camera: Camera,
  images: readonly ImageReading[],
  folder: DatasetFolder,
): Promise<CalibratedImages> {
  const known = new Map<string, Finished>();
  // Many images share one reading: it is written out once.
  const keys = new Map<CalibrationReading, string>();
  const sound = new Map<string, CameraCalibration>();
  const faults: Problem[] = [];
  for (const { image, reading, path } of images) {
    const key = keys.get(reading) ?? JSON.stringify(reading);
    keys.set(reading, key);
    const finished = known.get(key) ?? (await finishCalibration(reading, camera.name, path, folder));
    known.set(key, finished);
    if ('calibration' in finished) sound.set(image, finished.calibration);
    else faults.push({ ...finished.calibrationProblem, path });
  }
  const problems = oneOfEachKind(faults);
  const [first] = sound.values();
  if (first !== undefined && known.size === 1) {
    return { camera: { ...camera, calibration: first }, byImage: new Map(), problems };
  }
  const [calibrationProblem] = problems;
  return {
    camera: { ...camera, ...(calibrationProblem === undefined ? {} : { calibrationProblem }) },
    byImage: sound,
    problems,
  };
}

/** The frames with the calibrations of their images. */
export function withImageCalibrations(
  frames: readonly Frame[],
  byImage: ReadonlyMap<string, CameraCalibration>,
): Frame[] {
  if (byImage.size === 0) return [...frames];
  const calibrated = (image: ImageFile): ImageFile => {
    const calibration = byImage.get(image.path);
    return calibration === undefined ? image : { ...image, calibration };
  };
  return frames.map((frame) => ({ ...frame, images: frame.images.map(calibrated) }));
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
