import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/host/settings.ts';
import { formatMetres } from '#renderer/i18n/format.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { NumberField } from '../inspector/NumberField.tsx';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';

/** Heights that the field can be stepped by, and the least that is left between the two; metres. */
const STEP = 0.05;

/** Only points between two heights above the ground, or all. */
export function HeightRange(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const slab = usePreferences((settings) => settings.heightSlab);
  const change = (changes: Partial<Settings['heightSlab']>): void =>
    void applySettings(host, { heightSlab: { ...slab, ...changes } });
  const field = { step: STEP, isReadOnly: false, format: formatMetres };
  return (
    <section>
      <h2>{t('slab.title')}</h2>
      <label className="layers__switch">
        <input
          type="checkbox"
          checked={slab.isOn}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        {t('slab.only')}
        <KeyCaps command="appearance.groundPoints" />
      </label>
      <div className="layers__range">
        {t('slab.from')}
        <NumberField
          {...field}
          name="slab-low"
          label={t('slab.low')}
          value={slab.low}
          onChange={(next) => change({ low: Math.min(next(slab.low), slab.high - STEP) })}
        />
        {t('slab.to')}
        <NumberField
          {...field}
          name="slab-high"
          label={t('slab.high')}
          value={slab.high}
          onChange={(next) => change({ high: Math.max(next(slab.high), slab.low + STEP) })}
        />
        m
      </div>
      <p className="layers__note">{t('slab.note')}</p>
    </section>
  );
}
