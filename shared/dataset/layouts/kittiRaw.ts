import type { Problem } from '../../problems/problem.ts';
import { stemOf } from '../canonicalPath.ts';
import type { Camera, Frame, Sequence } from '../dataset.ts';
import { sequenceInFolder } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { framePoseOf, labelPoseOf, type FramePoses } from '../framePoses.ts';
import type { DatasetLayout } from '../layout.ts';
import { missingImages } from '../missingImages.ts';
import { unusedFiles } from '../skippedFiles.ts';
import { KITTI_LIDAR, KITTI_LIDARS, readTexts } from './kittiFiles.ts';
import { kittiOntology } from './kittiOntology.ts';
import { readDrivePoses } from './kittiPoses.ts';
import { readDriveCameras } from './kittiRawCameras.ts';
import { driveFolders, readDriveFiles, type DriveFiles } from './kittiRawFiles.ts';
import { readDriveTimes, type DriveTimes } from './kittiRawTimes.ts';
import { kittiTracklets, trackletClasses } from './kittiTracklets.ts';

/** Tracklet files read while opening, to learn the dataset's class names. */
const TRACKLETS_SAMPLED = 16;

/**
 * KITTI's raw recordings, synchronised and rectified: a drive holds `velodyne_points/data/<frame>.bin`,
 * `image_0x/data/<frame>.png`, `oxts/data/<frame>.txt` and `tracklet_labels.xml`; the calibration lies in the folder of
 * the date that the drives lie in. Each drive is a sequence.
 */
export const kittiRawLayout: DatasetLayout = {
  id: 'kitti-raw',
  calibrationForm: 'kitti',
  detect: (files) => driveFolders(files).length > 0,
  async read(folder, files) {
    const problems: Problem[] = [];
    const used = new Set<string>();
    const drives = driveFolders(files).map((drive) => readDriveFiles(drive, files, used, problems));
    // What was named already with a reason of its own is not named twice.
    for (const { path } of problems) if (path !== undefined) used.add(path);
    const unused = unusedFiles(files, used);
    const readings: DriveReading[] = [];
    for (const drive of drives) readings.push(await readDrive(drive, folder));
    return {
      name: folder.name,
      labelFrame: KITTI_LIDAR,
      ontology: kittiOntology(await classesOf(drives, folder)),
      sequences: readings.map(({ sequence }) => sequence),
      problems: [...unused, ...problems, ...readings.flatMap((reading) => reading.problems)],
    };
  },
  labels: kittiTracklets,
};

interface DriveReading {
  readonly sequence: Sequence;
  readonly problems: readonly Problem[];
}

async function readDrive(drive: DriveFiles, folder: DatasetFolder): Promise<DriveReading> {
  const cameras = await readDriveCameras(drive, folder);
  const times = await readDriveTimes(drive, folder);
  const poses = await readDrivePoses(drive, folder);
  const frames = [...drive.clouds.keys()].map((key, index) => frameOf(key, index, drive, times, poses));
  const problems = [
    ...cameras.flatMap(calibrationProblems),
    ...times.problems,
    ...poses.problems,
    ...missingImages(frames, cameras),
  ];
  const place = sequenceInFolder(drive.folder, folder.name);
  const lidars = [...KITTI_LIDARS];
  return { sequence: { ...place, ...labelPoseOf(poses), lidars, cameras, frames }, problems };
}

function frameOf(key: string, index: number, drive: DriveFiles, times: DriveTimes, poses: FramePoses): Frame {
  const cloud = drive.clouds.get(key)!;
  const images = [...drive.images].flatMap(([number, byFrame]) => {
    const [sensor, path] = [`image_0${number}`, byFrame.get(key)];
    return path === undefined ? [] : [{ sensor, path, ...times.timestampOf(sensor, key) }];
  });
  return {
    id: cloud,
    name: stemOf(cloud),
    index,
    clouds: [{ sensor: KITTI_LIDAR, path: cloud, ...times.timestampOf('velodyne_points', key) }],
    images,
    ...framePoseOf(poses, key),
  };
}

function calibrationProblems({ calibrationProblem }: Camera): Problem[] {
  return calibrationProblem === undefined ? [] : [calibrationProblem];
}

/** A file that cannot be read names no classes here; it is reported when its drive's labels are loaded. */
async function classesOf(drives: readonly DriveFiles[], folder: DatasetFolder): Promise<string[]> {
  const paths = drives.flatMap(({ tracklets }) => tracklets ?? []).slice(0, TRACKLETS_SAMPLED);
  const texts = await readTexts(folder, paths);
  return texts.flatMap((text) => (typeof text === 'string' ? trackletClasses(text) : []));
}
