import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import type { AgreementBar } from './agreementBars.ts';
import { scopeName } from './scopeName.ts';

export interface AgreementChartProps {
  readonly title: string;
  readonly bars: readonly AgreementBar[];
}

/** A histogram of the IoU for each class or camera; it opens the findings of that. */
export function AgreementChart({ title, bars }: AgreementChartProps): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <div className="overview__chart" data-keys="controls">
      <h2>{title}</h2>
      {bars.length === 0 && <p className="overview__none">{t('review.nothingCompared')}</p>}
      {bars.map(({ scope, histogram, compared, medianIou, disagreeing }) => {
        const what = scopeName(scope, workspace, t);
        const numbers = {
          median: formatFixed(medianIou, 2),
          disagreeing: formatCount(disagreeing),
          compared: formatCount(compared),
        };
        const most = Math.max(1, ...histogram);
        return (
          <button
            key={scope.value}
            type="button"
            className="overview__bar overview__bar--agreement"
            aria-label={t('review.agreementOf', { what, ...numbers })}
            title={t('review.agreementHelp', numbers)}
            onClick={() => workspace.review.room.show({ scope, isOverview: false })}
          >
            <span className="overview__name">{what}</span>
            <span className="overview__histogram">
              {histogram.map((count, bin) => (
                <span
                  key={binName(bin)}
                  data-filled={count > 0}
                  style={{ height: count === 0 ? '1px' : `max(2px, ${(count / most) * 100}%)` }}
                />
              ))}
            </span>
            <span className="overview__count">{numbers.median}</span>
          </button>
        );
      })}
    </div>
  );
}

/** The bins are always the same ones. */
function binName(bin: number): string {
  return `from ${bin / 10}`;
}
