import { rotationFault, type FoundCalibration } from './calibration.ts';
import { correctCalibration, type CalibrationCorrection } from './calibrationCorrection.ts';

export type CorrectionFault = 'noCalibration' | 'noOtherCalibration' | 'correctionUnsound';

/**
 * What a correction makes of a calibration, or why that is none.
 *
 * @param found what the file says, be it a calibration or not; undefined where it has no numbers: only other ones altogether, or another camera's, can
 *   take its place
 * @param of the calibrations of the other cameras
 */
export function soundlyCorrected(
  found: FoundCalibration | undefined,
  correction: CalibrationCorrection,
  of: (camera: string) => FoundCalibration | undefined,
): FoundCalibration | CorrectionFault {
  if (found === undefined && correction.kind !== 'replace' && correction.kind !== 'swap')
    return 'noCalibration';
  const corrected = correctCalibration(found ?? NOTHING, correction, of);
  if (corrected === undefined) return 'noOtherCalibration';
  return rotationFault(corrected.cameraFromLabel) === undefined ? corrected : 'correctionUnsound';
}

/** Stands in where nothing is looked at. */
const NOTHING: FoundCalibration = {
  intrinsics: { model: 'pinhole', fx: 1, fy: 1, cx: 0, cy: 0 },
  cameraFromLabel: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
};
