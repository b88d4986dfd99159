import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Camera, Frame } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { calibrateImages, type CollectedCalibrations } from '../imageCalibrations.ts';
import { readCalibrationJson } from '../readCalibrationJson.ts';
import { readEach } from '../readEach.ts';
import { readXtreme1Camera, type Xtreme1Camera } from './xtreme1Calibration.ts';
import type { Xtreme1Files } from './xtreme1Files.ts';

/** What was found so far beside the sequences. */
export interface Xtreme1Findings {
  readonly problems: Problem[];
  readonly imageCalibrations: CollectedCalibrations;
}

/** What a file of calibrations says of every camera; only the calibrations are looked at, so that equal ones compare. */
type Config = readonly Xtreme1Camera[];

export function xtreme1CameraId(index: number): string {
  return `camera_image_${index}`;
}

/** The cameras of a scene, and its frames with their images. */
export async function readXtreme1Cameras(
  frames: readonly Frame[],
  { folder: scene, cameras, configs }: Xtreme1Files,
  folder: DatasetFolder,
  { problems, imageCalibrations }: Xtreme1Findings,
): Promise<{ cameras: Camera[]; frames: Frame[] }> {
  const indices = [...cameras.keys()];
  const pathOf = configPaths(frames, configs, problems);
  const { byPath, sampled } = await readEach(
    [...new Set(pathOf.values())],
    (path) => readConfig(path, indices, folder),
    (config) => JSON.stringify(config),
  );
  if (sampled !== undefined) problems.push(assumed('assumedSameCalibration', { sampled }));
  let complete = [...frames];
  const read: Camera[] = [];
  for (const [at, index] of indices.entries()) {
    const images = cameras.get(index)!;
    const id = xtreme1CameraId(index);
    const own = complete.flatMap(({ id: frame, name }) => {
      const path = pathOf.get(name);
      const known = path === undefined ? undefined : byPath.get(path)?.[at];
      const place = path ?? joinPath(scene, `camera_config/${name}.json`);
      return images.has(name) ? [{ frame, path: place, ...(known ?? MISSING) }] : [];
    });
    complete = complete.map((frame) => {
      const path = images.get(frame.name);
      return path === undefined ? frame : { ...frame, images: [...frame.images, { sensor: id, path }] };
    });
    if (own.length === 0) continue;
    const bare = { id, name: id, ...sizeOf(own) };
    const calibrated = await calibrateImages(bare, own, folder, imageCalibrations);
    read.push(calibrated.camera);
    problems.push(...calibrated.problems);
  }
  return { cameras: read, frames: complete };
}

const MISSING: Xtreme1Camera = { reading: { fault: { code: 'calibration.missing' } } };

/** Frame name → file. A scene with one file for all is calibrated once. */
function configPaths(
  frames: readonly Frame[],
  configs: ReadonlyMap<string, string>,
  problems: Problem[],
): Map<string, string> {
  const [only] = configs.values();
  const isForAll = configs.size === 1 && frames.length > 1;
  if (isForAll) problems.push(assumed('assumedCalibrationOf', { other: only! }));
  return new Map(
    frames.flatMap(({ name }) => {
      const path = isForAll ? only : configs.get(name);
      return path === undefined ? [] : [[name, path] as const];
    }),
  );
}

async function readConfig(path: string, indices: readonly number[], folder: DatasetFolder): Promise<Config> {
  const read = await readCalibrationJson(folder, path);
  return indices.map((index) => ('fault' in read ? { reading: read } : readXtreme1Camera(read.json, index)));
}

/** The image size, where all frames agree. */
function sizeOf(cameras: readonly Xtreme1Camera[]): { width?: number; height?: number } {
  const [first] = cameras;
  const { width, height } = first ?? {};
  if (width === undefined || height === undefined) return {};
  return cameras.every((one) => one.width === width && one.height === height) ? { width, height } : {};
}
