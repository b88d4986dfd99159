import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { CalibrationFault } from '../calibration.ts';
import type { Intrinsics } from '../dataset.ts';
import { lensOfMatrix } from '../matrixLens.ts';
import { isLensOpen, opencvLens } from '../opencvLens.ts';
import type { CalibrationContents, LensContext } from './calibrationContents.ts';
import { isMapping, matrixAt, sizeAt, textAt } from './rosMatrix.ts';

/** ROS's two ways to write a camera down: `camera_calibration_parsers`, and the message itself in ROS 1 and 2. */
const KEYS = {
  matrix: ['camera_matrix', 'K', 'k'],
  distortion: ['distortion_coefficients', 'D', 'd'],
  rectification: ['rectification_matrix', 'R', 'r'],
  projection: ['projection_matrix', 'P', 'p'],
  width: ['image_width', 'width'],
  height: ['image_height', 'height'],
} as const;

export interface CameraInfo {
  readonly lens: CameraInfoLens;
  readonly width?: number;
  readonly height?: number;
  /** Whether its coefficients fit two lenses and no `distortion_model` says which. */
  readonly isOpen?: boolean;
}

export type CameraInfoLens =
  | {
      readonly intrinsics: Intrinsics;
      /** What rectifying does to the axes: the identity for raw images. */
      readonly imageFromOptical: RigidTransform;
    }
  | { readonly fault: CalibrationFault };

/** Does the file describe a camera at all? */
export function isCameraInfo(value: unknown): boolean {
  return isMapping(value) && [...KEYS.matrix, ...KEYS.projection].some((key) => Object.hasOwn(value, key));
}

/**
 * The lens of a file in ROS's form, which knows no pose; undefined for others.
 *
 * @param camera what the file calls the camera
 */
export function cameraInfoContents(value: unknown, camera: string): CalibrationContents | undefined {
  if (!isMapping(value) || !isCameraInfo(value)) return undefined;
  const own = ['distortion_model', ...KEYS.projection, 'rectification_matrix'];
  if (!own.some((key) => Object.hasOwn(value, key))) return undefined;
  const { lens: _lens, ...about } = readCameraInfo(value, { isRectified: false });
  const lens = { camera, ...about, of: (context: LensContext) => readCameraInfo(value, context).lens };
  return { form: 'camera-info', lenses: [lens], poses: [] };
}

/**
 * A camera as ROS writes it, from YAML. Raw images go through K and the distortion: pixel = lens(p). Images that
 * `image_proc` has rectified go through the projection matrix alone: pixel = P · [R · p; 1], see ROS's
 * sensor_msgs/CameraInfo.
 */
export function readCameraInfo(value: unknown, { isRectified, model }: LensContext): CameraInfo {
  if (!isMapping(value)) {
    return { lens: { fault: { code: 'calibration.malformed', reason: 'expectObject' } } };
  }
  const size = sizeAt(value, KEYS.width, KEYS.height);
  return isRectified ? { lens: rectifiedLens(value), ...size } : { ...rawLens(value, model), ...size };
}

function rawLens(value: Readonly<Record<string, unknown>>, answer: string | undefined): CameraInfo {
  const matrix = matrixAt(value, KEYS.matrix, [9]);
  if ('fault' in matrix) return { lens: matrix };
  const isPlain = KEYS.distortion.every((key) => !Object.hasOwn(value, key));
  const distortion = isPlain ? { numbers: [] } : matrixAt(value, KEYS.distortion);
  if ('fault' in distortion) return { lens: distortion };
  const named = textAt(value, ['distortion_model']);
  // Omnidirectional cameras have no field of their own in the message; those who write them add xi.
  const xi = typeof value['xi'] === 'number' ? value['xi'] : undefined;
  const isOpen = xi === undefined && isLensOpen(distortion.numbers, named);
  const lens = opencvLens(matrix.numbers, distortion.numbers, named ?? answer, matrix.where, xi);
  return {
    lens: 'fault' in lens ? lens : { ...lens, imageFromOptical: IDENTITY_TRANSFORM },
    ...(isOpen && { isOpen }),
  };
}

function rectifiedLens(value: object): CameraInfoLens {
  const projection = matrixAt(value, KEYS.projection, [12]);
  if ('fault' in projection) return projection;
  const lens = lensOfMatrix(projection.numbers, projection.where);
  if ('fault' in lens) return lens;
  const { intrinsics, shift: translation } = lens;
  const isUnturned = KEYS.rectification.every((key) => !Object.hasOwn(value, key));
  if (isUnturned) return { intrinsics, imageFromOptical: { ...IDENTITY_TRANSFORM, translation } };
  const turn = matrixAt(value, KEYS.rectification, [9]);
  if ('fault' in turn) return turn;
  const [a, b, c, d, e, f, g, h, i] = turn.numbers;
  return {
    intrinsics,
    imageFromOptical: { rotation: [a!, b!, c!, d!, e!, f!, g!, h!, i!], translation },
  };
}
