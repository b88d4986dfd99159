import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RAMP_STOPS } from '#renderer/scene/color/ramp.ts';
import { TIME_STOPS, timeStrip } from '#renderer/scene/color/timeRamp.ts';
import { formatFixed } from '#renderer/i18n/format.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { useAggregate } from '../session/useAggregate.ts';

/** What the colours of the points stand for. */
export function Legend(): ReactNode {
  const hasOthers = useAggregate(({ frames }) => frames.some(({ pack }) => pack !== undefined));
  const isByTime = usePreferences((settings) => settings.aggregate.colorsByTime);
  return hasOthers && isByTime ? <TimeLegend /> : <ModeLegend />;
}

function ModeLegend(): ReactNode {
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
  const strip = `linear-gradient(90deg, ${RAMP_STOPS[theme].join(', ')})`;
  return <LegendStrip name={t(`view.legend.${mode}`)} ends={ends} strip={strip} />;
}

/** From the farthest frame before to the farthest after, this one in the middle. */
function TimeLegend(): ReactNode {
  const { t } = useTranslation();
  const theme = useTheme();
  const span = useAggregate((state) => state.span);
  const isTimed = useAggregate((state) => state.isTimed);
  const end = isTimed ? `${formatFixed(span, 1)} s` : formatFixed(span, 0);
  return (
    <LegendStrip
      name={t(isTimed ? 'view.legend.time' : 'view.legend.frames')}
      ends={[`−${end}`, `+${end}`]}
      strip={timeStrip(TIME_STOPS[theme])}
    />
  );
}

interface LegendStripProps {
  readonly name: string;
  readonly ends: readonly string[] | undefined;
  /** CSS. */
  readonly strip: string;
}

function LegendStrip({ name, ends, strip }: LegendStripProps): ReactNode {
  return (
    <div className="legend">
      <span className="legend__name" title={name}>
        {name}
      </span>
      {ends !== undefined && (
        <>
          <span className="legend__end">{ends[0]}</span>
          <span className="legend__ramp" style={{ background: strip }} />
          <span className="legend__end">{ends[1]}</span>
        </>
      )}
    </div>
  );
}
