import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { mutableTransform, type CalibrationReading } from '../calibration.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Camera, Frame, Sequence } from '../dataset.ts';
import { sequenceInFolder, type FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { calibrateImages, type CollectedCalibrations } from '../imageCalibrations.ts';
import { missingPoses } from '../framePoses.ts';
import { missingImages } from '../missingImages.ts';
import { readAll } from '../readEach.ts';
import { readCalibrationJson } from '../readCalibrationJson.ts';
import { readJsonIfSound } from '../readJsonIfSound.ts';
import { skippedFile } from '../skippedFiles.ts';
import { IMAGE_NAME, mapByStem } from '../stems.ts';
import { parsePandasetPose, readPandasetCamera } from './pandasetCalibration.ts';

const LIDAR = 'lidar';
const CLOUD = /\.ply$/i;

/** A dataset while it is read: what was used so far, and what was found wrong. */
export interface PandasetReading {
  readonly folder: DatasetFolder;
  readonly files: FileListing;
  readonly used: Set<string>;
  readonly problems: Problem[];
  readonly imageCalibrations: CollectedCalibrations;
}

/** The folders with a `pointcloud` folder of PLY files and cameras beside it: other tools have the first one, too. */
export function pandasetScenes(files: FileListing): readonly string[] {
  return files.scenesWith('pointcloud', CLOUD).filter((scene) => cameraNames(files, scene).length > 0);
}

function cameraNames(files: FileListing, scene: string): readonly string[] {
  const cameras = joinPath(scene, 'cameras');
  return files.subfolders(cameras).filter((id) => files.has(`${cameras}/${id}/intrinsics.json`));
}

/** @param place the folder that the sequence is named after and that its tracks are kept in */
export async function readPandasetScene(
  scene: string,
  place: string,
  reading: PandasetReading,
): Promise<Sequence> {
  const { folder, files, used, problems } = reading;
  const cloudFolder = files.folderIn(scene, 'pointcloud')!;
  const clouds = mapByStem(files.inFolder(cloudFolder, CLOUD), 'duplicateFrame', problems);
  const poses = await readPoses(scene, [...clouds.keys()], reading);
  for (const path of clouds.values()) used.add(path);
  const frames = [...clouds].map(([name, path], index) => frameOf(name, path, index, poses.get(name)));
  const cameras: Camera[] = [];
  for (const id of cameraNames(files, scene)) {
    cameras.push(await readCamera(id, joinPath(scene, `cameras/${id}`), frames, reading));
  }
  for (const problem of missingImages(frames, cameras)) problems.push(problem);
  return {
    ...sequenceInFolder(place, folder.name),
    egoFromLabel: mutableTransform(IDENTITY_TRANSFORM),
    lidars: [{ id: LIDAR, name: LIDAR, labelFromLidar: mutableTransform(IDENTITY_TRANSFORM) }],
    cameras,
    frames,
  };
}

function frameOf(name: string, path: string, index: number, worldFromEgo: RigidTransform | undefined): Frame {
  const frame: Frame = { id: path, name, index, clouds: [{ sensor: LIDAR, path }], images: [] };
  return worldFromEgo === undefined ? frame : { ...frame, worldFromEgo: mutableTransform(worldFromEgo) };
}

/** frame → worldFromEgo, from `poses/<frame>.json`. One that cannot be read is named and costs only itself. */
async function readPoses(
  scene: string,
  frameNames: readonly string[],
  { folder, files, used, problems }: PandasetReading,
): Promise<Map<string, RigidTransform>> {
  const paths = new Map(frameNames.map((name) => [joinPath(scene, `poses/${name}.json`), name]));
  const there = [...paths.keys()].filter((path) => files.has(path));
  const poses = new Map<string, RigidTransform>();
  for (const [path, json] of await readAll(there, (pose) => readJsonIfSound(folder, pose, problems))) {
    used.add(path);
    if (json === undefined) continue;
    const read = parsePandasetPose(json);
    if ('pose' in read) poses.set(paths.get(path)!, read.pose);
    else problems.push({ code: 'schema.mismatch', severity: 'error', path, params: { ...read.fault } });
  }
  const without = frameNames.length - there.length;
  problems.push(...missingPoses(frameNames.length, without, joinPath(scene, 'poses')));
  return poses;
}

/** Adds the camera's images to the frames. */
async function readCamera(
  id: string,
  cameraFolder: string,
  frames: readonly Frame[],
  { folder, files, used, problems, imageCalibrations }: PandasetReading,
): Promise<Camera> {
  const images = mapByStem(files.inFolder(cameraFolder, IMAGE_NAME), 'duplicateImage', problems);
  const names = new Set(frames.map(({ name }) => name));
  for (const [stem, path] of images) {
    if (names.has(stem)) used.add(path);
    else problems.push(skippedFile(path, 'noSuchFrame'));
  }
  const { readings, path } = await readCalibration(cameraFolder, frames.length, folder);
  used.add(`${cameraFolder}/extrinsics.json`).add(`${cameraFolder}/intrinsics.json`);
  const calibrated = await calibrateImages(
    { id, name: id },
    frames.flatMap(({ id: frame, name }, index) =>
      images.has(name) ? [{ frame, reading: readings[index]!, path }] : [],
    ),
    folder,
    imageCalibrations,
  );
  problems.push(...calibrated.problems);
  for (const frame of frames) {
    const image = images.get(frame.name);
    if (image !== undefined) frame.images.push({ sensor: id, path: image });
  }
  return calibrated.camera;
}

/** Readings of all frames; the path is that of the file at fault where there is one. */
async function readCalibration(
  cameraFolder: string,
  frameCount: number,
  folder: DatasetFolder,
): Promise<{ readonly readings: readonly CalibrationReading[]; readonly path: string }> {
  const [lensPath, path] = [`${cameraFolder}/intrinsics.json`, `${cameraFolder}/extrinsics.json`];
  const intrinsics = await readCalibrationJson(folder, lensPath);
  const extrinsics = await readCalibrationJson(folder, path);
  const forAll = (fault: CalibrationReading): CalibrationReading[] => Array(frameCount).fill(fault);
  if ('fault' in intrinsics) return { readings: forAll(intrinsics), path: lensPath };
  if ('fault' in extrinsics) return { readings: forAll(extrinsics), path };
  return { readings: readPandasetCamera(intrinsics.json, extrinsics.json, frameCount), path };
}
