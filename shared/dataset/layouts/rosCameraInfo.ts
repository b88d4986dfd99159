import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { IDENTITY_TRANSFORM } from '../../geometry/rigidTransform.ts';
import type { CalibrationFault } from '../calibration.ts';
import type { Intrinsics } from '../dataset.ts';
import { lensOfMatrix } from '../matrixLens.ts';
import { opencvLens } from '../opencvLens.ts';
import { isMapping, matrixAt, pixelsAt } from './rosMatrix.ts';

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
 * A camera as ROS writes it, from YAML. Raw images go through K and the distortion: pixel = lens(p). Images that
 * `image_proc` has rectified go through the projection matrix alone: pixel = P · [R · p; 1], see ROS's
 * sensor_msgs/CameraInfo.
 */
export function readCameraInfo(value: unknown, isRectified: boolean): CameraInfo {
  if (!isMapping(value)) {
    return { lens: { fault: { code: 'calibration.malformed', reason: 'expectObject' } } };
  }
  const width = pixelsAt(value, KEYS.width);
  const height = pixelsAt(value, KEYS.height);
  return {
    lens: isRectified ? rectifiedLens(value) : rawLens(value),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
}

function rawLens(value: object): CameraInfoLens {
  const matrix = matrixAt(value, KEYS.matrix, [9]);
  if ('fault' in matrix) return matrix;
  const isPlain = KEYS.distortion.every((key) => !Object.hasOwn(value, key));
  const distortion = isPlain ? { numbers: [] } : matrixAt(value, KEYS.distortion);
  if ('fault' in distortion) return distortion;
  const model: unknown = Reflect.get(value, 'distortion_model');
  const named = typeof model === 'string' ? model : undefined;
  const lens = opencvLens(matrix.numbers, distortion.numbers, named, matrix.where);
  return 'fault' in lens ? lens : { ...lens, imageFromOptical: IDENTITY_TRANSFORM };
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
