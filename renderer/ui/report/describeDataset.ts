import type { TFunction } from 'i18next';
import type { Dataset } from '#shared/dataset/dataset.ts';
import { isLayoutId } from '#shared/dataset/layoutIds.ts';
import { summariseDataset, type DatasetSummary } from '#shared/dataset/summary.ts';

/** “SUSTechPOINTS scene, 4 frames, 3 cameras, 1 frame without images”. */
export function describeDataset(dataset: Dataset, t: TFunction): string {
  return describeSummary(summariseDataset(dataset), t);
}

/** The same of a dataset of which only the numbers are known. */
export function describeSummary(summary: DatasetSummary, t: TFunction): string {
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

/** “2 sequences, 40 frames, 3 cameras, 2 lidars”: a single sequence goes without saying. */
export function describeContents(dataset: Dataset, t: TFunction): string {
  const { sequences } = dataset;
  const { frames, cameras } = summariseDataset(dataset);
  const lidars = Math.max(...sequences.map((sequence) => sequence.lidars.length));
  return [
    ...(sequences.length > 1 ? [t('report.sequences', { count: sequences.length })] : []),
    t('report.frames', { count: frames }),
    t('report.cameras', { count: cameras }),
    t('report.lidars', { count: lidars }),
  ].join(t('report.separator'));
}

/** The layout by the name that people know it by; one of another version of this program by its id. */
export function layoutName(layout: string, t: TFunction): string {
  return isLayoutId(layout) ? t(`layout.${layout}`) : t('layout.other', { layout });
}
