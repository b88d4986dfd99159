import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { chainOf, type CalibrationReading, type FoundCalibration } from '../calibration.ts';
import type { CalibrationForm } from '../calibrationForms.ts';
import { joinPath } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { ask, type LayoutChoices, type Question } from '../questions.ts';
import { skippedFile } from '../skippedFiles.ts';
import { readCalibrationFiles, type SceneCalibrationFiles } from './bareCalibrationContents.ts';
import { calibrationFiles } from './bareCalibrationFiles.ts';
import { matchCamera, type CameraMatch } from './bareCameraMatch.ts';
import type { CameraReading, SceneCalibration } from './bareReading.ts';
import { isLidarName, isRectifiedFolder, sensorWords } from './bareSensorNames.ts';
import type { SceneCamera, SceneSensors } from './bareSensors.ts';
import { readTextCalibration } from './bareTextCalibration.ts';
import type { FoundPose } from './calibrationContents.ts';
import { FrameGraph, type PlacedPose } from './frameGraph.ts';
import { lensModelQuestion, modelOf } from './lensModelQuestion.ts';
import { refusedReading, type PoseReading } from './poseAt.ts';

/** A camera's calibration with what there is to say of it. */
interface BareReading extends CameraReading {
  readonly forms: readonly CalibrationForm[];
  /** Whether nothing but a person says which way its pose leads, or which lens it has. */
  readonly isDirectionOpen?: boolean;
  readonly isLensOpen?: boolean;
}

/**
 * Calibrates a sequence from whatever calibration files it has: OpenCalib, ROS camera_info, Kalibr, basalt, OpenCV's
 * FileStorage, camodocal, and text (KITTI's, or K, D, T). Sensors are matched by name, see `matchCamera`; lens and pose of a
 * camera may come from different files.
 */
export async function calibrateBare(
  sensors: SceneSensors,
  folder: DatasetFolder,
  files: FileListing,
  choices: LayoutChoices,
): Promise<SceneCalibration> {
  const direction = ask('poseDirection', ['cameraFromLidar', 'lidarFromCamera'], choices);
  const isInverse = direction.chosen === 'lidarFromCamera';
  const lensModel = lensModelQuestion(choices);
  const read = await readCalibrationFiles(calibrationFiles(sensors, files), folder);
  const poses = read.poses.map((pose) => (pose.isOpen === true && isInverse ? turned(pose) : pose));
  const found = { ...read, poses };
  const problems: Problem[] = [];
  const labelFromLidar = lidarPoses(sensors, poses, problems);
  const graph = new FrameGraph(poses);
  const readings = sensors.cameras.map((camera): readonly [string, BareReading] => {
    const match = matchCamera(camera.files.sensor, sensors, found, graph);
    const reading =
      structuredReading(camera, match, sensors, graph, { labelFromLidar, model: modelOf(lensModel) }) ??
      textReading(camera, found, isInverse) ??
      nothingFound(camera, sensors, found);
    return [camera.files.sensor, reading];
  });
  const all = readings.map(([, reading]) => reading);
  const isAsked = all.some(({ isDirectionOpen }) => isDirectionOpen === true);
  const reason = isInverse ? 'assumedLidarFromCamera' : 'assumedCameraFromLidar';
  if (isAsked && !direction.isAnswered) problems.push(assumed(reason));
  const questions: Question[] = [
    ...(isAsked ? [direction] : []),
    ...(all.some(({ isLensOpen }) => isLensOpen === true) ? [lensModel] : []),
  ];
  const used = new Set([...poses.map(({ path }) => path), ...all.map(({ path }) => path)]);
  problems.push(...unclaimedFaults(found, used));
  for (const path of found.unknown) problems.push(skippedFile(path, 'noKnownCalibration'));
  const forms = [...new Set(all.flatMap((reading) => reading.forms))];
  return { cameras: new Map(readings), labelFromLidar, used: [...used], problems, questions, forms };
}

interface Context {
  readonly labelFromLidar: ReadonlyMap<string, RigidTransform>;
  readonly model: string | undefined;
}

/** From JSON and YAML; undefined where they do not name the camera. */
function structuredReading(
  { folder }: SceneCamera,
  { lens, frame }: CameraMatch,
  sensors: SceneSensors,
  graph: FrameGraph,
  { labelFromLidar, model }: Context,
): BareReading | undefined {
  const pose = frame === undefined ? undefined : poseOfCamera(frame, sensors, graph, labelFromLidar);
  if (lens === undefined) {
    if (pose === undefined) return undefined;
    return { reading: missing('missing', 'camera_matrix'), path: pose.path, forms: [] };
  }
  const { path } = lens;
  const size = { ...(lens.width && { width: lens.width }), ...(lens.height && { height: lens.height }) };
  const isLensOpen = lens.isOpen === true && !isRectifiedFolder(folder);
  const read = lens.of({ isRectified: isRectifiedFolder(folder), ...(model && { model }) });
  const about = { path, ...size, forms: [], isLensOpen };
  if ('fault' in read) return { reading: read, ...about };
  if (pose === undefined) return { reading: missing('noPose'), ...about };
  const { intrinsics, imageFromOptical = IDENTITY_TRANSFORM } = read;
  const calibrated = (optical: RigidTransform): FoundCalibration => {
    if (imageFromOptical === IDENTITY_TRANSFORM) return { intrinsics, cameraFromLabel: optical };
    const cameraFromLabel = composeTransforms(imageFromOptical, optical);
    return { intrinsics, cameraFromLabel, chain: chainOf(imageFromOptical, IDENTITY_TRANSFORM) };
  };
  if ('fault' in pose.cameraFromLabel) {
    const { fault, refused } = pose.cameraFromLabel;
    return { ...about, reading: refusedReading(fault, refused && calibrated(refused)), path: pose.path };
  }
  const forms = [lens.form, ...pose.steps.map(({ form }) => form)].filter((form) => form !== undefined);
  const isDirectionOpen = pose.steps.some(({ isOpen }) => isOpen === true);
  return { reading: calibrated(pose.cameraFromLabel), ...about, forms, isDirectionOpen };
}

interface PoseOfCamera {
  readonly cameraFromLabel: PoseReading;
  readonly path: string;
  readonly steps: readonly PlacedPose[];
}

/** From the reference lidar, or else from the lidar that is fewest poses away. */
function poseOfCamera(
  frame: string,
  { lidars }: SceneSensors,
  graph: FrameGraph,
  labelFromLidar: ReadonlyMap<string, RigidTransform>,
): PoseOfCamera | undefined {
  const names = lidars.map(({ files }) => files.sensor);
  const reached = graph
    .reachable(frame)
    .filter((each) => isLidarName(each.frame) || names.includes(each.frame));
  const sound = reached.filter(({ pose }) => !('fault' in pose));
  const nearest = sound.find((each) => each.frame === names[0]) ?? sound[0] ?? reached[0];
  if (nearest === undefined) return undefined;
  const { pose, path, steps } = nearest;
  const poseOfLidar = labelFromLidar.get(nearest.frame);
  if ('fault' in pose || poseOfLidar === undefined) return { cameraFromLabel: pose, path, steps };
  const cameraFromLabel = composeTransforms(pose, invertTransform(poseOfLidar));
  return { cameraFromLabel, path, steps };
}

function missing(reason: 'missing' | 'noPose', where?: string): CalibrationReading {
  return { fault: { code: 'calibration.missing', reason, ...(where === undefined ? {} : { where }) } };
}

function textReading(
  { files: { sensor } }: SceneCamera,
  { texts }: SceneCalibrationFiles,
  isInverse: boolean,
): BareReading | undefined {
  // KITTI's colour camera on the left is number 2.
  const number = [...sensorWords(sensor)].find((word) => /^[0-3]$/.test(word)) ?? '2';
  for (const { path, text } of texts) {
    const read = readTextCalibration(text, Number(number), isInverse);
    if (read !== undefined) return { ...read, path, forms: [read.form] };
  }
  return undefined;
}

/** Which cameras there are calibrations of, where none is of this one. */
function nothingFound(
  { files: { sensor } }: SceneCamera,
  { scene }: SceneSensors,
  { lenses }: SceneCalibrationFiles,
): BareReading {
  const path = joinPath(scene.folder, `calib/${sensor}.json`);
  const known = [...new Set(lenses.filter(({ form }) => form !== undefined).map(({ camera }) => camera))];
  const others =
    known.length === 0 ? {} : ({ reason: 'cameraUnknown', sensor, frames: known.join(', ') } as const);
  return { reading: { fault: { code: 'calibration.missing', ...others } }, path, forms: [] };
}

/** Files that cannot be read and that no camera was told of. */
function unclaimedFaults({ faults }: SceneCalibrationFiles, used: ReadonlySet<string>): Problem[] {
  return faults
    .filter(({ path }) => !used.has(path))
    .map(({ path, fault: { code, ...params } }) => ({ code, severity: 'error', path, params }));
}

/** The same pose read the other way. */
function turned<T extends FoundPose>(pose: T): T {
  return 'fault' in pose.pose ? pose : { ...pose, pose: invertTransform(pose.pose) };
}

/** Where the other lidars stand, as poses to or from the reference say. */
function lidarPoses(
  { lidars }: SceneSensors,
  poses: SceneCalibrationFiles['poses'],
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
