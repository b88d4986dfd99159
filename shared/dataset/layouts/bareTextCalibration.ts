import { invertTransform, transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import {
  rotationFault,
  type CalibrationFault,
  type CalibrationReading,
  type FoundCalibration,
} from '../calibration.ts';
import { BROWN_CONRADY_COUNTS, opencvLens } from '../opencvLens.ts';
import { kittiCameraReading, readObjectCalibration } from './kittiCalibration.ts';
import { numbersAt, parseKittiText } from './kittiText.ts';
import { refusedReading } from './poseAt.ts';

export interface TextCalibration {
  readonly form: 'kitti' | 'opencalib-text';
  readonly reading: CalibrationReading;
  /** The pose is called `T`, which does not say which way it leads. */
  readonly isDirectionOpen: boolean;
}

/**
 * A calibration of one camera as text, `key: numbers`, in one of two forms. KITTI's: `P<n>`, `R0_rect` and
 * `Tr_velo_to_cam` (or `Tr`). OpenCalib's: `K` (9 numbers), `D` (4, 5, 8, 12 or 14, may be absent) and the pose `T` (12 or 16
 * numbers). Undefined for a text with neither.
 *
 * @param camera KITTI's number of the camera
 * @param isInverse whether `T` leads from the camera to the lidar
 */
export function readTextCalibration(
  text: string,
  camera: number,
  isInverse: boolean,
): TextCalibration | undefined {
  const entries = parseKittiText(text);
  if (!entries.has('K') && [...entries.keys()].some((key) => /^P\d$/.test(key))) {
    const reading = kittiCameraReading(readObjectCalibration(text), camera);
    return { form: 'kitti', reading, isDirectionOpen: false };
  }
  if (!entries.has('K')) return undefined;
  const matrix = numbersAt(entries, ['K'], [9]);
  const distortion = entries.has('D') ? numbersAt(entries, ['D'], BROWN_CONRADY_COUNTS) : { numbers: [] };
  const pose = numbersAt(entries, ['T'], [12, 16]);
  if ('fault' in matrix) return closed(matrix.fault);
  if ('fault' in distortion) return closed(distortion.fault);
  if ('fault' in pose) return closed(pose.fault);
  const lens = opencvLens(matrix.numbers, distortion.numbers, 'opencv', 'K');
  if ('fault' in lens) return closed(lens.fault);
  const written = transformFromRows(pose.numbers);
  const reason = rotationFault(written);
  const cameraFromLabel: RigidTransform = isInverse ? invertTransform(written) : written;
  const found = { ...lens, cameraFromLabel };
  if (reason !== undefined) return closed({ code: 'calibration.malformed', reason, where: 'T' }, found);
  return { form: 'opencalib-text', reading: found, isDirectionOpen: true };
}

function closed(fault: CalibrationFault, refused?: FoundCalibration): TextCalibration {
  return { form: 'opencalib-text', reading: refusedReading(fault, refused), isDirectionOpen: false };
}
