import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { ProblemError } from '../../problems/problem.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Sequence } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readIfThere } from '../readIfThere.ts';
import { readObjectCalibration } from './kittiCalibration.ts';
import { COMMON_CALIBRATION } from './kittiObjectFiles.ts';

/**
 * Answers rectified camera 0 from the lidar for a frame, by its name: from its own calibration, else from that of the
 * whole sequence, else from the one that most frames share, which its images are shown with too.
 */
export function labelTransforms(
  folder: DatasetFolder,
  sequence: Sequence,
): (frame: string) => Promise<RigidTransform | undefined> {
  const usual = sequence.cameras.find(({ calibration }) => calibration !== undefined)?.calibration?.path;
  const inSplit = (path: string): string => joinPath(sequence.folder ?? '', path);
  const common = [inSplit(COMMON_CALIBRATION), ...(usual === undefined ? [] : [usual])];
  let shared: Promise<RigidTransform | undefined> | undefined;
  return async (frame) =>
    (await firstTransform(folder, [inSplit(`calib/${frame}.txt`)])) ??
    (await (shared ??= firstTransform(folder, common)));
}

/** What is wrong with a calibration was said when the dataset was opened. */
async function firstTransform(
  folder: DatasetFolder,
  paths: readonly string[],
): Promise<RigidTransform | undefined> {
  for (const path of paths) {
    const text = await readIfThere(folder, path).catch(asNothing);
    if (text === undefined) continue;
    const { rectFromLidar } = readObjectCalibration(text);
    if ('pose' in rectFromLidar) return rectFromLidar.pose;
  }
  return undefined;
}

function asNothing(error: unknown): undefined {
  if (!(error instanceof ProblemError)) throw error;
}
