import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltering } from '#renderer/editor/session/viewFilter.ts';
import { formatMetres } from '#renderer/i18n/format.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { formatWithin } from '../layers/formatWithin.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { ShownChip } from './ShownChip.tsx';

/** Says what is hidden, so that nobody takes it for missing, and shows it again. */
export function FilterShown(): ReactNode {
  const { t } = useTranslation();
  const { isOn, low, high } = usePreferences((settings) => settings.heightSlab);
  const filter = useEditor((state) => state.filter);
  const { withinMetres, region, labelled, hiddenClasses, hidesBoxes } = filter;
  const parts = [
    isOn && t('slab.shown', { low: formatMetres(low), high: formatMetres(high) }),
    withinMetres !== undefined && t('filter.shown.within', { metres: formatWithin(withinMetres) }),
    region !== undefined && t('filter.shown.region'),
    labelled !== undefined && t(`filter.shown.${labelled}`),
    hiddenClasses.size > 0 && t('filter.shown.classes', { count: hiddenClasses.size }),
    hidesBoxes && t('filter.shown.boxes'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <ShownChip text={parts.join(' · ')} isWarning end={isFiltering(filter) ? 'view.showAll' : undefined} />
  );
}
