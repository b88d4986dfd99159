import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { ProblemError } from '../../problems/problem.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Sequence } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readIfThere } from '../readIfThere.ts';
import { readObjectCalibration } from './kittiCalibration.ts';
import { COMMON_CALIBRATION } from './kittiObjectFiles.ts';

export interface LabelTransform {
  /** Rectified camera 0 from the lidar; undefined where no calibration tells. */
  readonly rectFromLidar?: RigidTransform;
  /** The text of the frame's own calibration, where it is that one's. */
  readonly own?: string;
}

/**
 * Answers rectified camera 0 from the lidar for a frame, by its name: from its own calibration, else from that of the
 * whole sequence, else from the one that most frames share, which its images are shown with too.
 */
export function labelTransforms(
  folder: DatasetFolder,
  sequence: Sequence,
): (frame: string) => Promise<LabelTransform> {
  const usual = sequence.cameras.find(({ calibration }) => calibration !== undefined)?.calibration?.path;
  const inSplit = (path: string): string => joinPath(sequence.folder ?? '', path);
  const common = [inSplit(COMMON_CALIBRATION), ...(usual === undefined ? [] : [usual])];
  let shared: Promise<RigidTransform | undefined> | undefined;
  return async (frame) => {
    const own = await readIfThere(folder, inSplit(`calib/${frame}.txt`)).catch(asNothing);
    const pose = own === undefined ? undefined : transformIn(own);
    if (own !== undefined && pose !== undefined) return { rectFromLidar: pose, own };
    const lent = await (shared ??= firstTransform(folder, common));
    return lent === undefined ? {} : { rectFromLidar: lent };
  };
}

async function firstTransform(
  folder: DatasetFolder,
  paths: readonly string[],
): Promise<RigidTransform | undefined> {
  for (const path of paths) {
    const text = await readIfThere(folder, path).catch(asNothing);
    const pose = text === undefined ? undefined : transformIn(text);
    if (pose !== undefined) return pose;
  }
  return undefined;
}

/** What is wrong with a calibration was said when the dataset was opened. */
function transformIn(text: string): RigidTransform | undefined {
  const { rectFromLidar } = readObjectCalibration(text);
  return 'pose' in rectFromLidar ? rectFromLidar.pose : undefined;
}

function asNothing(error: unknown): undefined {
  if (!(error instanceof ProblemError)) throw error;
}
