import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  transformFromRows,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import { add, ZERO } from '../../geometry/vec3.ts';
import {
  chainOf,
  rotationFault,
  type CalibrationFault,
  type CalibrationReading,
  type FoundCalibration,
} from '../calibration.ts';
import { lensOfMatrix } from '../matrixLens.ts';
import { numbersAt, parseKittiText, type KittiNumbers, type KittiText } from './kittiText.ts';

/** What KITTI's calibrations amount to, in the form of the object benchmark or of the raw recordings. */
export interface KittiCalibration {
  /** Rectified camera 0 from the lidar: the frame that the object benchmark's labels are written in. */
  readonly rectFromLidar: KittiPose;
  /** What it has after the pose of the lidar: rectified camera 0 from camera 0. */
  readonly rectFromCamera0: KittiPose;
  /** The 3 × 4 projection from rectified camera 0 to the pixels of camera 0, 1, …, row by row. */
  readonly projectionOf: (camera: number) => KittiNumbers;
  /** Of the rectified images, pixels; only raw recordings say it. */
  readonly sizeOf: (camera: number) => { readonly width: number; readonly height: number } | undefined;
}

export type KittiPose =
  | { readonly pose: RigidTransform }
  /** `refused`: the numbers that are no pose, where there are any. */
  | { readonly fault: CalibrationFault; readonly refused?: RigidTransform };

/**
 * The object benchmark's text: `P0` … `P3`, `R0_rect` and `Tr_velo_to_cam`, p_rect = R0_rect · Tr_velo_to_cam · p. The
 * tracking benchmark says `R_rect` and `Tr_velo_cam`. The odometry benchmark has only `Tr`, rectified already.
 */
export function readObjectCalibration(text: string): KittiCalibration {
  const entries = parseKittiText(text);
  return {
    ...rectFromLidarOf(entries),
    projectionOf: (camera) => numbersAt(entries, [`P${camera}`, `P_rect_0${camera}`], [12]),
    sizeOf: () => undefined,
  };
}

/** The two texts of a raw recording's date: `calib_cam_to_cam.txt` and `calib_velo_to_cam.txt`. */
export function readRawCalibration(camToCam: string, veloToCam: string): KittiCalibration {
  const cameras = parseKittiText(camToCam);
  const rectFromCamera0 = poseOf(numbersAt(cameras, ['R_rect_00', 'R0_rect'], [9]));
  return {
    rectFromLidar: checked(compose(rectFromCamera0, readRotationAndTranslation(veloToCam))),
    rectFromCamera0,
    projectionOf: (camera) => numbersAt(cameras, [`P_rect_0${camera}`], [12]),
    sizeOf(camera) {
      const read = numbersAt(cameras, [`S_rect_0${camera}`], [2]);
      if ('fault' in read) return undefined;
      const [width = 0, height = 0] = read.numbers;
      const isSize = [width, height].every((side) => Number.isInteger(side) && side > 0);
      return isSize ? { width, height } : undefined;
    },
  };
}

/** `R` and `T` of `calib_velo_to_cam.txt` (camera 0 from lidar) or `calib_imu_to_velo.txt` (lidar from IMU). */
export function readRotationAndTranslation(text: string): KittiPose {
  const entries = parseKittiText(text);
  const rotation = poseOf(numbersAt(entries, ['R'], [9]));
  if ('fault' in rotation) return rotation;
  const translation = numbersAt(entries, ['T'], [3]);
  if ('fault' in translation) return translation;
  const [x, y, z] = translation.numbers;
  return checked({ pose: { ...rotation.pose, translation: [x!, y!, z!] } });
}

/** `Tr_imu_to_velo` of the object benchmark's text: lidar from IMU; undefined where it is not there. */
export function readLidarFromImu(text: string): KittiPose | undefined {
  const entries = parseKittiText(text);
  const key = 'Tr_imu_to_velo';
  return entries.has(key) ? checked(poseOf(numbersAt(entries, [key], [12, 16]))) : undefined;
}

/** pixel = P · [p_rect; 1] = K · (p_rect + K⁻¹ · P's fourth column). */
export function kittiCameraReading(calibration: KittiCalibration, camera: number): CalibrationReading {
  const projection = calibration.projectionOf(camera);
  if ('fault' in projection) return projection;
  const lens = lensOfMatrix(projection.numbers, projection.where);
  if ('fault' in lens) return lens;
  const { rectFromLidar: rect, rectFromCamera0 } = calibration;
  const cameraFrom = (pose: RigidTransform): RigidTransform => ({
    ...pose,
    translation: add(pose.translation, lens.shift),
  });
  const calibrated = (pose: RigidTransform): FoundCalibration => ({
    intrinsics: lens.intrinsics,
    cameraFromLabel: cameraFrom(pose),
    ...('pose' in rectFromCamera0 && {
      chain: chainOf(cameraFrom(rectFromCamera0.pose), IDENTITY_TRANSFORM),
    }),
  });
  if ('pose' in rect) return calibrated(rect.pose);
  return { fault: rect.fault, ...(rect.refused && { refused: calibrated(rect.refused) }) };
}

function rectFromLidarOf(entries: KittiText): Pick<KittiCalibration, 'rectFromLidar' | 'rectFromCamera0'> {
  const keys = ['Tr_velo_to_cam', 'Tr_velo_cam', 'Tr'];
  const lidar = numbersAt(entries, keys, [12, 16]);
  const isRectified = 'where' in lidar && lidar.where === 'Tr';
  const rectFromCamera0 = isRectified
    ? { pose: IDENTITY_TRANSFORM }
    : poseOf(numbersAt(entries, ['R0_rect', 'R_rect', 'R_rect_00'], [9, 12, 16]));
  const lidarPose = poseOf(lidar);
  const rectFromLidar = isRectified || 'fault' in lidarPose ? lidarPose : compose(rectFromCamera0, lidarPose);
  return { rectFromLidar: checked(rectFromLidar), rectFromCamera0 };
}

function compose(cFromB: KittiPose, bFromA: KittiPose): KittiPose {
  if ('fault' in cFromB) return cFromB;
  return 'fault' in bFromA ? bFromA : { pose: composeTransforms(cFromB.pose, bFromA.pose) };
}

/** Of 9 numbers a rotation alone, of 12 or 16 a rotation and a translation. */
function poseOf(read: KittiNumbers): KittiPose {
  if ('fault' in read) return read;
  const [a, b, c, d, e, f, g, h, i] = read.numbers;
  if (read.numbers.length > 9) return { pose: transformFromRows(read.numbers) };
  return { pose: { rotation: [a!, b!, c!, d!, e!, f!, g!, h!, i!], translation: ZERO } };
}

function checked(read: KittiPose): KittiPose {
  if ('fault' in read) return read;
  const reason = rotationFault(read.pose);
  if (reason === undefined) return read;
  return { fault: { code: 'calibration.malformed', reason }, refused: read.pose };
}
