import { Lock, X } from 'lucide-react';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recent } from '#shared/host/contract.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { describeSummary, layoutName } from '../report/describeDataset.ts';
import { useConnection } from '../session/useHost.ts';
import { openFolder } from '../workspace/openFolder.ts';

export interface RecentRowProps {
  readonly recent: Recent;
  onRemove(): void;
}

/** A folder that was opened before: what it is, when, and what was in the way. */
export function RecentRow({ recent, onRemove }: RecentRowProps): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  return (
    <li className="recent">
      <button type="button" className="recent__open" onClick={() => void openFolder(connection, recent.path)}>
        <span className="recent__name">{recent.name}</span>
        <span className="recent__day">{dayOf(recent, t)}</span>
        <span className="recent__path">{recent.path}</span>
        <span className="recent__facts">{factsOf(recent, t)}</span>
        {recent.facts?.writable === false && (
          <span className="chip recent__trouble">
            <Lock size={12} strokeWidth={1.75} aria-hidden />
            {t('start.readOnly')}
          </span>
        )}
      </button>
      <IconButton icon={X} name={t('start.removeRecent', { name: recent.name })} onClick={onRemove} />
    </li>
  );
}

function factsOf({ layout, frames, facts }: Recent, t: TFunction): string {
  if (facts !== undefined) return describeSummary({ layout, frames, ...facts }, t);
  return [layoutName(layout, t), t('report.frames', { count: frames })].join(t('report.separator'));
}

function dayOf({ openedAt }: Recent, t: TFunction): string {
  const moment = formatDay(openedAt);
  const today = formatDay(Date.now()).slice(0, -'14:31'.length);
  return moment.startsWith(today) ? t('start.today', { time: moment.slice(today.length) }) : moment;
}
