import type { TFunction } from 'i18next';
import { distance } from '#shared/geometry/vec3.ts';
import type { Measurement } from '#renderer/editor/tools/toolOverlay.ts';
import { formatMetres } from '#renderer/i18n/format.ts';

/** How far apart two places are, straight, level and in height. */
export function formatMeasurement({ from, to }: Measurement, t: TFunction): string {
  return t('measure.readout', {
    distance: formatMetres(distance(from, to)),
    level: formatMetres(Math.hypot(to[0] - from[0], to[1] - from[1])),
    up: formatMetres(to[2] - from[2]),
  });
}
