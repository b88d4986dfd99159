import type { TFunction } from 'i18next';
import type { Dataset } from '#shared/dataset/dataset.ts';
import { summariseDataset } from '#shared/dataset/summary.ts';

/** “SUSTechPOINTS scene: 4 frames, 3 cameras, 1 frame without images”. */
export function describeDataset(dataset: Dataset, t: TFunction): string {
  const summary = summariseDataset(dataset);
  return [
    layoutName(summary.layout, t),
    t('report.frames', { count: summary.frames }),
    t('report.cameras', { count: summary.cameras }),
    ...(summary.framesWithoutImages > 0 && summary.cameras > 0
      ? [t('report.withoutImages', { count: summary.framesWithoutImages })]
      : []),
    ...(summary.skipped > 0 ? [t('report.skipped', { count: summary.skipped })] : []),
  ].join(t('report.separator'));
}

/** The layout by the name that people know it by. */
export function layoutName(layout: string, t: TFunction): string {
  if (layout === 'boxwright' || layout === 'sustechpoints') return t(`report.layout.${layout}`);
  return t('report.layout.other', { layout });
}
