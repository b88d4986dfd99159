import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltering } from '#renderer/editor/session/viewFilter.ts';
import { formatMetres } from '#renderer/i18n/format.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { formatWithin } from '../layers/formatWithin.ts';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';

/** Says what is hidden, so that nobody takes it for missing, and shows it again. */
export function FilterShown(): ReactNode {
  const { t } = useTranslation();
  const { commands } = useWorkspace().session;
  const { isOn, low, high } = usePreferences((settings) => settings.heightSlab);
  const filter = useEditor((state) => state.filter);
  const tooltip = useCommandTooltip('view.showAll');
  const { withinMetres, region, labelled, hiddenClasses } = filter;
  const parts = [
    isOn && t('slab.shown', { low: formatMetres(low), high: formatMetres(high) }),
    withinMetres !== undefined && t('filter.shown.within', { metres: formatWithin(withinMetres) }),
    region !== undefined && t('filter.shown.region'),
    labelled !== undefined && t(`filter.shown.${labelled}`),
    hiddenClasses.size > 0 && t('filter.shown.classes', { count: hiddenClasses.size }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  const text = parts.join(' · ');
  return (
    <span className="filter-shown" title={text}>
      <span className="filter-shown__text">{text}</span>
      {isFiltering(filter) && (
        <button
          type="button"
          className="filter-shown__end"
          aria-label={tooltip}
          title={tooltip}
          onMouseDown={keepKeysInViews}
          onClick={() => commands.run('view.showAll')}
        >
          <X size={12} strokeWidth={2} aria-hidden />
        </button>
      )}
    </span>
  );
}
