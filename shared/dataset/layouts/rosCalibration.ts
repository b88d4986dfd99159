import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { assumed } from '../assumed.ts';
import type { CalibrationFault, CalibrationReading } from '../calibration.ts';
import { joinPath, nameOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { LayoutChoices } from '../questions.ts';
import type { CameraReading, SceneCalibration } from './bareReading.ts';
import { isRectifiedFolder } from './bareSensorNames.ts';
import type { Scene } from './bareScenes.ts';
import type { SceneCamera, SceneSensors } from './bareSensors.ts';
import type { LensContext } from './calibrationContents.ts';
import { lensModelQuestion, modelOf } from './lensModelQuestion.ts';
import { isCameraInfo, readCameraInfo, type CameraInfo } from './rosCameraInfo.ts';
import { cameraInfoFile, treeFiles } from './rosFiles.ts';
import { cameraFrame, isLinkFrame, lidarFrame } from './rosFrameNames.ts';
import { readRosTree, type RosTree } from './rosTree.ts';
import { readYaml } from './rosYaml.ts';

/** REP 103: a link looks along x with z up, an image along z with y down. */
const OPTICAL_FROM_LINK: RigidTransform = { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 0, 0] };

/** Calibrates a sequence from camera_info files and a tree of frames; each of them may be missing. */
export async function calibrateRos(
  sensors: SceneSensors,
  scenes: readonly Scene[],
  folder: DatasetFolder,
  files: FileListing,
  choices: LayoutChoices,
): Promise<SceneCalibration> {
  const lensModel = lensModelQuestion(choices);
  const tree = await readRosTree(treeFiles(sensors.scene, scenes, files), folder);
  const names = tree.frames.frames;
  const lidars = sensors.lidars.map(({ files: { sensor } }) => ({
    sensor,
    frame: lidarFrame(sensor, names),
  }));
  const [reference, ...others] = lidars;
  const labelFromLidar = new Map<string, RigidTransform>();
  for (const { sensor, frame } of others) {
    const pose = frame && reference!.frame && tree.frames.between(reference!.frame, frame);
    if (pose) labelFromLidar.set(sensor, pose);
  }
  const cameras = new Map<string, RosReading>();
  const problems = [...tree.problems];
  if (lidars.some(({ frame }) => /.base_link$/.test(frame ?? '')))
    problems.push(assumed('assumedLidarMount'));
  for (const camera of sensors.cameras) {
    const pose = poseOfCamera(camera.files.sensor, reference!, tree);
    if (!('fault' in pose) && pose.isFromLink) problems.push(assumed('assumedOpticalAxes'));
    const path = cameraInfoFile(camera, sensors.scene, files);
    const model = modelOf(lensModel);
    cameras.set(camera.files.sensor, await readCamera(camera, sensors.scene, { pose, path, model }, folder));
  }
  const readings = [...cameras.values()];
  const used = [...tree.paths, ...readings.map(({ path }) => path)];
  const questions = readings.some(({ isLensOpen }) => isLensOpen === true) ? [lensModel] : [];
  return { cameras, labelFromLidar, used, problems, questions, forms: ['camera-info', ...tree.forms] };
}

interface RosReading extends CameraReading {
  /** Whether nothing but a person says which lens it has. */
  readonly isLensOpen?: boolean;
}

type CameraPose =
  | { readonly opticalFromLabel: RigidTransform; readonly isFromLink: boolean }
  | { readonly fault: CalibrationFault };

function poseOfCamera(
  camera: string,
  reference: { readonly sensor: string; readonly frame: string | undefined },
  { frames }: RosTree,
): CameraPose {
  const unknown = (sensor: string): CameraPose => {
    const known = frames.frames.join(', ');
    const reason = known === '' ? 'noPose' : 'frameUnknown';
    return { fault: { code: 'calibration.missing', reason, ...(known && { sensor, frames: known }) } };
  };
  const frame = cameraFrame(camera, frames.frames);
  if (frame === undefined) return unknown(camera);
  if (reference.frame === undefined) return unknown(reference.sensor);
  const labelFromFrame = frames.between(reference.frame, frame);
  if (labelFromFrame === undefined) return { fault: { code: 'calibration.missing', reason: 'noPose' } };
  const isFromLink = isLinkFrame(frame);
  const frameFromLabel = invertTransform(labelFromFrame);
  const opticalFromLabel = isFromLink ? composeTransforms(OPTICAL_FROM_LINK, frameFromLabel) : frameFromLabel;
  return { opticalFromLabel, isFromLink };
}

interface CameraSource {
  readonly pose: CameraPose;
  readonly path: string | undefined;
  /** What a person says of a lens without a name. */
  readonly model: string | undefined;
}

async function readCamera(
  camera: SceneCamera,
  scene: Scene,
  { pose, path, model }: CameraSource,
  folder: DatasetFolder,
): Promise<RosReading> {
  if (path === undefined) {
    const place = joinPath(scene.folder, `camera_info/${nameOf(camera.files.sensor)}.yaml`);
    return { reading: { fault: { code: 'calibration.missing' } }, path: place };
  }
  const context = { isRectified: isRectifiedFolder(camera.folder), ...(model && { model }) };
  const info = await readInfo(path, context, folder);
  const size = { ...(info.width && { width: info.width }), ...(info.height && { height: info.height }) };
  return { reading: readingOf(info, pose), path, ...size, isLensOpen: info.isOpen === true };
}

async function readInfo(path: string, context: LensContext, folder: DatasetFolder): Promise<CameraInfo> {
  const yaml = await readYaml(folder, path);
  if ('fault' in yaml) return { lens: yaml };
  if (isCameraInfo(yaml.value)) return readCameraInfo(yaml.value, context);
  return { lens: { fault: { code: 'calibration.malformed', reason: 'missing', where: 'camera_matrix' } } };
}

function readingOf({ lens }: CameraInfo, pose: CameraPose): CalibrationReading {
  if ('fault' in lens) return lens;
  if ('fault' in pose) return pose;
  const { intrinsics, imageFromOptical } = lens;
  return { intrinsics, cameraFromLabel: composeTransforms(imageFromOptical, pose.opticalFromLabel) };
}
