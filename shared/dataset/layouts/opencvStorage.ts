import { fromAxisAngle, toMatrix3 } from '../../geometry/quaternion.ts';
import type { Matrix3 } from '../../geometry/matrix3.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { rotationFault } from '../calibration.ts';
import type { LensReading } from '../checkedLens.ts';
import { isLensOpen, opencvLens } from '../opencvLens.ts';
import { LIDAR_FRAME, type CalibrationContents, type FoundPose } from './calibrationContents.ts';
import { poseAt, type PoseReading } from './poseAt.ts';
import { isMapping, matrixAt, sizeAt, textAt, type MatrixReading } from './rosMatrix.ts';

/** What programs call these where they write with OpenCV's FileStorage, or by hand in the same manner. */
const KEYS = {
  matrix: words(
    'camera_matrix Camera_Matrix cameraMatrix CameraMatrix CameraMat intrinsic_matrix camera_intrinsic intrinsic ' +
      'intrinsics K k mtx',
  ),
  distortion: words(
    'distortion_coefficients Distortion_Coefficients distCoeffs dist_coeffs dist_coeff distortion_coeffs DistCoeff ' +
      'distortion dist D d',
  ),
  model: words('distortion_model DistModel'),
  width: words('image_width image_Width imageWidth width'),
  height: words('image_height image_Height imageHeight height'),
  size: words('ImageSize image_size imageSize resolution'),
  cameraFromLidar: words(
    'T_cam_lidar T_camera_lidar T_cam_velo lidar_to_camera lidar_to_cam velo_to_cam Tr_velo_to_cam cameraFromLidar ' +
      'camera_from_lidar',
  ),
  // Autoware's old tool: its points_image turns the matrix round before it projects.
  lidarFromCamera: words(
    'CameraExtrinsicMat T_lidar_cam T_lidar_camera T_velo_cam camera_to_lidar cam_to_lidar lidarFromCamera ' +
      'lidar_from_camera',
  ),
  eitherWay: words('extrinsic extrinsics extrinsic_matrix Extrinsic T RT Rt'),
  rotation: words('R rotation rotation_matrix'),
  translation: words('T t translation tvec'),
};
/** Stereo calibrations: their R and T lead from one camera to the other. */
const STEREO = ['R1', 'P1', 'M1', 'Q', 'E', 'F'];

/**
 * One camera as OpenCV's FileStorage holds it: `camera_matrix` (3 × 3 row by row), `distortion_coefficients` in OpenCV's
 * order, `fisheye_model` or `xi` where the lens is none of `projectPoints`, the image's size, and a pose between lidar and
 * camera, if any. Undefined for what holds none of these.
 *
 * @param camera what the file calls the camera
 */
export function readOpencvStorage(value: unknown, camera: string): CalibrationContents | undefined {
  if (!isMapping(value)) return undefined;
  const hasLens = hasAny(value, KEYS.matrix);
  const pose = poseOf(value, camera);
  if (!hasLens && pose === undefined) return undefined;
  const model = modelOf(value);
  const distortion = hasAny(value, KEYS.distortion) ? matrixAt(value, KEYS.distortion) : { numbers: [] };
  const isOpen =
    !('fault' in distortion) && !Object.hasOwn(value, 'xi') && isLensOpen(distortion.numbers, model);
  const lens = {
    camera,
    ...sizeOf(value),
    isOpen,
    of: ({ model: answer }: { readonly model?: string }) =>
      'fault' in distortion ? distortion : readLens(value, distortion.numbers, model ?? answer),
  };
  return { form: 'opencv', lenses: hasLens ? [lens] : [], poses: pose === undefined ? [] : [pose] };
}

function readLens(
  value: Readonly<Record<string, unknown>>,
  distortion: readonly number[],
  model: string | undefined,
): LensReading {
  const matrix = matrixAt(value, KEYS.matrix, [9, 4]);
  if ('fault' in matrix) return matrix;
  const xi = Object.hasOwn(value, 'xi') ? xiOf(value) : undefined;
  if (xi !== undefined && 'fault' in xi) return xi;
  // EuRoC's sensor.yaml has fu fv cu cv.
  const [a = 0, b = 0, c = 0, d = 0] = matrix.numbers;
  const numbers = matrix.numbers.length === 4 ? [a, 0, c, 0, b, d, 0, 0, 1] : matrix.numbers;
  return opencvLens(numbers, distortion, model, matrix.where, xi?.numbers[0]);
}

/** `omnidir::calibrate` gives a matrix of one number. */
function xiOf(value: Readonly<Record<string, unknown>>): MatrixReading {
  const { xi } = value;
  return typeof xi === 'number' ? { numbers: [xi], where: 'xi' } : matrixAt(value, ['xi'], [1]);
}

function modelOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { fisheye_model: isFisheye } = value;
  if (isFisheye === 1 || isFisheye === true) return 'fisheye';
  if (isFisheye === 0 || isFisheye === false) return 'opencv';
  return textAt(value, KEYS.model);
}

function sizeOf(value: Readonly<Record<string, unknown>>): ReturnType<typeof sizeAt> {
  const size = hasAny(value, KEYS.size) ? matrixAt(value, KEYS.size, [2]) : undefined;
  if (size === undefined || 'fault' in size) return sizeAt(value, KEYS.width, KEYS.height);
  const [width, height] = size.numbers;
  return sizeAt({ width, height }, ['width'], ['height']);
}

function poseOf(value: Readonly<Record<string, unknown>>, camera: string): FoundPose | undefined {
  const lead = { from: LIDAR_FRAME, to: camera };
  if (hasAny(value, KEYS.cameraFromLidar))
    return { ...lead, pose: poseAt(value, KEYS.cameraFromLidar, [16, 12]) };
  if (hasAny(value, KEYS.lidarFromCamera)) {
    return { from: camera, to: LIDAR_FRAME, pose: poseAt(value, KEYS.lidarFromCamera, [16, 12]) };
  }
  if (hasAny(value, STEREO)) return undefined;
  // OpenCV's solvePnP gives camera from object.
  if (hasAny(value, ['rvec'])) return { ...lead, pose: fromParts(value, ['rvec'], ['tvec', 'T', 't']) };
  const whole = hasAny(value, KEYS.eitherWay) ? poseAt(value, KEYS.eitherWay, [16, 12]) : undefined;
  const hasParts = hasAny(value, KEYS.rotation) && hasAny(value, KEYS.translation);
  // T is a whole matrix to some, and what goes with R to others.
  if (hasParts && (whole === undefined || 'fault' in whole)) {
    return { ...lead, pose: fromParts(value, KEYS.rotation, KEYS.translation), isOpen: true };
  }
  return whole && { ...lead, pose: whole, isOpen: true };
}

function fromParts(
  value: object,
  rotationKeys: readonly string[],
  translationKeys: readonly string[],
): PoseReading {
  const turn = matrixAt(value, rotationKeys, [9, 3]);
  if ('fault' in turn) return turn;
  const shift = matrixAt(value, translationKeys, [3]);
  if ('fault' in shift) return shift;
  const [x = 0, y = 0, z = 0] = shift.numbers;
  const pose: RigidTransform = { rotation: rotationOf(turn.numbers), translation: [x, y, z] };
  const reason = rotationFault(pose);
  if (reason === undefined) return pose;
  return { fault: { code: 'calibration.malformed', reason, where: turn.where }, refused: pose };
}

/** Nine numbers row by row, or OpenCV's rotation vector: the axis times the angle in radians. */
function rotationOf(numbers: readonly number[]): Matrix3 {
  if (numbers.length === 9) return numbers as unknown as Matrix3;
  const [x = 0, y = 0, z = 0] = numbers;
  const angle = Math.hypot(x, y, z);
  return toMatrix3(fromAxisAngle(angle === 0 ? [1, 0, 0] : [x / angle, y / angle, z / angle], angle));
}

function hasAny(value: object, keys: readonly string[]): boolean {
  return keys.some((key) => Object.hasOwn(value, key));
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
