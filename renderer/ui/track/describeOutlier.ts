import type { TFunction } from 'i18next';
import { degreesFromRadians } from '#shared/geometry/angle.ts';
import type { TrackOutlier } from '#shared/labels/motion/trackOutliers.ts';
import { formatDegrees, formatMetres } from '#renderer/i18n/format.ts';

/** From here on a heading is called the other way, degrees. */
const BACK = 150;

/** What is odd in which frame, in words: "Frame 000044: turned by 12.4° against its neighbours". */
export function describeOutlier(
  { reason, index, lastIndex, amount }: TrackOutlier,
  nameOf: (index: number) => string,
  t: TFunction,
): string {
  const degrees = degreesFromRadians(amount);
  const isBack = reason === 'off-heading' && degrees >= BACK;
  const what = t(`plots.reason.${isBack ? 'faces-back' : reason}`, {
    metres: formatMetres(amount),
    degrees: formatDegrees(degrees),
  });
  const [frame, last] = [nameOf(index), nameOf(lastIndex)];
  return index === lastIndex ? t('plots.frame', { frame, what }) : t('plots.frames', { frame, last, what });
}
