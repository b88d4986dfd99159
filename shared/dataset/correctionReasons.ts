import type { ProblemReason } from '../problems/reasons.ts';
import type { CalibrationCorrection } from './calibrationCorrection.ts';

/** What a correction does, as a reason with a text in every language. */
const REASONS = {
  invert: 'correctedInvert',
  transpose: 'correctedTranspose',
  axes: 'correctedAxes',
  'quaternion-order': 'correctedQuaternion',
  unit: 'correctedUnit',
  'nearest-rotation': 'correctedRotation',
  unmirror: 'correctedMirror',
  scale: 'correctedScale',
  crop: 'correctedCrop',
  lens: 'correctedLens',
  swap: 'correctedSwap',
  replace: 'correctedReplace',
} as const satisfies Record<CalibrationCorrection['kind'], ProblemReason>;

export function correctionReason({ kind }: CalibrationCorrection): ProblemReason {
  return REASONS[kind];
}
