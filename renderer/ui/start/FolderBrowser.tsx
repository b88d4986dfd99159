import { ChevronUp, Folder, FolderCheck } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import { Button } from '../controls/Button.tsx';
import { describeFailure } from '../controls/describeFailure.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { layoutName } from '../report/describeDataset.ts';
import { useHost } from '../session/useHost.ts';
import { TEST_IDS } from '../testIds.ts';
import './folderBrowser.css';

type Listing = MethodOutput<'folders.list'>;

export interface FolderBrowserProps {
  readonly title: string;
  /** On the button that chooses the folder that is shown. */
  readonly choose: string;
  onChoose(path: string): void;
  /** A dataset was clicked; absent: it is entered like any other folder. */
  onDataset?(path: string): void;
  onClose(): void;
}

/** Folders as the host shows them, for browsers, which have no folder dialog that tells a path. */
export function FolderBrowser(props: FolderBrowserProps): ReactNode {
  const { title, choose, onChoose, onDataset, onClose } = props;
  const { t } = useTranslation();
  const { listing, failure, browse } = useFolders();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (listing !== undefined) list.current?.querySelector('button')?.focus();
  }, [listing]);

  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('browser.cancel')}</Button>
          <Button
            look="primary"
            data-testid={TEST_IDS.folderChoose}
            disabled={listing === undefined}
            onClick={() => listing !== undefined && onChoose(listing.path)}
          >
            {choose}
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
            <FolderEntry
              entry={entry}
              onClick={() =>
                entry.layout === undefined || onDataset === undefined
                  ? browse(entry.path)
                  : onDataset(entry.path)
              }
            />
          </li>
        ))}
      </ul>
      {listing?.entries.length === 0 && <p className="empty-state">{t('browser.empty')}</p>}
    </Dialog>
  );
}

interface FolderEntryProps {
  readonly entry: Listing['entries'][number];
  onClick(): void;
}

function FolderEntry({ entry, onClick }: FolderEntryProps): ReactNode {
  const { t } = useTranslation();
  const { name, layout } = entry;
  const Icon = layout === undefined ? Folder : FolderCheck;
  return (
    <button type="button" className="folders__entry" data-dataset={layout !== undefined} onClick={onClick}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className="folders__name">{name}</span>
      {layout !== undefined && <span className="folders__layout">{layoutName(layout, t)}</span>}
    </button>
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
  const host = useHost();
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
