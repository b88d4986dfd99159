import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLE } from '#renderer/editor/review/sample.ts';
import { percent } from './percent.ts';
import { useSampleProgress } from './useReview.ts';

/** How far the sample has been judged, and the error rate that it tells. Drawn once all frames were looked at. */
export function SampleFoot(): ReactNode {
  const { t } = useTranslation();
  const progress = useSampleProgress();
  if (progress === undefined || progress.total === 0) return null;
  const { done, total, errorRate } = progress;
  return (
    <div className="sample">
      <div className="sample__row">
        <b>{t('review.sample')}</b>
        <span>{t('review.sampleOf', { risk: SAMPLE.riskPercent, random: SAMPLE.randomPercent })}</span>
        <span className="sample__end">{t('review.sampleCount', { done, total })}</span>
      </div>
      <progress value={done} max={total} aria-label={t('review.reviewed')} />
      <div className="sample__row">
        <span>{t('review.errorRate')}</span>
        {errorRate === undefined ? (
          <span className="sample__end">{t('review.noErrorRate')}</span>
        ) : (
          <span className="sample__end">
            <b>{percent(errorRate.rate)} %</b>{' '}
            {t('review.interval', { low: percent(errorRate.low), high: percent(errorRate.high) })}
          </span>
        )}
      </div>
    </div>
  );
}
