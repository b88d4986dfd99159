import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { joinPath } from '../canonicalPath.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { missingPoses, type FramePoses } from '../framePoses.ts';
import { readLidarFromImu, readRotationAndTranslation, type KittiPose } from './kittiCalibration.ts';
import { readCameraPoses } from './kittiCameraPoses.ts';
import { readTexts } from './kittiFiles.ts';
import { parseOxts, worldFromImu, type Oxts } from './kittiOxts.ts';
import { readDriveCalibration } from './kittiRawCameras.ts';
import type { DriveFiles } from './kittiRawFiles.ts';

/**
 * The ego poses of a drive: those in `poses.txt`, which nobody puts there but to have them used, else those that the
 * positioning unit measured. Never both, since each has a world of its own.
 */
export async function readDrivePoses(drive: DriveFiles, folder: DatasetFolder): Promise<FramePoses> {
  const written = await readWrittenPoses(drive, folder);
  if (written.worldFromEgo.size > 0) return written;
  const measured = await readMeasuredPoses(drive, folder);
  return { ...measured, problems: [...written.problems, ...measured.problems] };
}

async function readWrittenPoses(drive: DriveFiles, folder: DatasetFolder): Promise<FramePoses> {
  if (drive.cameraPoses === undefined) return { worldFromEgo: new Map(), problems: [] };
  const found = await readDriveCalibration(drive, folder);
  const rect = 'fault' in found ? found : found.calibration.rectFromLidar;
  const rectFromLidar = 'fault' in rect ? undefined : rect.pose;
  return readCameraPoses(drive.cameraPoses, [...drive.clouds.keys()], () => rectFromLidar, folder);
}

/**
 * Ego is where the positioning unit stands (x forward, y left, z up), the world where it stood in the first frame that
 * was measured. A frame without a measurement has no pose.
 */
async function readMeasuredPoses(drive: DriveFiles, folder: DatasetFolder): Promise<FramePoses> {
  const problems: Problem[] = [];
  const measured = await readMeasurements(drive, folder, problems);
  const imuFromLabel = await readImuFromLidar(drive, folder, problems);
  const worldFromEgo = new Map<string, RigidTransform>();
  // In the order of the frames, since the map of measurements is that of the clouds.
  const frames = [...drive.clouds.keys()].filter((frame) => measured.has(frame));
  const first = measured.get(frames[0] ?? '');
  if (first === undefined) return { worldFromEgo, egoFromLabel: imuFromLabel, problems };
  for (const frame of frames) worldFromEgo.set(frame, worldFromImu(first, measured.get(frame)!));
  if (imuFromLabel === undefined)
    problems.push(assumed('assumedNoLidarPose', { other: 'calib_imu_to_velo.txt' }, drive.folder));
  const { size } = drive.clouds;
  problems.push(...missingPoses(size, size - drive.oxts.size, joinPath(drive.folder, 'oxts/data')));
  return { worldFromEgo, egoFromLabel: imuFromLabel, problems };
}

async function readMeasurements(
  { oxts }: DriveFiles,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<Map<string, Oxts>> {
  const measured = new Map<string, Oxts>();
  const entries = [...oxts];
  const texts = await readTexts(
    folder,
    entries.map(([, path]) => path),
  );
  for (const [i, [frame, path]] of entries.entries()) {
    const text = texts[i]!;
    if (typeof text !== 'string') {
      problems.push(text);
      continue;
    }
    const parsed = parseOxts(text);
    if (!('reason' in parsed)) measured.set(frame, parsed);
    else problems.push({ code: 'schema.mismatch', severity: 'warning', path, params: { ...parsed } });
  }
  return measured;
}

/** From `calib_imu_to_velo.txt`, else from the calibration in the form of the object benchmark. */
async function readImuFromLidar(
  { calibration: { imuToVelo, object } }: DriveFiles,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<RigidTransform | undefined> {
  const path = imuToVelo ?? object;
  if (path === undefined) return undefined;
  const [text] = await readTexts(folder, [path]);
  if (typeof text !== 'string') {
    // One that the cameras need, too, was named with them.
    if (text !== undefined && path === imuToVelo) problems.push(text);
    return undefined;
  }
  const read: KittiPose | undefined =
    path === imuToVelo ? readRotationAndTranslation(text) : readLidarFromImu(text);
  if (read === undefined) return undefined;
  if ('pose' in read) return invertTransform(read.pose);
  const { code: _code, ...params } = read.fault;
  problems.push({ code: 'schema.mismatch', severity: 'warning', path, params });
  return undefined;
}
