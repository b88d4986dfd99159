import type { Problem } from '../../problems/problem.ts';
import { commonFolder, nameOf, stemOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { groupBy } from '../groupBy.ts';
import { possibleJoins, sensorFiles, type Join, type SensorFiles } from '../matchImages.ts';
import { mapByStem } from '../stems.ts';
import { tellCamerasApart } from './bareCameras.ts';
import { isCloud, isImage, type Scene } from './bareScenes.ts';
import { looksLikeSensor, nameSensorFolders } from './bareSensorNames.ts';

/** The sensors of one sequence. */
export interface SceneSensors {
  readonly scene: Scene;
  /** Where the sequence lies. */
  readonly folder: string;
  /** The reference lidar first. */
  readonly lidars: readonly SceneLidar[];
  /** Those that have images for some frame. */
  readonly cameras: readonly SceneCamera[];
}

export interface SceneLidar {
  readonly files: SensorFiles;
  readonly folder: string;
  /** How its sweeps belong to those of the reference; not of the reference itself. */
  readonly joins: readonly Join[];
}

export interface SceneCamera {
  readonly files: SensorFiles;
  readonly folder: string;
  readonly joins: readonly Join[];
}

/** What clouds are called that lie side by side as `p64.pcd`, `qt.pcd`, `p64-to-qt-extrinsic.json`. */
export const OPENCALIB_EXTRINSIC = /^(?<from>.+)-to-(?<to>.+)-extrinsic\.json$/;

/** The sensors of a scene; a scene whose folders of clouds have nothing in common is several sequences. */
export function sortSensors(scene: Scene, files: FileListing, problems: Problem[]): SceneSensors[] {
  const sets = lidarSets(scene, files, problems);
  const cameras = sceneCameras(scene, files, sets, problems);
  return sets.map((lidars) => {
    const reference = lidars[0]!;
    const own = cameras.flatMap(({ files: images, folder }): SceneCamera[] => {
      const isNear = [folder, reference.folder].every((each) => depthOf(each) - depthOf(scene.folder) <= 2);
      const joins = possibleJoins(reference.files, images);
      // Equal numbers of files mean little where they lie far apart, or where there are several drives.
      const likely = sets.length === 1 && isNear ? joins : joins.filter(({ way }) => way !== 'order');
      return likely.length > 0 ? [{ files: images, folder, joins: likely }] : [];
    });
    // Images that belong to none of the clouds tell nothing about where the scene is.
    const alone = own.length > 0 ? scene.folder : commonFolder(lidars.map(({ folder }) => folder));
    return { scene, folder: sets.length > 1 ? reference.folder : alone, lidars, cameras: own };
  });
}

function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

type LidarFolder = Omit<SceneLidar, 'joins'>;

/** Folders of clouds by what they have in common: each set is the lidars of one sequence. */
function lidarSets(scene: Scene, files: FileListing, problems: Problem[]): SceneLidar[][] {
  const together = lidarsOfOneFrame(scene, files);
  if (together !== undefined) return [together];
  const names = nameSensorFolders(scene.lidars, scene.folder, 'lidar', scene.drive);
  let left = scene.lidars.map((folder): LidarFolder => {
    const byStem = mapByStem(files.inFolder(folder).filter(isCloud), 'duplicateFrame', problems);
    return { folder, files: sensorFiles(names.get(folder)!, byStem, problems) };
  });
  const sets: SceneLidar[][] = [];
  while (left.length > 0) {
    const reference = left.reduce((a, b) => (b.files.byKey.size > a.files.byKey.size ? b : a));
    const others = left.filter((lidar) => lidar !== reference).map((lidar) => joinLidar(reference, lidar));
    const own = others.filter(({ files: { byKey }, joins }) => {
      const fewer = Math.min(byKey.size, reference.files.byKey.size);
      return (joins[0]?.pairs.size ?? 0) * 2 >= fewer;
    });
    const set = scene.cameras.length > 0 || own.every((lidar) => isSameDrive(reference, lidar)) ? own : [];
    sets.push([{ ...reference, joins: [] }, ...set]);
    const taken = new Set([reference, ...set].map(({ folder }) => folder));
    left = left.filter(({ folder }) => !taken.has(folder));
  }
  return sets;
}

function joinLidar(reference: LidarFolder, lidar: LidarFolder): SceneLidar {
  const joins = possibleJoins(reference.files, lidar.files).filter(({ way }) => way !== 'order');
  return { ...lidar, joins };
}

/**
 * Two folders that both have a `000001.pcd` may as well be two drives. Without images around them that tell, they are
 * one drive's when they are named like sensors or their files by times.
 */
function isSameDrive(a: LidarFolder, b: LidarFolder): boolean {
  const areTimed = a.files.times !== undefined && b.files.times !== undefined;
  return areTimed || [a, b].every(({ folder }) => looksLikeSensor(nameOf(folder)));
}

/** `p64.pcd` and `qt.pcd` with the pose between them are one frame of two lidars, the target the reference. */
function lidarsOfOneFrame({ lidars }: Scene, files: FileListing): SceneLidar[] | undefined {
  const folder = lidars[0]!;
  const clouds = new Map(
    files
      .inFolder(folder)
      .filter(isCloud)
      .map((path) => [stemOf(path), path]),
  );
  if (lidars.length > 1 || clouds.size < 2) return undefined;
  const poses = files.inFolder(folder, OPENCALIB_EXTRINSIC).flatMap((path) => {
    const { from, to } = OPENCALIB_EXTRINSIC.exec(nameOf(path))!.groups!;
    return clouds.has(from!) && clouds.has(to!) ? [{ from: from!, to: to! }] : [];
  });
  const target = poses[0]?.to;
  const others = new Set(poses.filter(({ to }) => to === target).map(({ from }) => from));
  if (target === undefined || others.size !== clouds.size - 1) return undefined;
  const only = (stem: string): SensorFiles => ({
    sensor: stem,
    byKey: new Map([[target, clouds.get(stem)!]]),
  });
  const reference = { files: only(target), folder, joins: [] };
  return [reference, ...[...others].map((stem) => joinLidar(reference, { files: only(stem), folder }))];
}

function sceneCameras(
  scene: Scene,
  files: FileListing,
  sets: readonly (readonly SceneLidar[])[],
  problems: Problem[],
): Omit<SceneCamera, 'joins'>[] {
  const cloudKeys = new Set(sets.flatMap(([reference]) => [...reference!.files.byKey.keys()]));
  const taken = new Set(sets.flatMap((lidars) => lidars.map((lidar) => lidar.files.sensor)));
  const names = nameSensorFolders(scene.cameras, scene.folder, 'camera', scene.drive);
  const found = scene.cameras.flatMap((folder) => {
    const images = files.inFolder(folder).filter(isImage);
    return tellCamerasApart(images, cloudKeys, problems).map(({ suffix, byKey }) => ({
      folder,
      suffix,
      byKey,
    }));
  });
  const bySuffix = groupBy(found, ({ suffix }) => suffix);
  return found.map(({ folder, suffix, byKey }) => {
    const inFolder = names.get(folder)!;
    const isOnly = bySuffix.get(suffix)!.length === 1;
    const ofSuffix = isOnly ? suffix : `${inFolder}/${suffix}`;
    const name = freeName(suffix === undefined ? inFolder : ofSuffix!, taken);
    taken.add(name);
    return { folder, files: sensorFiles(name, byKey, problems) };
  });
}

/** Ids tell all sensors apart, cameras from lidars too: `front`, `front_camera`, `front_camera_2`. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 1;
  const numbered = (): string => `${name}_camera${number === 1 ? '' : `_${number}`}`;
  while (taken.has(numbered())) number++;
  return numbered();
}
