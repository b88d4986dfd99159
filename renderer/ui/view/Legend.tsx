import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RAMP_STOPS } from '#renderer/scene/color/ramp.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useTheme } from '#renderer/state/theme.ts';

/** What the colours of the points stand for. */
export function Legend(): ReactNode {
  const { t } = useTranslation();
  const mode = usePreferences((settings) => settings.colorMode);
  const theme = useTheme();
  const ends = {
    height: ['0', '4 m'],
    intensity: [t('view.legendEnds.low'), t('view.legendEnds.high')],
    distance: [t('view.legendEnds.near'), t('view.legendEnds.far')],
    single: undefined,
    camera: undefined,
  }[mode];
  return (
    <div className="legend">
      <span className="legend__name" title={t(`view.legend.${mode}`)}>
        {t(`view.legend.${mode}`)}
      </span>
      {ends !== undefined && (
        <>
          <span className="legend__end">{ends[0]}</span>
          <span className="legend__ramp" style={{ background: rampOf(theme) }} />
          <span className="legend__end">{ends[1]}</span>
        </>
      )}
    </div>
  );
}

/** The scene's own stops. */
function rampOf(theme: keyof typeof RAMP_STOPS): string {
  return `linear-gradient(90deg, ${RAMP_STOPS[theme].join(', ')})`;
}
