import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMetres } from '#renderer/i18n/format.ts';
import { usePreferences } from '#renderer/state/preferences.ts';

/** Says that points are hidden, so that nobody takes them for missing. */
export function HeightsShown(): ReactNode {
  const { t } = useTranslation();
  const { isOn, low, high } = usePreferences((settings) => settings.heightSlab);
  if (!isOn) return null;
  return (
    <span className="heights-shown">
      {t('slab.shown', { low: formatMetres(low), high: formatMetres(high) })}
    </span>
  );
}
