import { IDENTITY_TRANSFORM, isSameTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import {
  chainOf,
  finishCalibration,
  isOutOfRange,
  type CalibrationReading,
  type FoundCalibration,
} from '../calibration.ts';
import type { Camera } from '../dataset.ts';
import { addImageCalibration } from '../imageCalibrations.ts';
import { leftOut, type KeyFile } from './nuscenesIndex.ts';
import { CalibrationAtExposure, cameraFromLidar } from './nuscenesPoses.ts';
import { dataFile, type Moment, type SceneContext } from './nuscenesMoments.ts';
import { tablePath } from './nuscenesTables.ts';

interface Shot {
  readonly moment: Moment;
  readonly file: KeyFile;
  readonly worldFromEgo: RigidTransform;
}

/**
 * The cameras of a scene; its images are added to the frames. A camera's own calibration is for a vehicle that stands
 * still; an image that was taken elsewhere than the sweep has one of its own.
 */
export async function readCameras(moments: readonly Moment[], context: SceneContext): Promise<Camera[]> {
  const cameras: Camera[] = [];
  const channels = context.index.sensors.filter(({ modality }) => modality === 'camera');
  for (const channel of new Set(channels.map((sensor) => sensor.channel))) {
    const shots = readShots(channel, moments, context);
    if (shots.length === 0) continue;
    const camera = await readCamera(channel, shots, context);
    cameras.push(camera);
    const path = tablePath(context.source, 'calibrated_sensor');
    for (const shot of shots) {
      const own = ownCalibration(shot, camera, shots[0]!);
      if (own === 'noPose') {
        context.source.problems.push(leftOut(shot.file.path, 'noPose'));
        continue;
      }
      const { frame } = shot.moment;
      frame.images.push(dataFile(shot.file, context.flavour));
      if (own !== undefined)
        addImageCalibration(context.imageCalibrations, frame.id, { camera: camera.id, found: own, path });
    }
  }
  return cameras;
}

/** The images of a camera that are there, with the pose of the vehicle; the others are named. */
function readShots(channel: string, moments: readonly Moment[], context: SceneContext): Shot[] {
  const { source, index } = context;
  const shots: Shot[] = [];
  const problems: Problem[] = [];
  for (const moment of moments) {
    const file = moment.others.find((other) => other.channel === channel);
    const worldFromEgo = file && index.worldFromEgo.get(file.row.ego_pose_token);
    if (file === undefined) problems.push(missingImage(channel, moment, context));
    else if (worldFromEgo === undefined) problems.push(leftOut(file.path, 'noEgoPose'));
    else shots.push({ moment, file, worldFromEgo });
  }
  // A camera of other scenes is not missing from this one, unless the tables say that it was there.
  const isOfScene = moments.some(({ sample }) => index.keyFiles.get(sample.token)?.has(channel) === true);
  if (isOfScene) source.problems.push(...problems);
  return shots;
}

function missingImage(camera: string, { sample, frame }: Moment, { index }: SceneContext): Problem {
  const path = index.keyFiles.get(sample.token)?.get(camera)?.path ?? frame.id;
  return { code: 'image.missing', severity: 'warning', path, params: { camera, frame: frame.name } };
}

async function readCamera(channel: string, shots: readonly Shot[], context: SceneContext): Promise<Camera> {
  const { source } = context;
  const { width, height } = shots.find(({ file }) => file.row.width && file.row.height)?.file.row ?? {};
  const size = width === undefined || height === undefined ? {} : { width, height };
  const camera: Camera = { id: channel, name: channel, ...size };
  // An image whose calibration is broken must not be shown with that of another.
  const broken = shots.find(
    ({ file: { calibration } }) => 'fault' in calibration.lens || 'fault' in calibration.pose,
  );
  const { moment, file } = broken ?? shots[0]!;
  const reading = calibrationReading(file, moment.cloud);
  const path = tablePath(source, 'calibrated_sensor');
  const finished = await finishCalibration(reading, channel, path, source.folder);
  if ('calibrationProblem' in finished) source.problems.push(finished.calibrationProblem);
  return { ...camera, ...finished };
}

/**
 * Undefined where the camera's holds, which is for a vehicle that stands still and was made from its `usual` image.
 * `noPose`: an image that is nowhere on Earth has none, and the camera's would put cuboids in the wrong place.
 */
function ownCalibration(
  { moment: { frame, cloud }, file, worldFromEgo: worldFromEgoAtImage }: Shot,
  camera: Camera,
  usual: Shot,
): FoundCalibration | 'noPose' | undefined {
  const [ofCamera, ofLidar] = [file.calibration, cloud.calibration];
  if ('fault' in ofCamera.lens || 'fault' in ofCamera.pose || 'fault' in ofLidar.pose) return undefined;
  const worldFromEgoAtSweep = frame.worldFromEgo!;
  const isStill = isSameTransform(worldFromEgoAtImage, worldFromEgoAtSweep);
  const isUsual = ofCamera === usual.file.calibration && ofLidar === usual.moment.cloud.calibration;
  if (camera.calibration !== undefined && isStill && isUsual) return undefined;
  const { egoFromSensor: egoFromCamera } = ofCamera.pose;
  const { egoFromSensor: egoFromLidar } = ofLidar.pose;
  // Rotations are sound: they were made from quaternions.
  const poses = [egoFromCamera, egoFromLidar, worldFromEgoAtImage, worldFromEgoAtSweep];
  if (poses.some(({ translation }) => isOutOfRange(translation))) return 'noPose';
  const moved = isStill ? undefined : { worldFromEgoAtImage, worldFromEgoAtSweep };
  return new CalibrationAtExposure(ofCamera.lens.intrinsics, egoFromCamera, egoFromLidar, moved);
}

function calibrationReading({ calibration }: KeyFile, { calibration: ofLidar }: KeyFile): CalibrationReading {
  const { pose, lens } = calibration;
  if ('fault' in lens) return lens;
  if ('fault' in pose) return pose;
  if ('fault' in ofLidar.pose) return ofLidar.pose;
  const { egoFromSensor: egoFromLidar } = ofLidar.pose;
  const cameraFromLabel = cameraFromLidar(pose.egoFromSensor, egoFromLidar);
  return { intrinsics: lens.intrinsics, cameraFromLabel, chain: chainOf(IDENTITY_TRANSFORM, egoFromLidar) };
}
