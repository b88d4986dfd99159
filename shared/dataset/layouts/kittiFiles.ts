import { IDENTITY_TRANSFORM } from '../../geometry/rigidTransform.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { mutableTransform } from '../calibration.ts';
import type { Lidar } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { skippedFile } from '../skippedFiles.ts';

/** `.ply` is not KITTI's, and columns of text are read by no decoder here. */
export const KITTI_CLOUD = /\.(?:bin|pcd)$/i;
/** The only lidar, and the frame that cuboids are written in: x forward, y left, z up. */
export const KITTI_LIDAR = 'velodyne';
export const KITTI_LIDARS: readonly Lidar[] = [
  {
    id: KITTI_LIDAR,
    name: KITTI_LIDAR,
    labelFromLidar: mutableTransform(IDENTITY_TRANSFORM),
    binColumns: ['x', 'y', 'z', 'intensity'],
  },
];
export const KITTI_CAMERAS = [0, 1, 2, 3] as const;

const READS_AT_ONCE = 32;

/** Those that belong to one of the frames; the others are named. */
export function keepFrames(
  byFrame: ReadonlyMap<string, string>,
  frames: ReadonlyMap<string, string>,
  problems: Problem[],
): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [frame, path] of byFrame) {
    if (frames.has(frame)) kept.set(frame, path);
    else problems.push(skippedFile(path, 'noSuchFrame'));
  }
  return kept;
}

export function pathsOf(byKey: ReadonlyMap<unknown, string>): string[] {
  return [...byKey.values()];
}

/** The texts of many small files, in the order given; in place of one that cannot be read stands the problem. */
export async function readTexts(
  folder: DatasetFolder,
  paths: readonly string[],
): Promise<(string | Problem)[]> {
  const texts: (string | Problem)[] = [];
  for (let start = 0; start < paths.length; start += READS_AT_ONCE) {
    const some = paths.slice(start, start + READS_AT_ONCE);
    texts.push(...(await Promise.all(some.map((path) => readOrProblem(folder, path)))));
  }
  return texts;
}

/** The longest tracklet files have a few megabytes; what is larger than this is none. */
const LONGEST_TEXT_BYTES = 16 * 1024 * 1024;

async function readOrProblem(folder: DatasetFolder, path: string): Promise<string | Problem> {
  try {
    return await folder.readText(path, LONGEST_TEXT_BYTES);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}
