import type { TFunction } from 'i18next';
import type { CalibrationCorrection } from '#shared/dataset/calibrationCorrection.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import { formatFixed } from '#renderer/i18n/format.ts';

/** What a correction would do, as something to be done. */
export function describeCorrection(
  correction: CalibrationCorrection,
  cameras: readonly Camera[],
  t: TFunction,
): string {
  switch (correction.kind) {
    case 'unit':
      return t('calibration.corrections.unit', { factor: correction.factor });
    case 'unmirror':
      return t('calibration.corrections.unmirror', { axis: correction.axis });
    case 'scale':
      return t('calibration.corrections.scale', { x: short(correction.x), y: short(correction.y) });
    case 'crop':
      return t('calibration.corrections.crop', {
        left: short(-correction.left),
        top: short(-correction.top),
      });
    case 'lens':
      return t('calibration.corrections.lens', { model: correction.intrinsics.model });
    case 'swap': {
      const other = cameras.find(({ id }) => id === correction.camera)?.name ?? correction.camera;
      return t('calibration.corrections.swap', { other });
    }
    default:
      return t(`calibration.corrections.${correction.kind}`);
  }
}

function short(value: number): string {
  return formatFixed(value, Number.isInteger(value) ? 0 : 3);
}
