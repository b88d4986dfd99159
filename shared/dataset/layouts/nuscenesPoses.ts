import { z } from 'zod';
import { toMatrix3, type Quaternion } from '../../geometry/quaternion.ts';
import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { chainOf, type CalibrationFault, type FoundCalibration } from '../calibration.ts';
import type { Intrinsics, PoseChain } from '../dataset.ts';
import type { JsonRow } from '../jsonRows.ts';
import { opencvLens } from '../opencvLens.ts';
import type { CalibratedSensorRow } from './nuscenesTables.ts';

/** Published quaternions are of unit length to many digits; beyond this one the numbers are something else. */
const UNIT_TOLERANCE = 1e-2;

const poseRow = z.looseObject({
  translation: z.tuple([z.number(), z.number(), z.number()]),
  rotation: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
const lensRow = z.looseObject({
  camera_intrinsic: z.array(z.array(z.number())),
  camera_distortion: z.array(z.number()).nullish(),
});

type Fault = { readonly fault: CalibrationFault };

/** A calibrated sensor: where it stands on the vehicle and, for a camera, its lens. */
export interface SensorCalibration {
  readonly token: string;
  readonly pose: { readonly egoFromSensor: RigidTransform } | Fault;
  readonly lens: { readonly intrinsics: Intrinsics } | Fault;
}

/** The quaternion of the tables, w x y z, in our order; undefined for what is no rotation. */
export function tableQuaternion(wxyz: readonly [number, number, number, number]): Quaternion | undefined {
  const [qw, qx, qy, qz] = wxyz;
  const norm = Math.sqrt(qw * qw + qx * qx + qy * qy + qz * qz);
  return Math.abs(norm - 1) <= UNIT_TOLERANCE ? [qx, qy, qz, qw] : undefined;
}

/** The pose in a row of `ego_pose` or `calibrated_sensor`: worldFromEgo, or egoFromSensor. Metres, w x y z. */
export function readPose(row: JsonRow): RigidTransform | CalibrationFault {
  if (!isPose(row)) {
    return { code: 'calibration.malformed', ...schemaFault(poseRow.safeParse(row).error!, row) };
  }
  const quaternion = tableQuaternion(row.rotation);
  if (quaternion === undefined) {
    return { code: 'calibration.malformed', reason: 'notRotation', where: 'rotation' };
  }
  return { rotation: toMatrix3(quaternion), translation: row.translation };
}

/** As `poseRow`, which takes several times as long: there is a pose for every image. */
function isPose(row: JsonRow): row is z.infer<typeof poseRow> {
  return areNumbers(row['translation'], 3) && areNumbers(row['rotation'], 4);
}

function areNumbers(value: unknown, count: number): boolean {
  if (!Array.isArray(value) || value.length !== count) return false;
  for (const item of value) if (!Number.isFinite(item)) return false;
  return true;
}

export function readSensorCalibration(row: CalibratedSensorRow): SensorCalibration {
  const pose = readPose(row);
  return {
    token: row.token,
    pose: 'code' in pose ? { fault: pose } : { egoFromSensor: pose },
    lens: readLens(row),
  };
}

/** The 3 × 3 matrix, and T4's distortion k1 k2 p1 p2 k3. nuScenes has none: its images are undistorted. */
function readLens(row: CalibratedSensorRow): SensorCalibration['lens'] {
  const parsed = lensRow.safeParse(row);
  if (!parsed.success) return { fault: { code: 'calibration.malformed', ...schemaFault(parsed.error, row) } };
  const { camera_intrinsic: matrix, camera_distortion: distortion } = parsed.data;
  if (matrix.length === 0) return { fault: { code: 'calibration.missing' } };
  return opencvLens(matrix.flat(), distortion ?? [], 'opencv', 'camera_intrinsic');
}

/**
 * cameraFromLidar. The vehicle moves between sweep and exposure: what was seen at the time of the sweep goes through the
 * world to where the camera was at its own time. Without ego poses, the vehicle stands still.
 */
export function cameraFromLidar(
  egoFromCamera: RigidTransform,
  ...toEgo: Parameters<typeof egoAtImageFromLidar>
): RigidTransform {
  return composeTransforms(invertTransform(egoFromCamera), egoAtImageFromLidar(...toEgo));
}

export function egoAtImageFromLidar(
  egoFromLidar: RigidTransform,
  poses?: { readonly worldFromEgoAtImage: RigidTransform; readonly worldFromEgoAtSweep: RigidTransform },
): RigidTransform {
  if (poses === undefined) return egoFromLidar;
  const egoAtImageFromEgo = composeTransforms(
    invertTransform(poses.worldFromEgoAtImage),
    poses.worldFromEgoAtSweep,
  );
  return composeTransforms(egoAtImageFromEgo, egoFromLidar);
}

/** As {@link cameraFromLidar}, computed when it is asked for: of a hundred thousand images a person looks at some. */
export class CalibrationAtExposure implements FoundCalibration {
  readonly intrinsics: Intrinsics;
  readonly #poses: Parameters<typeof cameraFromLidar>;

  constructor(intrinsics: Intrinsics, ...poses: Parameters<typeof cameraFromLidar>) {
    this.intrinsics = intrinsics;
    this.#poses = poses;
  }

  get cameraFromLabel(): RigidTransform {
    return cameraFromLidar(...this.#poses);
  }

  get chain(): PoseChain {
    const [, ...toEgo] = this.#poses;
    return chainOf(IDENTITY_TRANSFORM, egoAtImageFromLidar(...toEgo));
  }
}
