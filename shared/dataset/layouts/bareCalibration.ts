import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import type { CalibrationFault, CalibrationReading } from '../calibration.ts';
import { joinPath, nameOf, stemOf } from '../canonicalPath.ts';
import type { Intrinsics } from '../dataset.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { ask, type LayoutChoices } from '../questions.ts';
import { calibrationFiles } from './bareCalibrationFiles.ts';
import { readOpenCalib, type OpenCalibEntry } from './bareOpenCalib.ts';
import type { CameraReading, SceneCalibration } from './bareReading.ts';
import { findSensor, isRectifiedFolder, isLidarName, sensorWords } from './bareSensorNames.ts';
import { OPENCALIB_EXTRINSIC, type SceneCamera, type SceneSensors } from './bareSensors.ts';
import { readTextCalibration } from './bareTextCalibration.ts';
import { isCameraInfo, readCameraInfo } from './rosCameraInfo.ts';
import { readYaml } from './rosYaml.ts';

interface Lens {
  readonly camera: string;
  readonly path: string;
  readonly width?: number;
  readonly height?: number;
  /** `imageFromOptical` is what rectifying does to the axes. */
  of(isRectified: boolean): LensReading;
}
type LensReading =
  | { readonly intrinsics: Intrinsics; readonly imageFromOptical?: RigidTransform }
  | { readonly fault: CalibrationFault };
type Pose = Extract<OpenCalibEntry, { kind: 'extrinsic' }> & { readonly path: string };

/** Everything that the calibration files of a sequence say. */
interface Found {
  readonly lenses: Lens[];
  readonly poses: Pose[];
  readonly texts: { readonly path: string; readonly text: string }[];
}

/**
 * Calibrates a sequence from OpenCalib JSON, ROS camera_info YAML (lenses only), and text (KITTI's, or K, D, T). Sensors
 * are matched by name, see `findSensor`.
 */
export async function calibrateBare(
  sensors: SceneSensors,
  folder: DatasetFolder,
  files: FileListing,
  choices: LayoutChoices,
): Promise<SceneCalibration> {
  const found = await readFiles(calibrationFiles(sensors, files), folder);
  const problems: Problem[] = [];
  const labelFromLidar = lidarPoses(sensors, found.poses, problems);
  const direction = ask('poseDirection', ['cameraFromLidar', 'lidarFromCamera'], choices);
  const isInverse = direction.chosen === 'lidarFromCamera';
  const cameras = new Map<string, CameraReading>();
  const used = new Set(found.poses.map(({ path }) => path));
  let isAsked = false;
  for (const camera of sensors.cameras) {
    const written = structuredReading(camera, sensors, found, labelFromLidar);
    const text = written === undefined ? textReading(camera, found, isInverse) : undefined;
    isAsked ||= text?.isDirectionOpen === true;
    const path = joinPath(sensors.scene.folder, `calib/${camera.files.sensor}.json`);
    const reading = written ?? text ?? { reading: { fault: { code: 'calibration.missing' } }, path };
    cameras.set(camera.files.sensor, reading);
    used.add(reading.path);
  }
  const reason = isInverse ? 'assumedLidarFromCamera' : 'assumedCameraFromLidar';
  if (isAsked && !direction.isAnswered) problems.push(assumed(reason));
  const question = isAsked ? { question: direction } : {};
  return { cameras, labelFromLidar, used: [...used], problems, ...question };
}

async function readFiles(paths: readonly string[], folder: DatasetFolder): Promise<Found> {
  const found: Found = { lenses: [], poses: [], texts: [] };
  for (const path of paths) {
    if (/\.json$/i.test(path)) await readOpenCalibFile(path, folder, found);
    else if (/\.txt$/i.test(path)) {
      const text = await folder.readText(path).catch(() => undefined);
      if (text !== undefined) found.texts.push({ path, text });
    } else await readCameraInfoFile(path, folder, found);
  }
  return found;
}

async function readOpenCalibFile(path: string, folder: DatasetFolder, found: Found): Promise<void> {
  const malformed = 'calibration.malformed';
  try {
    const json = parseJson(await folder.readText(path), path, { malformed, mismatch: malformed });
    for (const entry of readOpenCalib(json)) {
      if (entry.kind === 'extrinsic') found.poses.push({ ...entry, path });
      else found.lenses.push({ ...entry, path, of: () => entry.lens });
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // The name still tells whose calibration this is.
    const fault = { ...error.problem.params, code: malformed } as const;
    const ends = OPENCALIB_EXTRINSIC.exec(nameOf(path))?.groups;
    if (ends !== undefined) {
      found.poses.push({ kind: 'extrinsic', from: ends['from']!, to: ends['to']!, pose: { fault }, path });
    } else found.lenses.push({ camera: cameraOfFile(path), path, of: () => ({ fault }) });
  }
}

async function readCameraInfoFile(path: string, folder: DatasetFolder, found: Found): Promise<void> {
  const yaml = await readYaml(folder, path);
  const camera = cameraOfFile(path);
  if ('fault' in yaml) found.lenses.push({ camera, path, of: () => yaml });
  else if (isCameraInfo(yaml.value)) {
    const { width, height } = readCameraInfo(yaml.value, false);
    const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
    found.lenses.push({ camera, path, ...size, of: (rect) => readCameraInfo(yaml.value, rect).lens });
  }
}

function cameraOfFile(path: string): string {
  return stemOf(path).replace(/-intrinsic$|_(?:camera_)?info$/i, '');
}

/** From JSON and YAML; undefined where they do not name the camera. */
function structuredReading(
  { files: { sensor }, folder }: SceneCamera,
  sensors: SceneSensors,
  { lenses, poses }: Found,
  labelFromLidar: ReadonlyMap<string, RigidTransform>,
): CameraReading | undefined {
  const lidarSide = (name: string): boolean =>
    isLidarName(name) || sensors.lidars.some(({ files }) => files.sensor === name);
  const toCamera = poses.flatMap((pose) => cameraPose(pose, lidarSide));
  const names = new Set([...lenses.map(({ camera }) => camera), ...toCamera.map(({ camera }) => camera)]);
  const name = findSensor(sensor, [...names]);
  const lens = lenses.find(({ camera }) => camera === name);
  const own = toCamera.filter(({ camera }) => camera === name);
  const reference = sensors.lidars[0]!.files.sensor;
  const pose = own.find(({ lidar }) => lidar === reference) ?? own[0];
  if (name === undefined || (lens === undefined && pose === undefined)) return undefined;
  const path = lens?.path ?? pose!.path;
  if (lens === undefined) return { reading: missing('missing', 'cam_K'), path };
  const size = { ...(lens.width && { width: lens.width }), ...(lens.height && { height: lens.height }) };
  const read = lens.of(isRectifiedFolder(folder));
  if ('fault' in read) return { reading: read, path, ...size };
  if (pose === undefined) return { reading: missing('noPose'), path, ...size };
  if ('fault' in pose.cameraFromLidar) return { reading: pose.cameraFromLidar, path: pose.path, ...size };
  const poseOfLidar = labelFromLidar.get(pose.lidar);
  const optical = poseOfLidar
    ? composeTransforms(pose.cameraFromLidar, invertTransform(poseOfLidar))
    : pose.cameraFromLidar;
  const { intrinsics, imageFromOptical } = read;
  const cameraFromLabel = imageFromOptical ? composeTransforms(imageFromOptical, optical) : optical;
  return { reading: { intrinsics, cameraFromLabel }, path, ...size };
}

interface CameraPose {
  readonly camera: string;
  readonly lidar: string;
  readonly cameraFromLidar: RigidTransform | { readonly fault: CalibrationFault };
  readonly path: string;
}

/** A pose between a lidar and something else, which then is a camera: written from the lidar, or the other way round. */
function cameraPose({ from, to, pose, path }: Pose, isLidar: (name: string) => boolean): CameraPose[] {
  if (isLidar(from) === isLidar(to)) return [];
  if (isLidar(from)) return [{ camera: to, lidar: from, cameraFromLidar: pose, path }];
  const cameraFromLidar = 'fault' in pose ? pose : invertTransform(pose);
  return [{ camera: from, lidar: to, cameraFromLidar, path }];
}

function missing(reason: 'missing' | 'noPose', where?: string): CalibrationReading {
  return { fault: { code: 'calibration.missing', reason, ...(where === undefined ? {} : { where }) } };
}

function textReading(
  { files: { sensor } }: SceneCamera,
  { texts }: Found,
  isInverse: boolean,
): (CameraReading & { readonly isDirectionOpen: boolean }) | undefined {
  // KITTI's colour camera on the left is number 2.
  const number = [...sensorWords(sensor)].find((word) => /^[0-3]$/.test(word)) ?? '2';
  for (const { path, text } of texts) {
    const read = readTextCalibration(text, Number(number), isInverse);
    if (read !== undefined) return { ...read, path };
  }
  return undefined;
}

/** Where the other lidars stand, as OpenCalib's poses to or from the reference say. */
function lidarPoses(
  { lidars }: SceneSensors,
  poses: readonly Pose[],
  problems: Problem[],
): Map<string, RigidTransform> {
  const [reference, ...others] = lidars.map(({ files }) => files.sensor);
  const found = new Map<string, RigidTransform>();
  for (const { from, to, pose, path } of poses) {
    const lidar = others.find(
      (each) => (each === from && to === reference) || (each === to && from === reference),
    );
    if (lidar === undefined) continue;
    if ('fault' in pose) {
      const { code: _code, ...params } = pose.fault;
      problems.push({ code: 'schema.mismatch', severity: 'error', path, params });
    } else found.set(lidar, from === lidar ? pose : invertTransform(pose));
  }
  return found;
}
