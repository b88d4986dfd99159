import { ChevronUp, Folder, FolderCheck } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { describeFailure } from '../controls/describeFailure.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { layoutName } from '../report/describeDataset.ts';
import { useConnection } from '../session/useHost.ts';
import { TEST_IDS } from '../testIds.ts';
import { openFolder } from '../workspace/openFolder.ts';
import './folderBrowser.css';

type Listing = MethodOutput<'folders.list'>;

/** Folders as the host shows them, for browsers, which have no folder dialog that tells a path. */
export function FolderBrowser(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const { listing, failure, browse } = useFolders();
  const list = useRef<HTMLUListElement>(null);

  const open = (path: string): void => {
    showDialog(undefined);
    void openFolder(connection, path);
  };
  useEffect(() => {
    if (listing !== undefined) list.current?.querySelector('button')?.focus();
  }, [listing]);

  return (
    <Dialog
      title={t('browser.title')}
      onClose={() => showDialog(undefined)}
      foot={
        <>
          <Button onClick={() => showDialog(undefined)}>{t('browser.cancel')}</Button>
          <Button
            look="primary"
            data-testid={TEST_IDS.folderChoose}
            disabled={listing === undefined}
            onClick={() => listing !== undefined && open(listing.path)}
          >
            {t('browser.choose')}
          </Button>
        </>
      }
    >
      <div className="folders__place">
        <IconButton
          icon={ChevronUp}
          name={t('browser.up')}
          disabled={listing?.parent === undefined}
          onClick={() => browse(listing?.parent)}
        />
        <span className="folders__path" data-testid={TEST_IDS.folderPath}>
          {listing?.path ?? t('browser.loading')}
        </span>
      </div>
      <FailureLine failure={failure} />
      <ul ref={list} className="folders__list">
        {listing?.entries.map((entry) => (
          <li key={entry.path}>
            <button
              type="button"
              className="folders__entry"
              data-dataset={entry.layout !== undefined}
              onClick={() => (entry.layout === undefined ? browse(entry.path) : open(entry.path))}
            >
              {entry.layout === undefined ? (
                <Folder size={16} strokeWidth={1.75} aria-hidden />
              ) : (
                <FolderCheck size={16} strokeWidth={1.75} aria-hidden />
              )}
              <span className="folders__name">{entry.name}</span>
              {entry.layout !== undefined && (
                <span className="folders__layout">{layoutName(entry.layout, t)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {listing?.entries.length === 0 && <p className="empty-state">{t('browser.empty')}</p>}
    </Dialog>
  );
}

function FailureLine({ failure }: { readonly failure: HostFailure | undefined }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (failure === undefined) return null;
  return (
    <p className="folders__failure" role="alert">
      {describeFailure(failure, t, language)}
    </p>
  );
}

interface Folders {
  readonly listing: Listing | undefined;
  readonly failure: HostFailure | undefined;
  /** Lists a folder; without a path the granted root. */
  browse(path: string | undefined): void;
}

function useFolders(): Folders {
  const { host } = useConnection();
  const [wanted, setWanted] = useState<string>();
  const [listing, setListing] = useState<Listing>();
  const [failure, setFailure] = useState<HostFailure>();
  useEffect(() => {
    const abort = new AbortController();
    host.call('folders.list', wanted === undefined ? {} : { path: wanted }, { signal: abort.signal }).then(
      (found) => {
        setListing(found);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setFailure(toHostFailure(error));
      },
    );
    return () => abort.abort();
  }, [host, wanted]);
  return { listing, failure, browse: setWanted };
}
