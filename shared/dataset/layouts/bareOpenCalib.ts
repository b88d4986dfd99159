import { transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { rotationFault, type CalibrationFault } from '../calibration.ts';
import type { Intrinsics } from '../dataset.ts';
import { opencvLens } from '../opencvLens.ts';
import { isMapping, matrixAt, pixelsAt } from './rosMatrix.ts';

/** What one entry of an OpenCalib file says. */
export type OpenCalibEntry =
  | {
      readonly kind: 'intrinsic';
      readonly camera: string;
      readonly lens: { readonly intrinsics: Intrinsics } | { readonly fault: CalibrationFault };
      readonly width?: number;
      readonly height?: number;
    }
  | {
      readonly kind: 'extrinsic';
      readonly from: string;
      readonly to: string;
      /** p_to = pose · p_from. */
      readonly pose: RigidTransform | { readonly fault: CalibrationFault };
    };

/**
 * OpenCalib's JSON: `{<any name>: {sensor_name, target_sensor_name, param_type, param}}`. Intrinsic: `cam_K` row by row,
 * `cam_dist` (OpenCV's order), `img_dist_w`, `img_dist_h`. Extrinsic: `sensor_calib`, 4 × 4 row by row, leads from
 * `sensor_name` to `target_sensor_name`. Entries of other kinds are left out.
 */
export function readOpenCalib(json: unknown): OpenCalibEntry[] {
  if (!isMapping(json)) return [];
  return Object.values(json).flatMap((entry) => {
    if (!isMapping(entry)) return [];
    const { sensor_name: from, target_sensor_name: to, param_type: type, param } = entry;
    if (typeof from !== 'string' || !isMapping(param)) return [];
    if (type === 'intrinsic') return [readIntrinsic(from, param)];
    if (type !== 'extrinsic' || typeof to !== 'string') return [];
    return [{ kind: 'extrinsic', from, to, pose: readPose(param) } as const];
  });
}

function readIntrinsic(camera: string, param: object): OpenCalibEntry {
  const matrix = matrixAt(param, ['cam_K'], [9]);
  const distortion = Object.hasOwn(param, 'cam_dist') ? matrixAt(param, ['cam_dist']) : { numbers: [] };
  const width = pixelsAt(param, ['img_dist_w']);
  const height = pixelsAt(param, ['img_dist_h']);
  const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
  if ('fault' in matrix) return { kind: 'intrinsic', camera, lens: matrix };
  if ('fault' in distortion) return { kind: 'intrinsic', camera, lens: distortion };
  const lens = opencvLens(matrix.numbers, distortion.numbers, undefined, matrix.where);
  return { kind: 'intrinsic', camera, lens, ...size };
}

function readPose(param: object): RigidTransform | { fault: CalibrationFault } {
  const matrix = matrixAt(param, ['sensor_calib'], [16]);
  if ('fault' in matrix) return matrix;
  const isHomogeneous = matrix.numbers.slice(12).every((value, i) => value === (i === 3 ? 1 : 0));
  const pose = transformFromRows(matrix.numbers);
  const reason = isHomogeneous ? rotationFault(pose) : 'notRowMajor';
  const where = matrix.where;
  return reason === undefined ? pose : { fault: { code: 'calibration.malformed', reason, where } };
}
