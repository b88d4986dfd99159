import type { Problem } from '../../problems/problem.ts';
import { mutableTransform } from '../calibration.ts';
import { nameOf, stemOf } from '../canonicalPath.ts';
import type { DataFile, Frame, Timestamp } from '../dataset.ts';
import type { FileListing } from '../fileListing.ts';
import type { CollectedCalibrations } from '../imageCalibrations.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { frameLeftOut, leftOut, type KeyFile, type NuscenesIndex } from './nuscenesIndex.ts';
import type { SampleRow, TableSource } from './nuscenesTables.ts';

/** In what the formats that use these tables differ. */
export interface NuscenesFlavour {
  /** The name of the clock of all times. */
  readonly clock: string;
  readonly sweepTime: Timestamp['meaning'];
  /** The first of them that there is is the reference; without any, the first lidar. */
  readonly referenceLidars: readonly string[];
  /** The one that holds the points of all others already, when there is one. */
  readonly joinedLidar?: string;
  readonly binColumns: readonly string[];
}

export interface SceneContext {
  readonly source: TableSource;
  readonly index: NuscenesIndex;
  readonly files: FileListing;
  readonly flavour: NuscenesFlavour;
  /** The channel of the reference lidar. */
  readonly reference: string;
  readonly imageCalibrations: CollectedCalibrations;
}

/** A sample that can be shown. */
export interface Moment {
  readonly sample: SampleRow;
  readonly frame: Frame;
  readonly cloud: KeyFile;
  /** The files of its cameras and other lidars that are there. */
  readonly others: readonly KeyFile[];
}

/** The reference lidar's channel: one for all scenes, since labels are written in its frame. */
export function referenceLidar({ sensors }: NuscenesIndex, flavour: NuscenesFlavour): string | undefined {
  const lidars = sensors.filter(({ modality }) => modality === 'lidar').map(({ channel }) => channel);
  const known = flavour.referenceLidars.find((channel) => lidars.includes(channel));
  return known ?? lidars.sort(compareNaturally)[0];
}

/** The samples of a scene that can be shown, in order of time; the others are named. */
export function readMoments(samples: readonly SampleRow[], context: SceneContext): Moment[] {
  const { problems } = context.source;
  const moments: Moment[] = [];
  const taken = new Set<string>();
  for (const sample of samples) {
    const read = readMoment(sample, moments.length, context);
    if ('code' in read) problems.push(read);
    else if (taken.has(read.frame.id)) problems.push(frameLeftOut(sample, 'duplicateFrame', read.frame.id));
    else moments.push(read);
    if ('frame' in read) taken.add(read.frame.id);
  }
  return moments;
}

function readMoment(sample: SampleRow, position: number, context: SceneContext): Moment | Problem {
  const { index, files, flavour, reference } = context;
  const keyFiles = index.keyFiles.get(sample.token);
  const cloud = keyFiles?.get(reference);
  if (cloud === undefined) return frameLeftOut(sample, 'noReferenceLidar');
  const { path, row, calibration } = cloud;
  if (!files.has(path) || row.is_valid === false) return frameLeftOut(sample, 'noCloud', path);
  const worldFromEgo = index.worldFromEgo.get(row.ego_pose_token);
  if (worldFromEgo === undefined) return frameLeftOut(sample, 'noEgoPose', path);
  if ('fault' in calibration.pose) return frameLeftOut(sample, 'noPose', path);
  const others = [...keyFiles!.values()].filter((file) => isShown(file, cloud, context));
  const otherClouds = others.filter(({ modality }) => modality === 'lidar');
  const frame: Frame = {
    id: path,
    name: frameName(path),
    index: position,
    clouds: [cloud, ...otherClouds].map((file) => dataFile(file, flavour, flavour.sweepTime)),
    images: [],
    worldFromEgo: mutableTransform(worldFromEgo),
  };
  return { sample, frame, cloud, others };
}

/** Is the file there, and not among the points of the reference already? Otherwise it is named. */
function isShown(file: KeyFile, cloud: KeyFile, { files, flavour, source }: SceneContext): boolean {
  if (file === cloud) return false;
  const isLidar = file.modality === 'lidar';
  if (isLidar && cloud.channel === flavour.joinedLidar) return false;
  if (files.has(file.path) && file.row.is_valid !== false) {
    if (!isLidar || !('fault' in file.calibration.pose)) return true;
    source.problems.push(leftOut(file.path, 'noPose'));
  } else if (isLidar) {
    source.problems.push({ code: 'file.missing', severity: 'warning', path: file.path });
  }
  return false;
}

/** nuScenes names files `<log>__<channel>__<time>.pcd.bin`, T4 `<number>.pcd.bin`: the last part tells frames apart. */
function frameName(path: string): string {
  const name = stemOf(path).replace(/\.pcd$/i, '');
  return name.split('__').at(-1) || nameOf(path);
}

/**
 * @param meaning nuScenes stamps images with the time of the trigger, which is none of the moments that have a name
 */
export function dataFile(
  { channel, path, row }: KeyFile,
  { clock }: NuscenesFlavour,
  meaning: Timestamp['meaning'] = 'unknown',
): DataFile {
  // Three zeros turn whole microseconds into nanoseconds, beyond what a double holds.
  const ns = row.timestamp === 0 ? '0' : `${row.timestamp}000`;
  return {
    sensor: channel,
    path,
    ...(row.timestamp === undefined ? {} : { timestamp: { ns, clock, meaning } }),
  };
}
