import { parseJson } from '../problems/parseJson.ts';
import { ProblemError } from '../problems/problem.ts';
import type { CalibrationFault } from './calibration.ts';
import { LARGEST_CALIBRATION_BYTES } from './calibrationLimits.ts';
import type { DatasetFolder } from './fileTree.ts';

/** A calibration file that is JSON; one that cannot be read is a fault of the calibration, not of the dataset. */
export async function readCalibrationJson(
  folder: DatasetFolder,
  path: string,
): Promise<{ readonly json: unknown } | { readonly fault: CalibrationFault }> {
  const malformed = 'calibration.malformed';
  try {
    const text = await folder.readText(path, LARGEST_CALIBRATION_BYTES);
    return { json: parseJson(text, path, { malformed, mismatch: malformed }) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, params } = error.problem;
    return { fault: { ...params, code: code === 'file.missing' ? 'calibration.missing' : malformed } };
  }
}
