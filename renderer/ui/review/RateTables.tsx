import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  RATE_KINDS,
  reviewRates,
  type ObjectRates,
  type RateKind,
} from '#renderer/editor/review/reviewRates.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { percent } from './percent.ts';
import { RateTable, type RateRow } from './RateTable.tsx';
import { useBoard, useRoom } from './useReview.ts';

/** Error rates and times, per annotator, sequence and class, per camera, and per reviewer. */
export function RateTables(): ReactNode {
  const { t } = useTranslation();
  const { sequence } = useWorkspace();
  const frames = useBoard((state) => state.frames);
  const agreements = useBoard((state) => state.agreements);
  const sample = useRoom((state) => state.sample);
  const rates = useMemo(
    () => reviewRates({ frames, agreements }, sample, sequence.name),
    [frames, agreements, sample, sequence],
  );
  const timeOf = useTimeOf();
  const objectRow = (
    kind: RateKind,
    { name, objects, judged, sentBack, errorRate, seconds }: ObjectRates,
  ): RateRow => ({
    name: name || (kind === 'author' ? t('review.nobody') : '—'),
    values: [
      formatCount(objects),
      formatCount(judged),
      judged === 0 ? '—' : `${formatCount(sentBack)} (${percent(sentBack / judged)} %)`,
      errorRate === undefined
        ? '—'
        : `${percent(errorRate.rate)} % (${percent(errorRate.low)}–${percent(errorRate.high)})`,
      timeOf(seconds),
    ],
  });
  const cameraName = (id: string): string => sequence.cameras.find((camera) => camera.id === id)?.name ?? id;
  return (
    <>
      <RateTable
        title={t('review.rates.title')}
        columns={[
          { text: t('review.rates.labels') },
          { text: t('review.rates.judged') },
          { text: t('review.rates.sentBack'), help: t('review.rates.sentBackHelp') },
          { text: t('review.rates.errorRate'), help: t('review.rates.errorRateHelp') },
          { text: t('review.rates.time'), help: t('review.rates.timeHelp') },
        ]}
        groups={RATE_KINDS.map((kind) => ({
          title: t(`review.rates.${kind}`),
          rows: rates.objects[kind].map((row) => objectRow(kind, row)),
        }))}
      />
      <RateTable
        title={t('review.rates.cameras')}
        columns={[
          { text: t('review.rates.boxes') },
          { text: t('review.rates.compared') },
          { text: t('review.rates.disagreeing'), help: t('review.rates.disagreeingHelp') },
          { text: t('review.rates.time'), help: t('review.rates.timeHelp') },
        ]}
        groups={[
          {
            rows: rates.cameras.map(({ name, boxes, compared, disagreeing, seconds }) => ({
              name: cameraName(name),
              values: [
                formatCount(boxes),
                formatCount(compared),
                compared === 0 ? '—' : `${formatCount(disagreeing)} (${percent(disagreeing / compared)} %)`,
                timeOf(seconds),
              ],
            })),
          },
        ]}
      />
      <RateTable
        title={t('review.rates.reviewers')}
        columns={[
          { text: t('review.rates.accepted') },
          { text: t('review.rates.sentBack') },
          { text: t('review.rates.notes') },
          { text: t('review.rates.time'), help: t('review.rates.timeHelp') },
        ]}
        groups={[
          {
            rows: rates.reviewers.map(({ name, accepted, sentBack, notes, seconds }) => ({
              name: name || t('review.nobody'),
              values: [formatCount(accepted), formatCount(sentBack), formatCount(notes), timeOf(seconds)],
            })),
          },
        ]}
      />
    </>
  );
}

/** Hours and minutes; what is less than a minute is said to be. */
function useTimeOf(): (seconds: number | undefined) => string {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds === undefined) return '—';
    const minutes = Math.round(seconds / 60);
    if (minutes === 0) return t('review.rates.underMinute');
    const hours = Math.floor(minutes / 60);
    return hours === 0
      ? t('review.rates.minutes', { minutes })
      : t('review.rates.hours', { hours, minutes: minutes % 60 });
  };
}
