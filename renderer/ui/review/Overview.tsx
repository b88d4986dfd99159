import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewList } from '#renderer/editor/review/reviewRoom.ts';
import { FRAME_STANDINGS } from '#renderer/editor/review/reviewRecords.ts';
import { SEVERITIES } from '#shared/quality/finding.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { focusCanvas } from '../shortcuts/regions.ts';
import { agreementBars } from './agreementBars.ts';
import { AgreementChart } from './AgreementChart.tsx';
import { overviewFacts, type OverviewBar } from './overviewFacts.ts';
import { scopeName } from './scopeName.ts';
import { RateTables } from './RateTables.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';
import { useBoard, useRoom, useSampleProgress } from './useReview.ts';
import './overview.css';

/** Where the work stands, in place of the views: every bar opens the list of what it counts. */
export function Overview(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const isReview = useEditor(({ imageStage }) => imageStage.kind === 'review');
  const isOverview = useRoom((state) => state.isOverview);
  const open = useRoom((state) => state.open);
  const sample = useSampleProgress();
  const left = (sample?.total ?? 0) - (sample?.done ?? 0);
  const findings = useBoard((state) => state.findings);
  const frames = useBoard((state) => state.frames);
  const agreements = useBoard((state) => state.agreements);
  const isShown = isReview && isOverview;
  const facts = useMemo(
    () => (isShown ? overviewFacts({ findings, frames }) : undefined),
    [isShown, findings, frames],
  );
  const agreement = useMemo(
    () => (isShown ? agreementBars({ agreements }) : undefined),
    [isShown, agreements],
  );
  const begin = (list: ReviewList): void => {
    room.show({ list });
    void room.step(1);
    focusCanvas();
  };
  if (facts === undefined || agreement === undefined) return null;
  return (
    <section className="overview" aria-label={t('review.overview')} tabIndex={0} data-keys="canvas">
      <div className="overview__figures">
        <div>
          <h2>{t('review.byStanding')}</h2>
          <dl className="overview__standings">
            {FRAME_STANDINGS.map((standing) => (
              <div key={standing} data-standing={standing}>
                <dd>{formatCount(facts.standings.get(standing) ?? 0)}</dd>
                <dt>{t(`review.standings.${standing}`)}</dt>
              </div>
            ))}
          </dl>
        </div>
        <div>
          <h2>{t('review.bySeverity')}</h2>
          <dl className="overview__standings">
            {SEVERITIES.map((severity) => (
              <div key={severity}>
                <dd>{formatCount(facts.severities.get(severity) ?? 0)}</dd>
                <dt>
                  <SeverityIcon severity={severity} />{' '}
                  <span aria-hidden>{t(`review.severity.${severity}`)}</span>
                </dt>
              </div>
            ))}
          </dl>
        </div>
        <div className="overview__begin">
          <Button look="primary" disabled={open === 0} onClick={() => begin('findings')}>
            {t('review.begin')}
          </Button>
          <Button disabled={left === 0} onClick={() => begin('sample')}>
            {t('review.beginSample', { count: left })}
          </Button>
        </div>
      </div>
      <div className="overview__charts">
        <Chart title={t('review.byClass')} bars={facts.class} />
        <Chart title={t('review.byCamera')} bars={facts.camera} />
        <Chart title={t('review.byAuthor')} bars={facts.author} />
        <Chart title={t('review.byFrame')} bars={facts.frame} />
        <RateTables />
        <AgreementChart title={t('review.agreementByClass')} bars={agreement.class} />
        <AgreementChart title={t('review.agreementByCamera')} bars={agreement.camera} />
      </div>
    </section>
  );
}

function Chart({
  title,
  bars,
}: {
  readonly title: string;
  readonly bars: readonly OverviewBar[];
}): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const most = Math.max(1, ...bars.map(({ open }) => open));
  return (
    <div className="overview__chart" data-keys="controls">
      <h2>{title}</h2>
      {bars.length === 0 && <p className="overview__none">{t('review.nothingOpen')}</p>}
      {bars.map(({ scope, open, objects }) => {
        const name = scopeName(scope, workspace, t);
        return (
          <button
            key={scope.value}
            type="button"
            className="overview__bar"
            disabled={open === 0}
            aria-label={t('review.barOf', { what: name, count: open })}
            onClick={() => workspace.review.room.show({ scope, isOverview: false })}
          >
            <span className="overview__name">{name}</span>
            <span className="overview__track">
              <span className="overview__fill" style={{ width: `${(open / most) * 100}%` }} />
            </span>
            <span className="overview__count" title={t('review.perHundred')}>
              {objects === undefined
                ? formatCount(open)
                : t('review.ofObjects', { open: formatCount(open), objects: formatCount(objects) })}
            </span>
          </button>
        );
      })}
    </div>
  );
}
