import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recent } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import { notify } from '#renderer/state/notices.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { walkFocus } from '../controls/walkFocus.ts';
import { useConnection } from '../session/useHost.ts';
import { RecentRow } from './RecentRow.tsx';
import './recents.css';

const OPENERS = '.recent__open';

/** Folders that were opened before, newest first. The keys begin here: Enter takes up the last work. */
export function Recents(): ReactNode {
  const { t } = useTranslation();
  const [recents, remove] = useRecents();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Not while the person is elsewhere already.
    if (recents.length > 0 && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>(OPENERS)?.focus();
  }, [recents]);
  return (
    <section className="recents" aria-label={t('start.recent')}>
      <div className="recents__head">
        <h2>{t('start.recent')}</h2>
        {recents.length > 0 && (
          <span>
            {t('start.recentKeys')} <kbd className="key-cap">↑</kbd> <kbd className="key-cap">↓</kbd>
          </span>
        )}
      </div>
      {recents.length === 0 && <p className="empty-state recents__empty">{t('start.noRecent')}</p>}
      <ul ref={list} className="recents__list" onKeyDown={(event) => walkFocus(event, list.current, OPENERS)}>
        {recents.map((recent) => (
          <RecentRow key={recent.path} recent={recent} onRemove={() => void remove(recent.path)} />
        ))}
      </ul>
    </section>
  );
}

function useRecents(): [readonly Recent[], (path: string) => Promise<void>] {
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
      const failure = toHostFailure(error);
      notify({ tone: 'error', text: (t, language) => describeFailure(failure, t, language) });
    }
  };
  return [recents, remove];
}
