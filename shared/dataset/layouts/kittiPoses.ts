import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readRotationAndTranslation } from './kittiCalibration.ts';
import { readTexts } from './kittiFiles.ts';
import { parseOxts, worldFromLidar, type Oxts } from './kittiOxts.ts';
import type { DriveFiles } from './kittiRawFiles.ts';

/**
 * The pose of the lidar by frame: ego is where the lidar stands, the world where it stood in the first frame that was
 * measured. A frame without a measurement has no pose.
 */
export async function readDrivePoses(
  drive: DriveFiles,
  folder: DatasetFolder,
): Promise<{ poses: ReadonlyMap<string, RigidTransform>; problems: Problem[] }> {
  const problems: Problem[] = [];
  const measured = await readMeasurements(drive, folder, problems);
  // In the order of the frames, since the map of measurements is that of the clouds.
  const frames = [...drive.clouds.keys()].filter((frame) => measured.has(frame));
  const first = measured.get(frames[0] ?? '');
  if (first === undefined) return { poses: new Map(), problems };
  const lidarFromImu = await readLidarFromImu(drive, folder, problems);
  const poses = new Map<string, RigidTransform>();
  for (const frame of frames) poses.set(frame, worldFromLidar(first, measured.get(frame)!, lidarFromImu));
  return { poses, problems };
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

/** Where it is not given or broken the two are taken to be at one place, which is wrong by less than a metre. */
async function readLidarFromImu(
  { folder: drive, calibration: { imuToVelo } }: DriveFiles,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<RigidTransform> {
  if (imuToVelo !== undefined) {
    const [text] = await readTexts(folder, [imuToVelo]);
    const read = typeof text === 'string' ? readRotationAndTranslation(text) : undefined;
    if (read !== undefined && 'pose' in read) return read.pose;
    if (typeof text === 'object') problems.push(text);
    if (read !== undefined) {
      const { code: _code, ...params } = read.fault;
      problems.push({ code: 'schema.mismatch', severity: 'warning', path: imuToVelo, params });
    }
  }
  problems.push(assumed('assumedImuAtLidar', {}, drive));
  return IDENTITY_TRANSFORM;
}
