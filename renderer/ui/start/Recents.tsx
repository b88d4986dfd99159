import { X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recent } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import { notify } from '#renderer/state/notices.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { layoutName } from '../report/describeDataset.ts';
import { useConnection } from '../session/useHost.ts';
import { openFolder } from '../workspace/openFolder.ts';

/** Folders that were opened before, newest first. */
export function Recents(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const [recents, remove] = useRecents();
  return (
    <section className="recents" aria-label={t('start.recent')}>
      <div className="recents__head">
        <h2>{t('start.recent')}</h2>
        {recents.length > 0 && <span>{t('start.recentKeys')}</span>}
      </div>
      {recents.length === 0 && <p className="empty-state recents__empty">{t('start.noRecent')}</p>}
      <ul className="recents__list">
        {recents.map((recent) => (
          <li key={recent.path} className="recent">
            <button
              type="button"
              className="recent__open"
              onClick={() => void openFolder(connection, recent.path)}
            >
              <span className="recent__name">{recent.name}</span>
              <span className="recent__day">{formatDay(recent.openedAt)}</span>
              <span className="recent__path">{recent.path}</span>
              <span className="recent__facts">
                {layoutName(recent.layout, t)} · {t('start.recentFacts', { count: recent.frames })}
              </span>
            </button>
            <IconButton
              icon={X}
              name={t('start.removeRecent', { name: recent.name })}
              onClick={() => void remove(recent.path)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function useRecents(): [readonly Recent[], (path: string) => Promise<void>] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { host } = useConnection();
  const [recents, setRecents] = useState<readonly Recent[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    host.call('recents.list', {}, { signal: abort.signal }).then(setRecents, () => {
      // Without the list one can still open a folder, and that says what is wrong with the host.
    });
    return () => abort.abort();
  }, [host]);
  const remove = async (path: string): Promise<void> => {
    try {
      setRecents(await host.call('recents.remove', { path }));
    } catch (error) {
      notify({ tone: 'error', text: describeFailure(toHostFailure(error), t, language) });
    }
  };
  return [recents, remove];
}
