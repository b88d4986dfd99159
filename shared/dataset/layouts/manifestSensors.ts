import { toMatrix3 } from '../../geometry/quaternion.ts';
import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  transformFromRows,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import {
  calibratedCamera,
  chainOf,
  mutableTransform,
  rotationFault,
  type CalibrationReading,
} from '../calibration.ts';
import { LENS_MODELS, type Camera, type Lidar } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import {
  MANIFEST_NAME,
  manifestCalibrationSchema,
  type ManifestCamera,
  type ManifestSequence,
  type Pose,
} from '../manifest.ts';

/** The transform of a pose. A quaternion need not be of exactly unit length. */
export function transformOfPose(pose: Pose): RigidTransform {
  return 'matrix' in pose
    ? transformFromRows(pose.matrix)
    : { rotation: toMatrix3(pose.rotation), translation: pose.translation };
}

/** An error that names a place in the manifest. */
export function manifestError(where: string, reason: NonNullable<Problem['params']>[string]): ProblemError {
  return new ProblemError({
    code: 'schema.mismatch',
    severity: 'error',
    path: MANIFEST_NAME,
    params: { where, reason },
  });
}

/**
 * The pose of the label frame on the vehicle: identity when cuboids are written in ego; undefined when they are written
 * in a lidar whose `egoFromLidar` is not given.
 *
 * @throws ProblemError when no lidar has the id that `labelFrame` names.
 */
export function egoFromLabelOf(
  sequence: ManifestSequence,
  labelFrame: string,
  where: string,
): RigidTransform | undefined {
  if (labelFrame === 'ego') return IDENTITY_TRANSFORM;
  const lidar = sequence.lidars.find(({ id }) => id === labelFrame);
  if (lidar === undefined) throw manifestError(`${where}.lidars`, 'unknownSensor');
  return lidar.egoFromLidar === undefined ? undefined : transformOfPose(lidar.egoFromLidar);
}

/**
 * The lidars, that of the label frame first.
 *
 * @throws ProblemError where a pose is needed and missing, or is not a rotation.
 */
export function readLidars(
  sequence: ManifestSequence,
  labelFrame: string,
  egoFromLabel: RigidTransform | undefined,
  where: string,
): Lidar[] {
  const lidars = sequence.lidars.map(({ id, name, labelFromLidar, egoFromLidar, binColumns }, i): Lidar => {
    const place = `${where}.lidars[${i}]`;
    const transform =
      id === labelFrame
        ? IDENTITY_TRANSFORM
        : labelFromLidar !== undefined
          ? transformOfPose(labelFromLidar)
          : throughEgo(egoFromLabel, egoFromLidar);
    if (transform === undefined) throw manifestError(place, 'noPose');
    const fault = rotationFault(transform);
    if (fault !== undefined) throw manifestError(place, fault);
    const columns = binColumns === undefined ? {} : { binColumns };
    return { id, name: name ?? id, labelFromLidar: mutableTransform(transform), ...columns };
  });
  return lidars.sort((a, b) => Number(b.id === labelFrame) - Number(a.id === labelFrame));
}

/** labelFromSensor = labelFromEgo · egoFromSensor. */
function throughEgo(
  egoFromLabel: RigidTransform | undefined,
  egoFromSensor: Pose | undefined,
): RigidTransform | undefined {
  if (egoFromLabel === undefined || egoFromSensor === undefined) return undefined;
  return composeTransforms(invertTransform(egoFromLabel), transformOfPose(egoFromSensor));
}

/** A camera; what is wrong with its calibration costs only the projection. */
export function readManifestCamera(
  camera: ManifestCamera,
  egoFromLabel: RigidTransform | undefined,
  folder: DatasetFolder,
): Promise<Camera> {
  const { id, name, width, height } = camera;
  const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
  const reading = readManifestCalibration(camera, egoFromLabel);
  return calibratedCamera({ id, name: name ?? id, ...size }, reading, MANIFEST_NAME, folder);
}

function readManifestCalibration(
  camera: ManifestCamera,
  egoFromLabel: RigidTransform | undefined,
): CalibrationReading {
  const model = lensModel(camera['intrinsics']);
  const parsed = manifestCalibrationSchema.safeParse(camera);
  if (!parsed.success) {
    const isUnknownLens = model !== undefined && !LENS_MODELS.has(model);
    if (isUnknownLens) return { fault: { code: 'calibration.unsupported', reason: 'lensModel', model } };
    return { fault: { code: 'calibration.malformed', ...schemaFault(parsed.error, camera) } };
  }
  const { intrinsics, egoFromCamera, cameraFromLabel } = parsed.data;
  if (intrinsics === undefined) return { fault: { code: 'calibration.missing' } };
  if (cameraFromLabel !== undefined) {
    return { intrinsics, cameraFromLabel: transformOfPose(cameraFromLabel) };
  }
  const labelFromCamera = throughEgo(egoFromLabel, egoFromCamera);
  if (labelFromCamera === undefined) return { fault: { code: 'calibration.missing', reason: 'noPose' } };
  const found = {
    intrinsics,
    cameraFromLabel: invertTransform(labelFromCamera),
    ...(egoFromLabel !== IDENTITY_TRANSFORM && { chain: chainOf(IDENTITY_TRANSFORM, egoFromLabel!) }),
  };
  const fault = rotationFault(labelFromCamera);
  return fault === undefined
    ? found
    : { fault: { code: 'calibration.malformed', reason: fault }, refused: found };
}

function lensModel(intrinsics: unknown): string | undefined {
  if (typeof intrinsics !== 'object' || intrinsics === null) return undefined;
  const model: unknown = Reflect.get(intrinsics, 'model');
  return typeof model === 'string' ? model : undefined;
}
