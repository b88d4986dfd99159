import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import type { DataFile, Frame, Ontology, Sequence } from '../dataset.ts';
import { sequenceInFolder } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { framePoseOf, labelPoseOf, type FramePoses } from '../framePoses.ts';
import type { CollectedCalibrations } from '../imageCalibrations.ts';
import type { DatasetLayout } from '../layout.ts';
import { missingImages } from '../missingImages.ts';
import { readCameraPoses } from './kittiCameraPoses.ts';
import { KITTI_LIDAR, KITTI_LIDARS, readTexts } from './kittiFiles.ts';
import { calibrateSplit, type SplitCalibrations } from './kittiFrameCalibrations.ts';
import { REDUCED, sortIntoSplits, splitFolders, type SplitFiles } from './kittiObjectFiles.ts';
import { kittiObjectLabels, objectClasses } from './kittiObjectLabels.ts';
import { kittiOntology } from './kittiOntology.ts';

/** Label files read while opening, to learn the dataset's class names: reading all would slow down large ones. */
const LABELS_SAMPLED = 64;

/**
 * KITTI's object benchmark: a split holds `velodyne/<frame>.bin`, `image_2/<frame>.png`, `calib/<frame>.txt` and
 * `label_2/<frame>.txt`. The dataset's folder is a split, or holds several: each is a sequence.
 */
export const kittiObjectLayout: DatasetLayout = {
  id: 'kitti-object',
  calibrationForm: 'kitti',
  detect: (files) => splitFolders(files).length > 0,
  async read(folder, files) {
    const { splits, problems } = sortIntoSplits(files);
    const readings: SplitReading[] = [];
    const imageCalibrations: CollectedCalibrations = new Map();
    for (const split of splits) readings.push(await readSplit(split, folder, imageCalibrations));
    return {
      name: folder.name,
      labelFrame: KITTI_LIDAR,
      ontology: await ontologyOf(splits, folder),
      sequences: readings.map(({ sequence }) => sequence),
      imageCalibrations,
      problems: [...problems, ...readings.flatMap((reading) => reading.problems)],
    };
  },
  labels: kittiObjectLabels,
};

interface SplitReading {
  readonly sequence: Sequence;
  readonly problems: readonly Problem[];
}

async function readSplit(
  split: SplitFiles,
  folder: DatasetFolder,
  imageCalibrations: CollectedCalibrations,
): Promise<SplitReading> {
  const calibrations = await calibrateSplit(split, folder, imageCalibrations);
  const cameras = [...calibrations.cameras];
  const poses = await posesOf(split, calibrations, folder);
  const frames = [...split.clouds].map(([name, cloud], index) => frameOf(name, cloud, index, split, poses));
  const problems = [...calibrations.problems, ...poses.problems, ...missingImages(frames, cameras)];
  if (split.hasReduced) problems.unshift(assumed('assumedReducedCloud', { other: REDUCED }, split.folder));
  const place = sequenceInFolder(split.folder, folder.name);
  const lidars = [...KITTI_LIDARS];
  return { sequence: { ...place, ...labelPoseOf(poses), lidars, cameras, frames }, problems };
}

async function posesOf(
  { cameraPoses, clouds }: SplitFiles,
  { rectFromLidarOf }: SplitCalibrations,
  folder: DatasetFolder,
): Promise<FramePoses> {
  if (cameraPoses === undefined) return { worldFromEgo: new Map(), problems: [] };
  return readCameraPoses(cameraPoses, [...clouds.keys()], rectFromLidarOf, folder);
}

function frameOf(name: string, cloud: string, index: number, split: SplitFiles, poses: FramePoses): Frame {
  return {
    id: cloud,
    name,
    index,
    clouds: [{ sensor: KITTI_LIDAR, path: cloud }],
    images: imagesOf(name, split),
    ...framePoseOf(poses, name),
  };
}

function imagesOf(frame: string, split: SplitFiles): DataFile[] {
  return [...split.images].flatMap(([number, byFrame]) => {
    const path = byFrame.get(frame);
    return path === undefined ? [] : [{ sensor: `image_${number}`, path }];
  });
}

/** A label file that cannot be read names no classes here; it is reported when its frame is loaded. */
async function ontologyOf(splits: readonly SplitFiles[], folder: DatasetFolder): Promise<Ontology> {
  const paths = splits.flatMap(({ labels }) => [...labels.values()]);
  const step = Math.max(1, Math.ceil(paths.length / LABELS_SAMPLED));
  const texts = await readTexts(
    folder,
    paths.filter((_path, i) => i % step === 0),
  );
  return kittiOntology(texts.flatMap((text) => (typeof text === 'string' ? objectClasses(text) : [])));
}
