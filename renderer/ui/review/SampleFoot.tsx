import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLE_PLANS, type SamplePlan } from '#renderer/editor/review/sample.ts';
import { ChoiceMenu } from '../controls/ChoiceMenu.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { percent } from './percent.ts';
import { useRoom, useSampleProgress } from './useReview.ts';

/** How far the sample has been judged, and the error rate that it tells. Drawn once all frames were looked at. */
export function SampleFoot(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const plan = useRoom((state) => state.plan);
  const progress = useSampleProgress();
  const nameOf = ({ riskPercent, randomPercent }: SamplePlan): string =>
    t('review.sampleOf', { risk: riskPercent, random: randomPercent });
  if (progress === undefined || progress.total === 0) return null;
  const { done, total, errorRate } = progress;
  return (
    <div className="sample">
      <div className="sample__row sample__row--plan">
        <b>{t('review.sample')}</b>
        <span className="sample__plan" title={nameOf(plan)}>
          {nameOf(plan)}
        </span>
        <ChoiceMenu
          icon={SlidersHorizontal}
          name={t('review.samplePlan')}
          value={keyOf(plan)}
          choices={SAMPLE_PLANS.map((choice) => ({ value: keyOf(choice), text: nameOf(choice) }))}
          onChange={(key) => {
            const chosen = SAMPLE_PLANS.find((choice) => keyOf(choice) === key);
            if (chosen !== undefined) room.drawSample(chosen);
          }}
        />
      </div>
      <div className="sample__row sample__row--plan">
        <progress value={done} max={total} aria-label={t('review.reviewed')} />
        <span>{t('review.sampleCount', { done, total })}</span>
      </div>
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

function keyOf({ riskPercent, randomPercent }: SamplePlan): string {
  return `${riskPercent}/${randomPercent}`;
}
