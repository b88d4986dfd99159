import { opencvLens } from '../opencvLens.ts';
import type { CalibrationContents, FoundLens, FoundPose } from './calibrationContents.ts';
import { poseAt } from './poseAt.ts';
import { isMapping, matrixAt, sizeAt } from './rosMatrix.ts';

/**
 * OpenCalib's JSON: `{<any name>: {sensor_name, target_sensor_name, param_type, param}}`. Intrinsic: `cam_K` row by row,
 * `cam_dist` (OpenCV's order), `img_dist_w`, `img_dist_h`. Extrinsic: `sensor_calib`, 4 × 4 row by row, leads from
 * `sensor_name` to `target_sensor_name`. Entries of other kinds are left out; undefined where there are only such.
 */
export function readOpenCalib(json: unknown): CalibrationContents | undefined {
  if (!isMapping(json)) return undefined;
  const lenses: FoundLens[] = [];
  const poses: FoundPose[] = [];
  for (const entry of Object.values(json)) {
    if (!isMapping(entry)) continue;
    const { sensor_name: from, target_sensor_name: to, param_type: type, param } = entry;
    if (typeof from !== 'string' || !isMapping(param)) continue;
    if (type === 'intrinsic') lenses.push(readIntrinsic(from, param));
    else if (type === 'extrinsic' && typeof to === 'string') {
      poses.push({ from, to, pose: poseAt(param, ['sensor_calib']) });
    }
  }
  return lenses.length + poses.length === 0 ? undefined : { form: 'opencalib', lenses, poses };
}

function readIntrinsic(camera: string, param: object): FoundLens {
  const matrix = matrixAt(param, ['cam_K'], [9]);
  const distortion = Object.hasOwn(param, 'cam_dist') ? matrixAt(param, ['cam_dist']) : { numbers: [] };
  if ('fault' in matrix) return { camera, of: () => matrix };
  if ('fault' in distortion) return { camera, of: () => distortion };
  const lens = opencvLens(matrix.numbers, distortion.numbers, 'opencv', matrix.where);
  return { camera, ...sizeAt(param, ['img_dist_w'], ['img_dist_h']), of: () => lens };
}
