import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  transformFromRows,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { assumed } from '../assumed.ts';
import { rotationFault } from '../calibration.ts';
import { folderOf, joinPath, nameOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { missingPoses, type FramePoses } from '../framePoses.ts';
import { groupBy } from '../groupBy.ts';
import { readTexts } from './kittiFiles.ts';
import { linesOf, parseDecimal, wordsOf } from './kittiText.ts';

/** Of 3 × 4 numbers, row by row. */
const NUMBERS = 12;
export const CAMERA_POSES = 'poses.txt';

/**
 * The poses in the form of the odometry benchmark that belong to a folder: `poses.txt` in it, as SemanticKITTI and
 * odometries write it, else `poses/00.txt` of `sequences/00`, as the benchmark does.
 */
export function cameraPosesOf(folder: string, files: FileListing): string | undefined {
  const own = joinPath(folder, CAMERA_POSES);
  const benchmark = joinPath(folderOf(folderOf(folder)), `poses/${nameOf(folder)}.txt`);
  return [own, benchmark].find((path) => files.has(path));
}

/**
 * The poses of the lidar from those of rectified camera 0, one in a line: ego is where the lidar stands, the world where
 * the odometry began, in the axes of a camera there (x right, y down, z forward). worldFromLidar = pose · rectFromLidar,
 * as KITTI's odometry development kit has it; numbers as they are written.
 *
 * @param frames in order; line *n*, counted from 0, is that of frame number *n*, see `lineOfFrame`
 */
export async function readCameraPoses(
  path: string,
  frames: readonly string[],
  rectFromLidarOf: (frame: string) => RigidTransform | undefined,
  folder: DatasetFolder,
): Promise<FramePoses> {
  const worldFromEgo = new Map<string, RigidTransform>();
  const [text] = await readTexts(folder, [path]);
  if (typeof text !== 'string') return { worldFromEgo, problems: text === undefined ? [] : [text] };
  // What stands between other lines is a pose that is missing, and counts.
  const lines = linesOf(text.trimEnd());
  const join = text.trim() === '' ? undefined : lineOfFrame(frames, lines.length);
  if (join === undefined) {
    const params = { where: nameOf(path), reason: 'wrongCount', expected: frames.length };
    return { worldFromEgo, problems: [mismatch(path, params)] };
  }
  const problems: Problem[] = join.assumption === undefined ? [] : [assumed(join.assumption, {}, path)];
  const broken: BrokenLine[] = [];
  let without = 0;
  let hasLidar = true;
  for (const [i, frame] of frames.entries()) {
    const at = join.by === 'order' ? i : Number(frame);
    const line = lines[at];
    if (line === undefined) {
      without += 1;
      continue;
    }
    const read = parsePose(line);
    const rectFromLidar = rectFromLidarOf(frame);
    if (typeof read === 'string') broken.push({ line: at + 1, reason: read });
    else if (rectFromLidar === undefined) hasLidar = false;
    else worldFromEgo.set(frame, composeTransforms(read, rectFromLidar));
  }
  problems.push(...brokenLines(path, broken));
  if (!hasLidar) problems.push(assumed('assumedNoLidarPose', { other: 'Tr_velo_to_cam' }, path));
  problems.push(...missingPoses(frames.length, without, path));
  return { worldFromEgo, problems, ...(worldFromEgo.size > 0 && { egoFromLabel: IDENTITY_TRANSFORM }) };
}

interface LineJoin {
  readonly by: 'number' | 'order';
  readonly assumption?: 'assumedPosesByNumber' | 'assumedPosesByOrder';
}

/**
 * Frames that are numbered from 0 without gaps have the first lines, however few there are. Otherwise an equal count
 * tells that both are in the same order, and lines enough for every number that they are numbered; with anything else a
 * pose could be that of another frame, so that there is none.
 */
function lineOfFrame(frames: readonly string[], lines: number): LineJoin | undefined {
  const numbers = frames.map((frame) => (/^\d+$/.test(frame) ? Number(frame) : NaN));
  if (lines <= frames.length && numbers.every((number, i) => number === i)) return { by: 'order' };
  if (lines === frames.length) return { by: 'order', assumption: 'assumedPosesByOrder' };
  if (numbers.every((number) => number < lines)) return { by: 'number', assumption: 'assumedPosesByNumber' };
  return undefined;
}

/** worldFromCamera, or why the line is no pose. */
function parsePose(line: string): RigidTransform | ProblemReason {
  const words = wordsOf(line);
  if (words.length !== NUMBERS) return 'wrongCount';
  const numbers: number[] = [];
  for (const word of words) {
    const number = parseDecimal(word);
    if (typeof number === 'string') return number;
    numbers.push(number);
  }
  const pose = transformFromRows(numbers);
  return rotationFault(pose) ?? pose;
}

interface BrokenLine {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly reason: ProblemReason;
}

/** The first of each reason, and how many more there are: an odometry that lost its way writes thousands. */
function brokenLines(path: string, broken: readonly BrokenLine[]): Problem[] {
  return [...groupBy(broken, ({ reason }) => reason)].map(([reason, [first, ...others]]) => {
    const count = others.length > 0 && { count: others.length };
    return mismatch(path, { where: `${nameOf(path)}:${first!.line}`, reason, expected: NUMBERS, ...count });
  });
}

function mismatch(path: string, params: Problem['params']): Problem {
  return { code: 'schema.mismatch', severity: 'warning', path, params };
}
